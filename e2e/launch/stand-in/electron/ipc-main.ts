import { EventEmitter } from 'node:events';

type Handler = (event: object, ...args: unknown[]) => unknown;

/** `ipcMain`, and `webContents.ipc`, which is asked first. */
export class IpcMain extends EventEmitter {
  private readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  handleOnce(channel: string, handler: Handler): void {
    this.handle(channel, (event, ...args) => {
      this.handlers.delete(channel);
      return handler(event, ...args);
    });
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }

  /** Not part of Electron: the handler of a channel, for the dispatcher below. */
  handlerOf(channel: string): Handler | undefined {
    return this.handlers.get(channel);
  }
}

export type InvokeOutcome =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: string };

/** Asks the first place that handles the channel. Errors become the text that Electron gives to the renderer. */
export async function invokeHandler(
  places: readonly IpcMain[],
  channel: string,
  event: object,
  args: readonly unknown[],
): Promise<InvokeOutcome> {
  const handler = places.map((place) => place.handlerOf(channel)).find((found) => found !== undefined);
  const prefix = `Error invoking remote method '${channel}'`;
  if (!handler) return { ok: false, error: `${prefix}: Error: No handler registered for '${channel}'` };
  try {
    return { ok: true, value: await handler(event, ...args) };
  } catch (error) {
    return { ok: false, error: `${prefix}: ${String(error)}` };
  }
}
