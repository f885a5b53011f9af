import { toWireError, WalletError } from '../../wallet-core/errors/index.ts';
import {
  type AppToBackend,
  answer,
  channels,
  type EventName,
  type EventsTo,
  isChannelName,
  type MainToBackend,
  type PayloadOf,
  parsePayload,
  parseRequest,
  portMessage,
  type Reply,
  type ReplyOf,
  type RequestOf,
} from '../../wallet-core/ipc/index.ts';
import type { Clock, Logger } from '../../wallet-core/ports/index.ts';
import type { Port } from './port.ts';
import { createRateLimit } from './rate-limit.ts';
import { logError } from './system/log-error.ts';

export type BackendChannel = AppToBackend | MainToBackend;

/** One function per channel of the contract that ends here; a missing one does not compile. */
export type Handlers = {
  readonly [Name in BackendChannel]: (request: RequestOf<Name>) => ReplyOf<Name> | Promise<ReplyOf<Name>>;
};

export type Caller = 'app' | 'main';

export interface RouterOptions {
  /** Or why there are none: then every call is answered with that. */
  readonly handlers: Handlers | WalletError;
  readonly isSessionOpen: () => boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface Router {
  /** Serves `port` as the given party: whom a call comes from is decided by the port and by nothing in the message. */
  serve(caller: Caller, port: Port): void;
  /** Closes a port and serves it no more; calls under way on it stay unanswered. */
  disconnect(caller: Caller): void;
  toApp<Name extends EventsTo<'app', 'backend'>>(name: Name, payload: PayloadOf<Name>): void;
  toMain<Name extends EventsTo<'main', 'backend'>>(name: Name, payload: PayloadOf<Name>): void;
}

function isBackendChannel(name: string): name is BackendChannel {
  return isChannelName(name) && channels[name].to === 'backend';
}

/** Checks caller, rate, session and shape of every call, in this order, and answers each exactly once. */
export function createRouter({ handlers, isSessionOpen, clock, logger }: RouterOptions): Router {
  const ports = new Map<Caller, Port>();

  function handle<Name extends BackendChannel>(name: Name, request: unknown): Promise<Reply<ReplyOf<Name>>> {
    return answer(name, async () => {
      try {
        if (handlers instanceof WalletError) throw handlers;
        return await handlers[name](parseRequest(name, request));
      } catch (thrown) {
        logError(logger, 'call.failed', thrown, 'info');
        throw thrown;
      }
    });
  }

  async function dispatch(caller: Caller, channel: string, request: unknown, takes: (name: BackendChannel) => boolean) {
    const refuse = (error: WalletError) => {
      logger.log('warn', 'call.refused', { code: error.code });
      return { ok: false, error: toWireError(error) } as const;
    };
    if (!isBackendChannel(channel)) return refuse(new WalletError('ipc.unknown-channel'));
    const rules = channels[channel];
    if (!rules.from.some((party) => party === caller)) return refuse(new WalletError('ipc.bad-sender', { channel }));
    if (!takes(channel)) return refuse(new WalletError('ipc.rate-limited', { channel }));
    if (rules.needsSession && !isSessionOpen() && !(handlers instanceof WalletError))
      return refuse(new WalletError('session.locked'));
    return handle(channel, request);
  }

  function send(caller: Caller, name: EventName, payload: unknown): void {
    ports.get(caller)?.post({ type: 'event', event: name, payload });
  }

  return {
    serve: (caller, port) => {
      ports.get(caller)?.close();
      ports.set(caller, port);
      const limit = createRateLimit(clock);
      const takes = (name: BackendChannel) => limit.take(name, channels[name].perSecond);
      port.onClose(() => {
        if (ports.get(caller) === port) ports.delete(caller);
      });
      port.onMessage((message) => {
        const parsed = portMessage.safeParse(message);
        if (!parsed.success || parsed.data.type !== 'call') {
          // The control messages of main travel on the same port and are not ours.
          if (caller === 'app') logger.log('warn', 'message.dropped');
          return;
        }
        const { id, channel, request } = parsed.data;
        void dispatch(caller, channel, request, takes).then((reply) => {
          if (ports.get(caller) === port) port.post({ type: 'reply', id, reply });
        });
      });
    },
    disconnect: (caller) => {
      ports.get(caller)?.close();
      ports.delete(caller);
    },
    toApp: (name, payload) => send('app', name, parsePayload(name, payload)),
    toMain: (name, payload) => send('main', name, parsePayload(name, payload)),
  };
}
