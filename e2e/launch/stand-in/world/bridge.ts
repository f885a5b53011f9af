/**
 * One half of `contextBridge`; the same source runs in the preload's isolated world and in the page's. The halves share
 * nothing but a detached element, and whatever they say to each other is the `detail` of an event on it: Chromium copies
 * that by structured clone when it crosses worlds, so no object of one world is ever seen in the other. Events are
 * dispatched synchronously, therefore exposed functions answer synchronously, as in Electron.
 */
export interface Bridge {
  /** Turns a value into what may cross: functions and promises become numbers, the rest is cloned. */
  describe(value: unknown): unknown;
  /** The other half's value, rebuilt here: functions and promises of this world, objects frozen when asked. */
  rebuild(description: unknown, freeze: boolean): unknown;
  /** Says something to the other half that is no call; `onWord` there hears it. */
  say(word: unknown): void;
}

export function makeBridge(channel: EventTarget, here: string, there: string, onWord: (word: unknown) => void): Bridge {
  type Detail = { op: string; n?: number; id?: number; args?: unknown; ok?: boolean; value?: unknown };
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const numbers = new WeakMap<object, number>();
  const promises = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>();
  const returns: Detail[] = [];
  let next = 1;

  // Taken before any script of the page runs, and used through Reflect: a page may change its own globals afterwards.
  const { apply } = Reflect;
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const { freeze: freezeObject, keys, defineProperty, getPrototypeOf } = Object;
  const { isArray } = Array;
  const { then } = Promise.prototype;
  const readDetail = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get as () => unknown;
  const Custom = CustomEvent;
  const Failure = Error;
  const Eventually = Promise;
  const ObjectPrototype = Object.prototype;

  function tell(detail: Detail): void {
    apply(dispatchEvent, channel, [new Custom(there, { detail })]);
  }

  function isPlain(value: object): boolean {
    const prototype = getPrototypeOf(value);
    // Objects of the other world never get here, so a foreign prototype is a class of this one.
    return prototype === ObjectPrototype || prototype === null;
  }

  function describeFunction(value: (...args: unknown[]) => unknown): Detail {
    let id = numbers.get(value);
    if (id === undefined) {
      id = next++;
      numbers.set(value, id);
      functions.set(id, value);
    }
    return { op: 'f', id };
  }

  function describePromise(value: Promise<unknown>): Detail {
    const id = next++;
    const settle = (ok: boolean) => (outcome: unknown) => {
      try {
        tell({ op: 'settle', id, ok, value: describe(outcome) });
      } catch (error) {
        tell({ op: 'settle', id, ok: false, value: describe(error) });
      }
    };
    apply(then, value, [settle(true), settle(false)]);
    return { op: 'p', id };
  }

  function describe(value: unknown): Detail {
    if (typeof value === 'function') return describeFunction(value as (...args: unknown[]) => unknown);
    if (typeof value !== 'object' || value === null) return { op: 'v', value };
    if (value instanceof Promise) return describePromise(value);
    if (value instanceof Failure) return { op: 'e', value: String(value.message) };
    if (isArray(value)) {
      const list: unknown[] = [];
      for (let at = 0; at < value.length; at++) list[at] = describe(value[at]);
      return { op: 'a', value: list };
    }
    if (!isPlain(value)) return { op: 'v', value };
    const record: unknown[] = [];
    for (const key of keys(value)) record[record.length] = [key, describe((value as Record<string, unknown>)[key])];
    return { op: 'o', value: record };
  }

  function call(id: number, args: unknown[]): unknown {
    tell({ op: 'call', id, args: describe(args) });
    const answer = returns.pop();
    if (!answer) throw new Failure('the other side of the bridge is gone');
    const value = rebuild(answer.value, false);
    if (!answer.ok) throw value;
    return value;
  }

  function rebuild(description: unknown, freeze: boolean): unknown {
    const { op, id = 0, value } = description as Detail;
    const done = <T>(made: T): T => (freeze ? freezeObject(made) : made);
    switch (op) {
      case 'v':
        return value;
      case 'e':
        return new Failure(String(value));
      case 'f':
        return done((...args: unknown[]) => call(id, args));
      case 'p':
        return new Eventually((resolve, reject) => promises.set(id, { resolve, reject }));
      case 'a': {
        const list: unknown[] = [];
        for (const entry of value as unknown[]) list[list.length] = rebuild(entry, freeze);
        return done(list);
      }
      default: {
        const record = {};
        for (const entry of value as [string, unknown][]) {
          const made = rebuild(entry[1], freeze);
          defineProperty(record, entry[0], { value: made, enumerable: true, configurable: true, writable: true });
        }
        return done(record);
      }
    }
  }

  function answer(id: number, args: unknown): void {
    try {
      const target = functions.get(id);
      if (!target) throw new Failure('no such function');
      const value = describe(apply(target, undefined, rebuild(args, false) as unknown[]));
      tell({ op: 'return', ok: true, value });
    } catch (error) {
      tell({ op: 'return', ok: false, value: describe(error instanceof Failure ? error : new Failure(String(error))) });
    }
  }

  apply(addEventListener, channel, [
    here,
    (event: Event) => {
      const detail = apply(readDetail, event, []) as Detail | null;
      if (typeof detail !== 'object' || detail === null) return;
      const id = detail.id ?? 0;
      if (detail.op === 'call') answer(id, detail.args);
      else if (detail.op === 'return') returns.push(detail);
      else if (detail.op === 'word') onWord(detail.value);
      else if (detail.op === 'settle') {
        const waiting = promises.get(id);
        promises.delete(id);
        const value = rebuild(detail.value, false);
        if (detail.ok) waiting?.resolve(value);
        else waiting?.reject(value);
      }
    },
  ]);

  return { describe, rebuild, say: (word) => tell({ op: 'word', value: word }) };
}
