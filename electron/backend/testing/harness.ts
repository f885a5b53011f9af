import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import { type Devnet, type DevnetOptions, startDevnet } from '../../../e2e/devnet/index.ts';
import type {
  PayloadOf,
  PortfolioPlace,
  PreparedSend,
  RequestOf,
  SendEntry,
  ServerEntry,
  WireDraft,
} from '../../../wallet-core/ipc/index.ts';
import type { Seams } from '../compose.ts';
import { runBackend } from '../run.ts';
import { type FakeClock, fakeClock } from './fake-clock.ts';
import { type FakePeer, fakePeer } from './fake-port.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { type TestAccount, testAccount } from './test-account.ts';

export const STRANGER = 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF';
export const FLUX = 100_000_000n;

/** One run of the backend, as main and the app window see it. */
export interface Running {
  readonly main: FakePeer;
  /** The page of the account that is open: a fresh one with a port of its own after a switch to another. */
  readonly app: FakePeer;
  open(account?: TestAccount): Promise<void>;
  lock(): Promise<void>;
  /** Reads everything from the network anew. */
  refresh(): Promise<void>;
  place(): Promise<PortfolioPlace>;
  receiveAddress(): Promise<string>;
  prepare(changes?: Partial<WireDraft>): Promise<PreparedSend>;
  take(draftId: string): Promise<{ readonly signed: string; readonly txid: string }>;
  /** Prepare, sign, commit; the network is told in the background. */
  send(changes?: Partial<WireDraft>): Promise<{ readonly sendId: string; readonly txid: string }>;
  entry(sendId: string): Promise<SendEntry>;
  /** Waits until the entry is in a state; the last one seen is in the failure. */
  reaches(sendId: string, state: SendEntry['state'], and?: (entry: SendEntry) => boolean): Promise<SendEntry>;
  notices(): readonly PayloadOf<'backend.notify'>[];
  /** Ends it as main does: lock, stop, exit. */
  stop(): Promise<void>;
}

export interface Harness {
  readonly devnet: Devnet;
  readonly clock: FakeClock;
  readonly folder: string;
  readonly serversFile: string;
  readonly account: TestAccount;
  start(seams?: Seams): Running;
  /** The same network seen from a profile of its own. */
  onAnotherDevice(seams?: Seams): Running;
}

/** Waits for something that happens in the background. */
export function until<T>(look: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(look, { timeout: 10_000, interval: 20 });
}

export function draft(changes: Partial<WireDraft> = {}): WireDraft {
  return {
    kind: 'payment',
    chain: 'flux',
    asset: 'native',
    recipients: [{ address: STRANGER, amount: (3n * FLUX).toString() }],
    message: null,
    feePerByte: '1',
    inputs: null,
    unlockedCollateral: [],
    ...changes,
  };
}

/** A local network, a profile folder and a clock that stands still; backends can be started on them one after another. */
export async function startHarness(
  options: DevnetOptions = {},
  otherServers: Readonly<Record<string, string | readonly ServerEntry[]>> = {},
): Promise<Harness> {
  const devnet = await startDevnet({ seed: 'backend', ...options });
  onTestFinished(() => devnet.stop());
  const clock = fakeClock(devnet.state().now * 1_000);
  const folder = temporaryFolder();
  const serversFile = join(temporaryFolder(), 'servers.json');
  writeFileSync(serversFile, JSON.stringify({ ...devnet.serversFile(), ...otherServers }));
  const account = testAccount();

  function startOn(profileDir: string, seams: Seams): Running {
    const main = fakePeer();
    let app = fakePeer();
    let exited: () => void = () => undefined;
    const exit = new Promise<void>((resolve) => {
      exited = resolve;
    });
    runBackend({ port: main.port, exit: () => exited(), onUncaught: () => undefined }, { clock, ...seams });
    main.send({ type: 'start', profileDir, serversFile, demo: true, version: '0.0.0' });
    main.send({ type: 'app-port' }, [app.port]);

    const entry = async (sendId: string) => {
      await clock.advance(100);
      return app.call('send.read', { sendId });
    };
    const stop = async () => {
      main.send({ type: 'stop' });
      await exit;
    };
    onTestFinished(stop);

    const running: Running = {
      main,
      get app() {
        return app;
      },
      open: async (who = account) => {
        await main.call('backend.open', who.open as RequestOf<'backend.open'>);
        if (!app.isClosed()) return;
        app = fakePeer();
        main.send({ type: 'app-port' }, [app.port]);
      },
      lock: async () => {
        await main.call('backend.close', {});
      },
      refresh: async () => {
        await clock.advance(1_000);
        await app.call('sync.refresh', {});
      },
      place: async () => {
        await clock.advance(1_000);
        const [place] = (await app.call('state.read', {})).portfolio.places;
        if (place === undefined) throw new TypeError('no place');
        return place;
      },
      receiveAddress: async () => (await app.call('receive.read', { chain: 'flux' })).current.address,
      prepare: (changes) => app.call('send.prepare', { draft: draft(changes) }),
      take: async (draftId) => account.sign((await main.call('draft.take', { draftId })).unsigned),
      send: async (changes) => {
        const { draftId } = await running.prepare(changes);
        return main.call('draft.commit', { draftId, ...(await running.take(draftId)) });
      },
      entry,
      reaches: (sendId, state, and = () => true) =>
        until(async () => {
          const found = await entry(sendId);
          if (found.state !== state || !and(found)) throw new Error(`${found.state}, not ${state}`);
          return found;
        }),
      notices: () =>
        main.events
          .filter(({ event }) => event === 'backend.notify')
          .map(({ payload }) => payload as PayloadOf<'backend.notify'>),
      stop,
    };
    return running;
  }

  return {
    devnet,
    clock,
    folder,
    serversFile,
    account,
    start: (seams = {}) => startOn(folder, seams),
    onAnotherDevice: (seams = {}) => startOn(temporaryFolder(), seams),
  };
}
