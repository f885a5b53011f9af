/** The only file that touches what the preload put into the page. Everything else calls through here, typed by the contract. */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import {
  type AppBridge,
  type AppToBackend,
  type AppToMain,
  type EventsTo,
  openReply,
  type PayloadOf,
  parsePayload,
  type ReplyOf,
  type RequestOf,
} from '../../../wallet-core/ipc/index.ts';
import { currentEpoch } from './session-epoch.ts';

export type AppChannel = AppToMain | AppToBackend;
export type AppEvent = EventsTo<'app'>;

function bridge(): AppBridge {
  const { parallax } = window;
  if (parallax === undefined) throw new WalletError('ipc.peer-gone');
  return parallax;
}

/**
 * The reply of a channel, checked against the contract. Throws the WalletError it carries; `session.locked` when a lock
 * came in between, so that nothing of an account is written into a store after it was emptied.
 */
export async function call<Name extends AppChannel>(name: Name, request: RequestOf<Name>): Promise<ReplyOf<Name>> {
  const epoch = currentEpoch();
  const reply = await bridge().call[name](request);
  if (epoch !== currentEpoch()) throw new WalletError('session.locked');
  return openReply(name, reply);
}

/** Listens to an event until the returned function is called. A payload that does not fit the contract is dropped. */
export function listen<Name extends AppEvent>(name: Name, listener: (payload: PayloadOf<Name>) => void): () => void {
  return bridge().on[name]((payload) => {
    try {
      listener(parsePayload(name, payload));
    } catch (thrown) {
      if (!(thrown instanceof WalletError)) throw thrown;
    }
  });
}
