import type { WireError } from '../../../wallet-core/errors/index.ts';
import { Banner, describeError, t } from '../../ui/index.ts';

/** Why the last attempt led nowhere, or how long to wait for the next. */
export function WaitNotice({ secondsLeft, error }: { readonly secondsLeft: number; readonly error: WireError | null }) {
  if (secondsLeft > 0) {
    return <Banner tone="warning" title={t('unlock.wait', { count: secondsLeft })} />;
  }
  if (error === null || error.code === 'approval.cancelled' || error.code === 'account.throttled') return null;
  const words = describeError(error.code);
  return (
    <Banner tone="danger" title={words.title} live>
      {words.meaning} {words.next}
    </Banner>
  );
}

export function secondsUntil(waitUntilMs: number, now: number): number {
  return Math.max(0, Math.ceil((waitUntilMs - now) / 1_000));
}
