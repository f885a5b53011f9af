import type { WireError } from '../../../../wallet-core/errors/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { ReceiveView } from '../../../../wallet-core/ipc/index.ts';
import { announce, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

export interface ReceiveState {
  readonly view: ReceiveView | null;
  readonly error: WireError | null;
  readonly busy: boolean;
  /** The request, as typed. */
  readonly amount: string;
  readonly message: string;
}

export const useReceive = createStore<ReceiveState>('receive', {
  view: null,
  error: null,
  busy: false,
  amount: '',
  message: '',
});

async function load(channel: 'receive.read' | 'receive.next'): Promise<boolean> {
  useReceive.setState({ busy: true });
  try {
    const view = await call(channel, { chain: 'flux' });
    useReceive.setState({ view, error: null, busy: false });
    return true;
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useReceive.setState({ error, busy: false });
    return false;
  }
}

export function readReceive(): Promise<boolean> {
  return load('receive.read');
}

/** One more address of the account. Earlier ones go on working. */
export async function nextAddress(): Promise<void> {
  if (await load('receive.next')) announce(t('receive.newDone'));
}
