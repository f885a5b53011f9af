/**
 * A5: whatever the servers do, the app says it in words, the balance keeps its last value with its age, payments end in
 * a state that is true, and everything is well again when the servers are.
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../devnet/faults/types.ts';
import { ada } from './story/people.ts';
import { readChainPanel, watch } from './story/trouble.ts';
import { Wallet } from './story/wallet.ts';
import { openSink, type Sink } from './world/sink.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const COINS = 12;

let world: World;
let wallet: Wallet;
let sink: Sink;
let balance = 0n;

beforeAll(async () => {
  sink = await openSink();
  world = await World.start();
  wallet = new Wallet(world);
  world.plant(...ada.secrets);
  const coins = Array.from({ length: COINS }, () => 10n * FLUX);
  world.devnet.fund(ada.addresses[0] ?? '', coins);
  balance = BigInt(COINS) * 10n * FLUX;
  await (await wallet.signIn(ada.credentials)).seeTotal(balance);
});
afterEach(() => world.devnet.clearFaults());
afterAll(async () => {
  await sink.close();
  await world.end();
});

const failureTitle = (title: string) => `Flux: ${title}`;
const AGE = /just now|\d+ (s|min) ago/;

/** Up to date by a server, no trouble on screen, the right total. */
async function expectAllWell(): Promise<void> {
  const window = await wallet.window();
  await window.goTo('Portfolio');
  await window.refreshUntil(
    async () =>
      (await window.page.getByText(/^1 of 1 chains, /).isVisible()) &&
      !(await window.main.getByText(/^Flux: /).isVisible()) &&
      (await window.readTotal()) === balance,
    `all well with ${balance}`,
  );
}

describe('one server that fails', () => {
  it('is passed over in silence, and the source says who answered', async () => {
    const window = await wallet.window();
    await window.goTo('Portfolio');
    const place = window.main.getByRole('table', { name: 'Places' }).getByRole('row').filter({ hasText: 'Flux' });
    const { insight, blockbook } = world.devnet.urls;
    expect(await place.innerText()).toContain(new URL(insight).host);
    await world.devnet.setFault({ server: 'insight', fault: { kind: 'status' } });
    const seen = await watch(window, 'main data');
    await window.refreshUntil(
      async () => (await place.innerText()).includes(new URL(blockbook).host),
      'the second server as the source',
    );
    expect(await window.main.getByText(/^Flux: /).count()).toBe(0);
    const panel = await readChainPanel(window);
    expect(panel.summary).toMatch(/^1 of 1 chains, /);
    expect(panel.lines).toContain('Up to date');
    expect(await seen.seen()).toEqual([String(balance)]);
    await seen.stop();
  });
});

const faults: readonly (readonly [string, () => Fault, string])[] = [
  ['status 503', () => ({ kind: 'status' }), 'The server answered with an error'],
  ['a page of HTML', () => ({ kind: 'html' }), 'The server sent an answer that makes no sense'],
];

describe('a fault of every server', () => {
  it.each(faults)('%s is said, the balance stays with its age, and it passes', async (_name, fault, title) => {
    await expectAllWell();
    const window = await wallet.window();
    const seen = await watch(window, 'main data');
    await world.devnet.setFault({ fault: fault() });
    await window.refreshUntil(() => window.main.getByText(failureTitle(title)).isVisible(), title);

    const text = await window.main.innerText();
    expect(text).toMatch(/The amount below is the last one known, (just now|\d+ (s|min) ago)\./);
    expect(text).toContain('Last known value');
    expect(text).toMatch(AGE);
    const panel = await readChainPanel(window);
    expect(panel.summary).toMatch(/^0 of 1 chains, /);
    expect(panel.lines).toContain('Failed');
    expect(panel.lines.join('\n')).toContain(`${title}. `);
    expect(panel.lines.join('\n')).toMatch(/last attempt (just now|\d+ (s|min) ago)/);

    await world.devnet.clearFaults();
    await expectAllWell();
    expect(await seen.seen()).toEqual([String(balance)]);
    await seen.stop();
  });
});
