/**
 * What the preloads expose: one frozen object of named functions per window, never `ipcRenderer`, an event object or a
 * free channel (E-20). Windows see `window.parallax` (app) and `window.signer` (signer) and nothing else of Electron.
 */
import type {
  AppToBackend,
  AppToMain,
  ChannelName,
  EventName,
  EventsTo,
  PayloadOf,
  ReplyOf,
  RequestOf,
  SignerToMain,
} from './contract.ts';
import type { Reply } from './envelope.ts';

/** Calls never reject: the outcome is in the reply; `openReply` turns it into a value or a WalletError. */
type Calls<Names extends ChannelName> = {
  readonly [Name in Names]: (request: RequestOf<Name>) => Promise<Reply<ReplyOf<Name>>>;
};

/** Each subscribes; the returned function ends it. */
type Subscriptions<Names extends EventName> = {
  readonly [Name in Names]: (listener: (payload: PayloadOf<Name>) => void) => () => void;
};

export interface AppBridge {
  /** One function per channel: those to main go by invoke, those to the backend over the port (`ipc.peer-gone` when it has died). */
  readonly call: Calls<AppToMain | AppToBackend>;
  readonly on: Subscriptions<EventsTo<'app'>>;
}

export interface SignerBridge {
  readonly call: Calls<SignerToMain>;
  readonly on: Subscriptions<EventsTo<'signer'>>;
}

declare global {
  interface Window {
    readonly parallax?: AppBridge;
    readonly signer?: SignerBridge;
  }
}
