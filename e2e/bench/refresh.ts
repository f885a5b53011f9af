/**
 * An account of 1,000 activities read for the first time: from a backend with an empty profile to every activity and the
 * balance, checked and in the store, on the local network. Against the same requests by bare `fetch` and JSON.parse, one
 * after the other, nothing checked and nothing kept: what the servers and the wire take.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HDKey } from '@scure/bip32';
import { formatAddress } from '../../chains/flux/address.ts';
import { runBackend } from '../../electron/backend/run.ts';
import { fakePeer } from '../../electron/backend/testing/fake-port.ts';
import { testAccount } from '../../electron/backend/testing/test-account.ts';
import { type Devnet, startDevnet } from '../devnet/index.ts';
import { compare } from './compare.ts';
import type { BenchResult } from './types.ts';

const ACTIVITIES = 1_000;
const PER_BLOCK = 50;
const AMOUNT = 100_000_000n;
/** The design's: everything on screen within two seconds on the local network. */
const GOAL_MS = 2_000;
const LOOK_AGAIN_MS = 5;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Opens the account on an empty profile and waits until nothing is missing. */
async function readAll(serversFile: string): Promise<void> {
  const profileDir = mkdtempSync(join(tmpdir(), 'parallax-refresh-'));
  const main = fakePeer();
  const app = fakePeer();
  const exited = new Promise<void>((resolve) => {
    runBackend({ port: main.port, exit: () => resolve(), onUncaught: () => undefined });
  });
  const page = () =>
    app.call('activity.page', { filter: { search: '', kinds: [], includeSuspicious: true }, offset: 0, limit: 1 });
  try {
    main.send({ type: 'start', profileDir, serversFile, demo: true, version: '0.0.0' });
    main.send({ type: 'app-port' }, [app.port]);
    await main.call('backend.open', testAccount().open);
    let heard = 0;
    for (let isComplete = false; !isComplete; ) {
      await pause(LOOK_AGAIN_MS);
      const news = app.events.filter(({ event }) => event === 'state.activity').length;
      if (news === heard) continue;
      heard = news;
      const { complete, total } = await page();
      isComplete = complete && total === ACTIVITIES;
    }
    const [place] = (await app.call('state.read', {})).portfolio.places;
    const expected = (BigInt(ACTIVITIES) * AMOUNT).toString();
    if (place?.balance?.spendable !== expected) throw new Error(`the balance is ${place?.balance?.spendable}`);
  } finally {
    main.send({ type: 'stop' });
    await exited;
    rmSync(profileDir, { recursive: true, force: true });
  }
}

/** 1,000 payments to the first address of the account, fifty in a block. */
function pay(devnet: Devnet): void {
  const { flux } = testAccount().open.publicKeys;
  const { publicKey } = HDKey.fromExtendedKey(flux ?? '')
    .deriveChild(0)
    .deriveChild(0);
  const address = formatAddress(publicKey ?? new Uint8Array());
  for (let paid = 0; paid < ACTIVITIES; paid++) {
    devnet.fund(address, AMOUNT, { confirm: false });
    if (paid % PER_BLOCK === PER_BLOCK - 1) devnet.mine();
  }
}

/** What one refresh asked, with the address it was asked at. */
function recorded(devnet: Devnet): readonly { readonly url: string; readonly init: RequestInit }[] {
  const urls: Readonly<Record<string, string>> = { ...devnet.urls };
  const urlOf = (server: string): string => {
    const found = urls[server];
    if (found === undefined) throw new Error(`no address of the server ${server}`);
    return found;
  };
  return devnet.requests.list().map(({ server, method, url, body, headers }) => ({
    url: new URL(url, urlOf(server)).href,
    init:
      method === 'GET' ? {} : { method, body, headers: { 'content-type': headers['content-type'] ?? 'text/plain' } },
  }));
}

export async function bench(): Promise<readonly BenchResult[]> {
  const devnet = await startDevnet({ seed: 'refresh' });
  const folder = mkdtempSync(join(tmpdir(), 'parallax-servers-'));
  try {
    pay(devnet);
    const serversFile = join(folder, 'servers.json');
    writeFileSync(serversFile, JSON.stringify(devnet.serversFile()));
    devnet.requests.clear();
    await readAll(serversFile);
    const requests = recorded(devnet);
    const bare = async () => {
      for (const { url, init } of requests) {
        const response = await fetch(url, init);
        const text = await response.text();
        if (response.ok) JSON.parse(text);
      }
    };
    const result = await compare({
      name: 'refresh',
      n: ACTIVITIES,
      ours: () => readAll(serversFile),
      peers: { 'fetch and JSON.parse': bare },
      samples: 5,
    });
    return [{ ...result, peers: { ...result.peers, goal: GOAL_MS } }];
  } finally {
    await devnet.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
