import { useEffect } from 'react';
import { announce, t } from '../../ui/index.ts';
import { call, listen } from '../api/index.ts';
import { openIdentityLink } from '../features/flux-id/flux-id-store.ts';
import { isBusy, useReview } from '../features/review/review-store.ts';
import { openLink } from '../features/send/actions.ts';
import { useSend } from '../features/send/send-store.ts';
import { canSend, useSnapshots } from '../state/index.ts';

/** Takes the link that waits in main, if any, to where it belongs. What is under review is not disturbed. */
async function takeWaitingLink(): Promise<void> {
  const { step } = useSend.getState();
  if (isBusy(useReview.getState())) return;
  if (step.kind === 'preparing' || step.kind === 'signing' || !canSend(useSnapshots.getState())) return;
  try {
    const { link } = await call('link.take', {});
    if (link === null) return;
    if (link.kind === 'pay') {
      openLink(link);
      announce(t('send.fromLink'));
    } else {
      void openIdentityLink(link);
    }
  } catch {
    // Links that cannot be taken stay where they are; nothing depends on them.
  }
}

/** Follows payment links of the operating system: when one arrives, and one that waited for the unlock. */
export function useLinks(): void {
  const ready = useSnapshots((state) => state.phase === 'ready');
  useEffect(() => {
    if (!ready) return;
    void takeWaitingLink();
    return listen('link.arrived', () => void takeWaitingLink());
  }, [ready]);
}
