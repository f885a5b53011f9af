/**
 * A5: whatever the servers do, the app says it in words, the balance keeps its last value with its age, payments end in
 * a state that is true, and everything is well again when the servers are.
 */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault } from '../devnet/faults/types.ts';
import { Album } from './story/album.ts';
import type { AppScreens } from './story/app-screens.ts';
import { ada } from './story/people.ts';
import { readChainPanel, type Watched, watch } from './story/trouble.ts';
import { Wallet } from './story/wallet.ts';
import { inOrder } from './world/in-order.ts';
import { openSink, type Sink } from './world/sink.ts';
import { until } from './world/until.ts';
import { World } from './world/world.ts';

const FLUX = 100_000_000n;
const COINS = 12;
const AGE = '(just now|\\d+ (s|min) ago)';

let world: World;
let wallet: Wallet;
let sink: Sink;
/** What the account holds in truth. */
let balance = BigInt(COINS) * 10n * FLUX;
const album = new Album();

beforeAll(async () => {
  sink = await openSink();
  world = await World.start();
  wallet = new Wallet(world);
  world.plant(...ada.secrets);
  const coins = Array.from({ length: COINS }, () => 10n * FLUX);
  world.devnet.fund(ada.addresses[0] ?? '', coins);
  await (await wallet.signIn(ada.credentials)).seeTotal(balance);
});
afterEach(async () => {
  await world.devnet.clearFaults();
  // What a server does wrong is said where its numbers stand; nothing is laid over the screen.
  const { page } = await wallet.window();
  expect(await page.getByRole('button', { name: 'Dismiss' }).count()).toBe(0);
});
afterAll(async () => {
  await sink.close();
  await world.end();
});

const trouble = (window: AppScreens, title: string) => window.main.getByText(`Flux: ${title}`);
const place = (window: AppScreens) =>
  window.main.getByRole('table', { name: 'Places' }).getByRole('row').filter({ hasText: 'Flux' });

async function portfolio(): Promise<{ readonly window: AppScreens; readonly totals: Watched }> {
  const window = await wallet.window();
  await window.goTo('Portfolio');
  return { window, totals: await watch(window, 'main data') };
}

/** Up to date by a server, no trouble on screen, the true total; asks the servers when it is not yet so. */
async function seeAllWell(): Promise<void> {
  const window = await wallet.window();
  await window.goTo('Portfolio');
  const isWell = async () =>
    (await window.page.getByText(/^1 of 1 chains, /).isVisible()) &&
    !(await window.main.getByText(/^Flux: /).isVisible()) &&
    (await window.readTotal()) === balance;
  if (!(await isWell())) await window.refreshUntil(isWell, `all well with ${balance}`);
}

/** What must stand on screen once a fault has been met: what happened, on Portfolio and in the list of chains. */
async function readTrouble(window: AppScreens, title: string): Promise<void> {
  const text = await window.main.innerText();
  expect(text).toMatch(new RegExp(`The amount below is the last one known, ${AGE}\\.`));
  expect(await place(window).innerText()).toMatch(new RegExp(`Last known value[^]*127\\.0\\.0\\.1:\\d+[^]*${AGE}`));
  const { summary, lines } = await readChainPanel(window);
  expect(summary).toMatch(/^0 of 1 chains, /);
  expect(lines).toContain('Failed');
  expect(lines.join('\n')).toContain(`${title}. `);
  expect(lines.join('\n')).toMatch(new RegExp(`last attempt ${AGE}`));
}

describe('one server that fails', () => {
  it('is passed over in silence, and the source says who answered', async () => {
    const { insight, blockbook } = world.devnet.urls;
    const { window, totals } = await portfolio();
    expect(await place(window).innerText()).toContain(new URL(insight).host);
    await world.devnet.setFault({ server: 'insight', fault: { kind: 'status' } });
    await window.refreshUntil(
      async () => (await place(window).innerText()).includes(new URL(blockbook).host),
      'the second server as the source',
    );
    expect(await window.main.getByText(/^Flux: /).count()).toBe(0);
    const { summary, lines } = await readChainPanel(window);
    expect(summary).toMatch(/^1 of 1 chains, /);
    expect(lines).toContain('Up to date');
    expect(await totals.end()).toEqual([String(balance)]);
  });
});

/** Which fault, what it is called in words, and what else it needs. */
interface Trouble {
  readonly fault: () => Fault;
  readonly title: string;
  /** What Blockbook, whose replies have no place for this lie, does meanwhile. */
  readonly blockbook?: Fault;
}

const status = 'The server answered with an error';
const nonsense = 'The server sent an answer that makes no sense';
const offline = 'No connection to the network';
const noSum = 'Coins and payments do not add up';
const otherChain = 'This server follows another chain';

const troubles: Readonly<Record<string, Trouble>> = {
  'status 503': { fault: () => ({ kind: 'status' }), title: status },
  'status 500 with a page': { fault: () => ({ kind: 'html', status: 500 }), title: status },
  'a page instead of JSON': { fault: () => ({ kind: 'html' }), title: nonsense },
  'half of the JSON': { fault: () => ({ kind: 'truncated' }), title: nonsense },
  'half of the reply': { fault: () => ({ kind: 'truncated', cut: true }), title: offline },
  'JSON without end': { fault: () => ({ kind: 'huge' }), title: 'The server sent far too much data' },
  'status 429': { fault: () => ({ kind: 'rate-limit' }), title: 'The server asks us to slow down' },
  'a redirect': {
    fault: () => ({ kind: 'redirect', location: `${sink.url}/api/status` }),
    title: 'The server wanted to send us elsewhere',
  },
  'a broken connection': { fault: () => ({ kind: 'reset' }), title: offline },
  'no server at all': { fault: () => ({ kind: 'refuse-connections' }), title: offline },
  'an old chain': {
    fault: () => ({ kind: 'stale-tip', behind: 100 }),
    title: 'The server has fallen behind the chain',
  },
  'the test network': { fault: () => ({ kind: 'wrong-chain', how: 'testnet' }), title: otherChain },
  'addresses of the test network': {
    fault: () => ({ kind: 'wrong-chain', how: 'addresses' }),
    title: otherChain,
    blockbook: { kind: 'wrong-chain', how: 'testnet' },
  },
  'an output that does not exist': { fault: () => ({ kind: 'lying-utxo', how: 'extra' }), title: nonsense },
  'an output larger than it is': {
    fault: () => ({ kind: 'lying-utxo', how: 'inflated', addSat: String(50n * FLUX) }),
    title: noSum,
  },
  'an output kept back': { fault: () => ({ kind: 'lying-utxo', how: 'missing' }), title: noSum },
  'an output of a stranger': {
    fault: () => ({ kind: 'lying-utxo', how: 'foreign-script' }),
    title: nonsense,
    blockbook: { kind: 'html' },
  },
};

describe('a fault of every server', () => {
  it.each(Object.keys(troubles))('%s: said in words, the balance stays with its age, and it passes', async (name) => {
    const { fault, title, blockbook } = troubles[name] as Trouble;
    await seeAllWell();
    const { window, totals } = await portfolio();
    if (blockbook !== undefined) await world.devnet.setFault({ server: 'blockbook', fault: blockbook });
    await world.devnet.setFault({ fault: fault() });
    // With every block they are asked anew which chain they are on.
    world.devnet.mine(1);
    await window.refreshUntil(() => trouble(window, title).isVisible(), title);
    await readTrouble(window, title);
    if (name === 'no server at all') await album.add(window.page, 'app-portfolio-offline');
    await world.devnet.clearFaults();
    await seeAllWell();
    expect(await totals.end()).toEqual([String(balance)]);
  });

  it('silence: asked until the time is up, with the balance in sight, and then said', async () => {
    await seeAllWell();
    const { window, totals } = await portfolio();
    await world.devnet.setFault({ fault: { kind: 'hang' } });
    await window.refresh();
    await window.page.getByText('Refreshing', { exact: true }).waitFor();
    expect(await window.readTotal()).toBe(balance);
    await trouble(window, 'The server took too long to answer').waitFor({ timeout: 45_000 });
    await readTrouble(window, 'The server took too long to answer');
    await world.devnet.clearFaults();
    await seeAllWell();
    expect(await totals.end()).toEqual([String(balance)]);
  });

  it('slowness: waits in sight, without a word of failure', async () => {
    const { window, totals } = await portfolio();
    await world.devnet.setFault({ fault: { kind: 'latency', ms: 100 } });
    await window.refresh();
    await window.page.getByText('Refreshing', { exact: true }).waitFor();
    await window.page.getByText(/^1 of 1 chains, /).waitFor();
    expect(await window.main.getByText(/^Flux: /).count()).toBe(0);
    expect(await totals.end()).toEqual([String(balance)]);
  });

  it('a balance that is a lie: not believed, outputs are counted', async () => {
    const { window, totals } = await portfolio();
    await world.devnet.setFault({ fault: { kind: 'lying-balance', balanceSat: '0' } });
    const before = world.devnet.requests.count({ path: '/api/addrs/utxo' });
    await window.refreshUntil(
      async () => world.devnet.requests.list({ after: before }).some(({ url }) => url.includes('utxo')),
      'outputs asked for',
    );
    await seeAllWell();
    expect(await totals.end()).toEqual([String(balance)]);
  });

  it('followed no redirect', () => {
    expect(sink.visits).toEqual([]);
  });
});

interface Sent {
  readonly window: AppScreens;
  readonly txid: string;
  /** Amount and fee. */
  readonly spent: bigint;
  /** Every heading that was in sight since the review. */
  readonly states: Watched;
}

/** A payment approved while these faults are in force. */
async function payUnder(fault: Fault | undefined, amount = '3'): Promise<Sent> {
  const { signer, review } = await wallet.review({ to: world.devnet.faucetAddress, amount });
  const states = await watch({ page: await world.app().appPage({}) }, 'main h2');
  if (fault !== undefined) await world.devnet.setFault({ fault });
  await signer.approve();
  const window = await wallet.window();
  return { window, txid: await window.readTxid(), spent: review.total, states };
}

/** The network has it once and nothing else, it confirms, and the balance is lower by it. */
async function confirm({ window, txid, spent }: Sent): Promise<void> {
  await window.seeState('On its way');
  await until(() => world.devnet.state().mempool.includes(txid), { what: 'the payment on the network' });
  expect(world.devnet.state().mempool).toEqual([txid]);
  world.devnet.mine(1);
  await window.seeState('Confirmed');
  balance -= spent;
  await seeAllWell();
}

describe('a payment', () => {
  inOrder();
  beforeEach(seeAllWell);

  it.each([
    ['64: dust', '1', 'The amount is too small for the network'],
    ['18: bad-txns-inputs-spent', '2', 'Another payment has used the same coins'],
    // Byte for byte the payment that goes out next: what was refused once and made later is one payment.
    ['call 0900-12345 <b>now</b>', '3', 'The network refused the payment'],
  ])('refused with “%s”: refused in our words, nothing is spent', async (reason, amount, title) => {
    const { window, states } = await payUnder({ kind: 'refuse-broadcast', reason }, amount);
    await window.main.getByRole('heading', { level: 2, name: 'Refused by the network' }).waitFor();
    await window.main.getByText(title).first().waitFor();
    expect(await window.main.innerText()).not.toContain('0900');
    expect(await states.end()).not.toContain('On its way');
    expect(world.devnet.state().mempool).toEqual([]);
    if (reason === '64: dust') await album.add(window.page, 'app-sent-refused');
    await world.devnet.clearFaults();
    await seeAllWell();
  });

  it('refused by one server alone: goes out by another', async () => {
    await world.devnet.setFault({ server: 'insight', fault: { kind: 'refuse-broadcast', reason: '64: dust' } });
    const sent = await payUnder(undefined);
    await confirm(sent);
    expect(await sent.states.end()).not.toContain('Refused by the network');
  });

  it.each([
    ['taken without an answer', { kind: 'lose-reply' }],
    ['answered with a page', { kind: 'html' }],
    ['with every server down', { kind: 'refuse-connections' }],
  ] as const)('T-10: %s: unsure, kept in sight, then found or sent as the same bytes', async (_name, fault) => {
    const sent = await payUnder(fault);
    await until(async () => (await sent.states.seen()).includes('Sent, no answer yet'), { what: 'being unsure' });
    if (fault.kind === 'refuse-connections') {
      await album.add(sent.window.page, 'app-sent-unsure');
      await sent.window.goTo('Portfolio');
      const open = sent.window.main.getByRole('listitem').filter({ hasText: 'Sent, no answer yet' });
      await open.getByRole('button', { name: 'Show', exact: true }).click();
      expect(await sent.window.readTxid()).toBe(sent.txid);
    }
    await world.devnet.clearFaults();
    await confirm(sent);
    expect((await sent.states.end()).join()).toMatch(/Sent, no answer yet.*On its way.*Confirmed/);
  });

  it('answered with its id and dropped: sent again as the same bytes until it is there', async () => {
    const sent = await payUnder({ kind: 'drop-broadcast' });
    await sent.window.seeState('On its way');
    expect(world.devnet.state().mempool).toEqual([]);
    await world.devnet.clearFaults();
    await confirm(sent);
    expect(await sent.states.end()).not.toContain('Refused by the network');
  });

  it('T-10: is in the history once if it was made, and as failed if it was refused', async () => {
    const window = await wallet.window();
    await window.goTo('Activity');
    const rows = await window.readActivity();
    const sent = rows.filter((row) => row.startsWith('Sent'));
    const failed = sent.filter((row) => row.includes('Failed'));
    expect(failed.map((row) => row.match(/−(\d+)\./)?.[1]).sort()).toEqual(['1', '2']);
    expect(sent.filter((row) => /−3\.\d+ FLUX\s+\d+ confirmation/.test(row))).toHaveLength(5);
    expect(sent).toHaveLength(7);
    expect(album.barriers).toEqual([]);
  });
});
