/** Calls never reject (bridges.ts): what goes wrong on the way becomes a coded reply too, without anybody's text. */
import type { Reply } from '../../wallet-core/ipc/index.ts';

export type AnyReply = Reply<unknown>;

export function failed(code: 'internal' | 'ipc.bad-reply' | 'ipc.peer-gone'): AnyReply {
  return { ok: false, error: { code, data: {} } };
}

/** The outer form only; the page opens it with the channel's schema. */
export function isReply(value: unknown): value is AnyReply {
  if (typeof value !== 'object' || value === null || !('ok' in value)) return false;
  return value.ok === true ? 'value' in value : value.ok === false && 'error' in value;
}

/** Asks main. `ipcRenderer` itself goes no further than this function (E-20). */
export function createInvoke(renderer: { invoke(channel: string, request: unknown): Promise<unknown> }) {
  return async (channel: string, request: unknown): Promise<AnyReply> => {
    try {
      const reply = await renderer.invoke(channel, request);
      return isReply(reply) ? reply : failed('ipc.bad-reply');
    } catch {
      return failed('internal');
    }
  };
}

/** One frozen function per name. */
export function functionsOf<T>(names: readonly string[], make: (name: string) => T): Readonly<Record<string, T>> {
  return Object.freeze(Object.fromEntries(names.map((name) => [name, make(name)])));
}
