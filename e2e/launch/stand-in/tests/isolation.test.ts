import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attack, call, type Fixture, startFixture } from './fixture-app.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.end());

interface Bridge {
  readonly [name: string]: (...args: unknown[]) => unknown;
}

describe('the preload lives in a world of its own', () => {
  it('E-20: leaves nothing of Electron or Node on the page', async () => {
    expect(await attack(fixture.wallet, 'reachPreload')).toBe('undefined,undefined,undefined,undefined,undefined');
  });

  it('adds nothing to the page but what was exposed', async () => {
    const names = await fixture.wallet.evaluate(() => {
      const frame = document.createElement('iframe');
      document.body.append(frame);
      const plain = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      const atStart = (globalThis as unknown as { globalsAtStart: string[] }).globalsAtStart;
      return atStart.filter((name) => !plain.has(name) && !/^\d+$/.test(name));
    });
    expect(names.filter((name) => !name.startsWith('__playwright'))).toEqual(['bridge', 'globalsAtStart'].slice(0, 1));
  });

  it('gives the preload `electron` and no other module, and names what is missing', async () => {
    expect(await call(fixture.wallet, 'requireFs')).toBe('module not found: fs');
    expect(await call(fixture.wallet, 'missing')).toContain('electron.webFrame');
  });

  it('has no preload and no bridge in frames', async () => {
    expect(await attack(fixture.wallet, 'blankFrame')).toBe('done: undefined,undefined,undefined');
  });
});

describe('contextBridge', () => {
  it('freezes what it exposes, all the way down', async () => {
    const result = await fixture.wallet.evaluate(() => {
      const page = globalThis as unknown as { bridge: Record<string, unknown> & { nested: { list: unknown[] } } };
      const before = page.bridge;
      const attempts = [
        () => Object.assign(page.bridge, { add: () => 'mine' }),
        () => page.bridge.nested.list.push(2),
        () => {
          // As strict code would: a plain assignment fails silently here.
          if (!Reflect.set(page, 'bridge', {})) throw new TypeError('refused');
        },
      ];
      const refused = attempts.map((attempt) => {
        try {
          attempt();
          return 'changed';
        } catch (error) {
          return (error as Error).name;
        }
      });
      return {
        refused,
        same: page.bridge === before,
        frozen: [page.bridge, page.bridge.nested, page.bridge.nested.list].every(Object.isFrozen),
      };
    });
    expect(result).toEqual({ refused: ['TypeError', 'TypeError', 'TypeError'], same: true, frozen: true });
  });

  it('answers synchronously, with values of the page’s own world', async () => {
    const result = await fixture.wallet.evaluate(() => {
      const { bridge } = globalThis as unknown as {
        bridge: Bridge & { version: bigint; nested: { bytes: Uint8Array; list: object[] } };
      };
      const sum = bridge.add?.(2, 3);
      const own = [
        bridge.add instanceof Function,
        Array.isArray(bridge.nested.list),
        bridge.nested.bytes instanceof Uint8Array,
        bridge.later?.(1) instanceof Promise,
      ];
      return { sum, version: String(bridge.version), bytes: [...bridge.nested.bytes], own };
    });
    expect(result).toEqual({ sum: 5, version: '3', bytes: [9, 8, 7], own: [true, true, true, true] });
  });

  it('passes errors and rejections as errors of the page', async () => {
    const result = await fixture.wallet.evaluate(async () => {
      const { bridge } = globalThis as unknown as { bridge: Bridge };
      const seen: unknown[] = [];
      try {
        bridge.fail?.();
      } catch (error) {
        seen.push(error instanceof Error, (error as Error).message);
      }
      await Promise.resolve(bridge.refuse?.()).catch((error) => seen.push(error instanceof Error, error.message));
      return seen;
    });
    expect(result).toEqual([true, 'thrown in the preload', true, 'refused later']);
  });

  it('passes callbacks both ways and lets them be taken back', async () => {
    const result = await fixture.wallet.evaluate(() => {
      const { bridge } = globalThis as unknown as { bridge: Bridge };
      const heard: unknown[] = [];
      const stop = bridge.listen?.((value: unknown) => {
        heard.push(value);
        return 'heard';
      }) as () => unknown;
      const first = bridge.fire?.({ amount: 5n });
      const stopped = stop();
      bridge.fire?.('late');
      return { heard: heard.map((value) => String((value as { amount: bigint }).amount)), first, stopped };
    });
    expect(result).toEqual({ heard: ['5'], first: ['heard'], stopped: 1 });
  });

  it('never lets an object of the preload’s world through', async () => {
    const result = await fixture.wallet.evaluate(() => {
      const { bridge } = globalThis as unknown as { bridge: Bridge };
      const instance = bridge.instance?.() as object;
      const functions = [bridge.add, bridge.invoke] as unknown as { constructor: (text: string) => () => unknown }[];
      const worlds = functions.map((exposed) => {
        try {
          return exposed.constructor('return typeof preloadGlobal')();
        } catch (error) {
          // The page's own Function is banned by its CSP, which is the answer too.
          return (error as Error).name;
        }
      });
      let electron: string;
      try {
        electron = typeof bridge.getElectron?.();
      } catch (error) {
        electron = `refused: ${(error as Error).name}`;
      }
      return { prototype: Object.getPrototypeOf(instance) === Object.prototype, worlds, electron };
    });
    expect(result.prototype).toBe(true);
    expect(result.worlds.every((world) => world === 'undefined' || world === 'EvalError')).toBe(true);
    expect(result.electron === 'object' || result.electron.startsWith('refused')).toBe(true);
  });

  it('holds against a page that changes its own prototypes', async () => {
    const result = await fixture.wallet.evaluate(() => {
      const stolen: unknown[] = [];
      const original = EventTarget.prototype.dispatchEvent;
      EventTarget.prototype.dispatchEvent = function (event) {
        stolen.push(this);
        return original.call(this, event);
      };
      const { bridge } = globalThis as unknown as { bridge: Bridge };
      const sum = bridge.add?.(1, 1);
      EventTarget.prototype.dispatchEvent = original;
      return { sum, stolen: stolen.length };
    });
    expect(result).toEqual({ sum: 2, stolen: 0 });
  });
});
