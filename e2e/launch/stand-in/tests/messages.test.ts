import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type Fixture, startFixture } from './fixture-app.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await startFixture();
});
afterAll(() => fixture.end());

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  for (const end = performance.now() + 5_000; !(await condition()); ) {
    if (performance.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

describe('E-18: main knows who speaks', () => {
  it('gives the frame’s address, origin and place, and the very contents object', async () => {
    const { sender } = (await call(fixture.wallet, 'invoke', 'echo', 1)) as { sender: object };
    expect(sender).toEqual({
      url: 'app://wallet/index.html',
      origin: 'app://wallet',
      isTop: true,
      same: true,
      id: 1,
      kind: 'wallet',
    });
    const other = (await call(fixture.signer, 'invoke', 'echo', 1)) as { sender: object };
    expect(other.sender).toMatchObject({ origin: 'app://signer', kind: 'signer' });
  });

  it('carries bigint, bytes, dates and undefined there and back', async () => {
    const same = await fixture.wallet.evaluate(async () => {
      const { bridge } = globalThis as unknown as {
        bridge: { invoke(name: string, value: unknown): Promise<{ value: Record<string, unknown> }> };
      };
      const { value } = await bridge.invoke('echo', {
        amount: 2n ** 65n,
        bytes: new Uint8Array([0, 255]),
        at: new Date(5),
        none: undefined,
      });
      const bytes = value.bytes as Uint8Array;
      return [
        value.amount === 2n ** 65n,
        bytes instanceof Uint8Array,
        [...bytes].join(),
        (value.at as Date).getTime(),
        'none' in value,
      ];
    });
    expect(same).toEqual([true, true, '0,255', 5, true]);
  });

  it('words errors as Electron does', async () => {
    await expect(call(fixture.wallet, 'invoke', 'fail')).rejects.toThrow(
      "Error invoking remote method 'fail': Error: no such luck",
    );
    await expect(call(fixture.wallet, 'invoke', 'nobody')).rejects.toThrow("No handler registered for 'nobody'");
    await expect(call(fixture.wallet, 'invoke', 'uncloneable')).rejects.toThrow('could not be cloned');
  });

  it('tells who sent a one-way message and can answer it', async () => {
    await call(fixture.wallet, 'send', 'one-way', 'hello');
    const [, , sender] = await fixture.logged('one-way', 'hello');
    expect(sender).toMatchObject({ origin: 'app://wallet', isTop: true, kind: 'wallet' });
    await until(async () => ((await call(fixture.wallet, 'answers')) as string[]).includes('hello'));
  });
});

describe('message ports', () => {
  const exchange = (): Promise<unknown> =>
    fixture.wallet.evaluate(async () => {
      const page = globalThis as unknown as {
        bridge: { post(value: unknown): void; inbox(): Record<string, unknown>[] };
      };
      const before = page.bridge.inbox().length;
      page.bridge.post({ amount: 21n, bytes: new Uint8Array([1, 2, 3]), text: 'over the port' });
      while (page.bridge.inbox().length === before) await new Promise((resolve) => setTimeout(resolve, 5));
      const last = page.bridge.inbox().at(-1) as Record<string, unknown>;
      return {
        ...last,
        bytes: [...(last.bytes as Uint8Array)],
        amount: String(last.amount),
        double: String(last.double),
      };
    });

  it('reach from the page to main and back, with bigint and bytes', async () => {
    await call(fixture.wallet, 'invoke', 'connect');
    await until(async () => (await call(fixture.wallet, 'hasPort')) === true);
    expect(await exchange()).toMatchObject({ amount: '21', bytes: [1, 2, 3], back: true });
  });

  it('tell the other end when they close', async () => {
    await call(fixture.wallet, 'closePort');
    await fixture.logged('port closed');
  });

  it('reach from the page to the backend process', async () => {
    await call(fixture.wallet, 'invoke', 'connect-backend');
    expect(await exchange()).toMatchObject({ double: '42', bytes: [1, 2, 3] });
  });

  it('can be given by a page to main', async () => {
    expect(await call(fixture.wallet, 'givePort')).toEqual({ got: { n: 7n } });
  });

  it('can be handed by the preload to the page, as real ports', async () => {
    const answer = await fixture.wallet.evaluate(async () => {
      const page = globalThis as unknown as { bridge: { pagePort(): void }; pagePort: MessagePort | undefined };
      page.bridge.pagePort();
      while (!page.pagePort) await new Promise((resolve) => setTimeout(resolve, 5));
      const port = page.pagePort;
      const reply = new Promise((resolve) => {
        port.onmessage = ({ data }) => resolve(data);
      });
      port.postMessage('there');
      return [port instanceof MessagePort, await reply];
    });
    expect(answer).toEqual([true, 'there back']);
  });

  it('close when the page is loaded afresh', async () => {
    await call(fixture.wallet, 'invoke', 'connect');
    const before = (await fixture.log()).filter(([word]) => word === 'port closed').length;
    await fixture.act('reload-wallet', fixture.signer);
    await until(async () => (await fixture.log()).filter(([word]) => word === 'port closed').length > before);
  });
});
