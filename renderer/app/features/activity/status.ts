import type { TxStatusView } from '../../../../wallet-core/ipc/index.ts';
import { type Tone, t } from '../../../ui/index.ts';

const tones: Readonly<Record<TxStatusView['kind'], Tone>> = {
  unknown: 'neutral',
  pending: 'warning',
  confirmed: 'info',
  final: 'positive',
  failed: 'danger',
  expired: 'danger',
  replaced: 'danger',
};

export function statusTone(status: TxStatusView): Tone {
  return tones[status.kind];
}

/** The state of a transaction in a word or two. */
export function statusWords(status: TxStatusView): string {
  return status.kind === 'confirmed'
    ? t('status.confirmed', { count: status.confirmations })
    : t(`status.${status.kind}`);
}
