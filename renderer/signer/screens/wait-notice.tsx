import { useEffect, useRef } from 'react';
import type { WireError } from '../../../wallet-core/errors/index.ts';
import { announce, Banner, describeError, t } from '../../ui/index.ts';

/** Why the last attempt led nowhere, or how long to wait for the next. */
export function WaitNotice({ secondsLeft, error }: { readonly secondsLeft: number; readonly error: WireError | null }) {
  if (secondsLeft > 0) return <Waiting secondsLeft={secondsLeft} />;
  if (error === null || error.code === 'approval.cancelled' || error.code === 'account.throttled') return null;
  const words = describeError(error.code);
  return (
    <Banner tone="danger" title={words.title} live>
      {words.meaning} {words.next}
    </Banner>
  );
}

/** Said once; the countdown itself is for the eye. */
function Waiting({ secondsLeft }: { readonly secondsLeft: number }) {
  const atFirst = useRef(secondsLeft);
  useEffect(() => announce(t('unlock.wait', { count: atFirst.current })), []);
  return <Banner tone="warning" title={t('unlock.wait', { count: secondsLeft })} />;
}

export function secondsUntil(waitUntilMs: number, now: number): number {
  return Math.max(0, Math.ceil((waitUntilMs - now) / 1_000));
}
