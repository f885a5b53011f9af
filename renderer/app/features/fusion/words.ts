/** Claims and swaps in sentences. */
import type { ClaimHeadline } from '../../../../wallet-core/fusion/names.ts';
import { type Tone, t } from '../../../ui/index.ts';
import type { ClaimView } from './fusion-store.ts';

export const tones = {
  working: 'info',
  attention: 'warning',
  good: 'positive',
  bad: 'danger',
  quiet: 'neutral',
} as const satisfies Record<ClaimView['tone'], Tone>;

/** What has to be known about a claim beyond its state; `null` where the state says it all. */
export function claimText(headline: ClaimHeadline): string | null {
  switch (headline) {
    case 'unsure':
    case 'lapsed':
    case 'paid-unseen':
    case 'paid-unreadable':
    case 'arrived-wrong-amount':
    case 'paid-elsewhere':
      return t(`fusion.claimText.${headline}`);
    default:
      return null;
  }
}
