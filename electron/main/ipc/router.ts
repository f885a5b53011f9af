/**
 * The one door for windows (E-18, E-19, E-21). Every channel that main answers is registered here and nowhere else, and
 * goes through the same steps: sender, rate, session, schema in, handler, schema out. There are no one-way channels.
 */
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { answer, channels, parseRequest, type Reply, type ReplyOf } from '../../../wallet-core/ipc/index.ts';
import type { Clock, Logger } from '../../../wallet-core/ports/index.ts';
import type { WindowRegistry } from '../../windows/window-registry.ts';
import { type MainChannel, type MainHandlers, mainChannels } from './main-handlers.ts';
import { createRateLimit } from './rate-limit.ts';
import { identifySender, type SenderEvent } from './sender.ts';

export interface RouterParts {
  readonly ipcMain: Pick<IpcMain, 'handle'>;
  readonly windows: WindowRegistry;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly session: { isOpen(): boolean; epoch(): number };
}

export function registerChannels(parts: RouterParts, handlers: MainHandlers): void {
  const rates = createRateLimit(parts.clock);

  function register<Name extends MainChannel>(name: Name, handler: MainHandlers[Name]): void {
    const channel = channels[name];

    async function serve(event: SenderEvent, args: readonly unknown[]): Promise<ReplyOf<Name>> {
      const kind = identifySender(event, parts.windows);
      if (kind === undefined || !channel.from.some((party) => party === kind)) {
        throw new WalletError('ipc.bad-sender', { channel: name });
      }
      if (!rates.take(`${event.sender.id} ${name}`, channel.perSecond)) {
        throw new WalletError('ipc.rate-limited', { channel: name });
      }
      if (channel.needsSession && !parts.session.isOpen()) throw new WalletError('session.locked');
      if (args.length !== 1) throw new WalletError('ipc.bad-payload', { channel: name });
      const request = parseRequest(name, args[0]);
      const epoch = parts.session.epoch();
      const value = await handler(request, { kind });
      // What was worked out in a session is not told after it.
      if (channel.needsSession && parts.session.epoch() !== epoch) throw new WalletError('session.locked');
      return value;
    }

    parts.ipcMain.handle(name, async (event: IpcMainInvokeEvent, ...args: unknown[]): Promise<Reply<ReplyOf<Name>>> => {
      const reply = await answer(name, () => serve(event, args));
      // The code alone, on secret channels too: nothing of what was sent.
      if (!reply.ok) parts.logger.log('warn', 'ipc.refused', { channel: name, code: reply.error.code });
      return reply;
    });
  }

  for (const name of mainChannels) register(name, handlers[name]);
}
