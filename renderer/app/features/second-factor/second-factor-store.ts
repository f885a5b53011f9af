import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { D2faView } from '../../../../wallet-core/ipc/index.ts';
import { describeError, toast } from '../../../ui/index.ts';
import { call, listen } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

export interface SecondFactorState {
  /** By the signer's word, for show; `null` until it has looked. */
  readonly view: D2faView | null;
  readonly isAsking: boolean;
}

export const useSecondFactor = createStore<SecondFactorState>('second-factor', { view: null, isAsking: false });

/** Reads what the signer last said and follows it until the returned function is called. */
export function followSecondFactor(): () => void {
  let isOver = false;
  const end = listen('d2fa.changed', ({ view }) => useSecondFactor.setState({ view, isAsking: false }));
  call('d2fa.view', {}).then(
    ({ view }) => {
      if (!isOver && view !== null && useSecondFactor.getState().view === null) useSecondFactor.setState({ view });
    },
    () => undefined,
  );
  return () => {
    isOver = true;
    end();
  };
}

/** The signer's question to the servers takes no longer; without an answer by then there comes none. */
const PATIENCE_MS = 100_000;

/** Asks the servers again, through the signer: the answer comes as an event. */
export async function lookAgain(): Promise<void> {
  useSecondFactor.setState({ isAsking: true });
  try {
    await call('d2fa.look', {});
    setTimeout(stopAsking, PATIENCE_MS);
  } catch (thrown) {
    const { code } = toWireError(thrown);
    if (code === 'session.locked') return;
    stopAsking();
    toast('danger', describeError(code).title);
  }
}

function stopAsking(): void {
  if (useSecondFactor.getState().isAsking) useSecondFactor.setState({ isAsking: false });
}
