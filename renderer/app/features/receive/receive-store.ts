import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { WireError } from '../../../../wallet-core/errors/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { ReceiveView } from '../../../../wallet-core/ipc/index.ts';
import { announce, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

export interface ReceiveState {
  /** Which addresses: those of Flux, or the one that several networks share. */
  readonly kind: 'flux' | 'accounts';
  readonly view: ReceiveView | null;
  readonly error: WireError | null;
  readonly busy: boolean;
  /** The request, as typed. */
  readonly amount: string;
  readonly message: string;
}

export const useReceive = createStore<ReceiveState>('receive', {
  kind: 'flux',
  view: null,
  error: null,
  busy: false,
  amount: '',
  message: '',
});

async function load(channel: 'receive.read' | 'receive.next', chain: ChainId = 'flux'): Promise<boolean> {
  useReceive.setState({ busy: true });
  try {
    const view = await call(channel, { chain });
    if (isOtherKind(chain)) return false;
    useReceive.setState({ view, error: null, busy: false });
    return true;
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked' && !isOtherKind(chain)) useReceive.setState({ error, busy: false });
    return false;
  }
}

/** The person has gone on to other addresses meanwhile. */
function isOtherKind(chain: ChainId): boolean {
  return (useReceive.getState().kind === 'flux') !== (chain === 'flux');
}

export function readReceive(chain: ChainId = 'flux'): Promise<boolean> {
  return load('receive.read', chain);
}

/** Other addresses: nothing of the ones before stays on screen. */
export function chooseKind(kind: ReceiveState['kind'], chain: ChainId): void {
  useReceive.setState({ kind, view: null, error: null, amount: '', message: '' });
  void readReceive(kind === 'flux' ? 'flux' : chain);
}

/** One more address of the account. Earlier ones go on working. */
export async function nextAddress(): Promise<void> {
  if (await load('receive.next')) announce(t('receive.newDone'));
}
