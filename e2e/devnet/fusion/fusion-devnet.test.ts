import { describe, expect, it, onTestFinished } from 'vitest';
import { evmDevnetAvailability, startEvmDevnet } from '../evm/index.ts';
import { keyMaker } from '../faucet/keys.ts';
import { fluxMagic, signMessage } from '../fluxnode/signed-message.ts';
import { type Devnet, startDevnet } from '../index.ts';
import { evmLedger, type FusionDevnet, listLedger, startFusionDevnet } from './index.ts';

const FLUX = 100_000_000n;
const user = keyMaker('test')('user');
const day = 86_400_000;

interface Answer {
  readonly status: string;
  readonly data: unknown;
}

interface World {
  readonly devnet: Devnet;
  readonly fusion: FusionDevnet;
  readonly bsc: ReturnType<typeof listLedger>;
  readonly kda: ReturnType<typeof listLedger>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  later(ms: number): void;
}

const start = async (): Promise<World> => {
  const devnet = await startDevnet({ seed: 'fusion' });
  const bsc = listLedger('bsc');
  const kda = listLedger('kda', 'fluxswap');
  for (const ledger of [bsc, kda]) ledger.fund(ledger.hotAddress, 1_000_000n * FLUX);
  let offset = 0;
  const nowMs = (): number => devnet.state().now * 1_000 + offset;
  const fusion = await startFusionDevnet({ devnet, ledgers: [kda, bsc], nowMs });
  onTestFinished(async () => {
    await fusion.stop();
    await devnet.stop();
  });
  const call = async (path: string, init: RequestInit): Promise<Answer> =>
    (await fetch(`${fusion.url}${path}`, init)).json() as Promise<Answer>;
  return {
    devnet,
    fusion,
    bsc,
    kda,
    get: (path, headers = {}) => call(path, { headers }),
    post: (path, body, headers = {}) =>
      call(path, {
        method: 'POST',
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      }),
    later: (ms) => {
      offset += ms;
    },
  };
};

const route = { chainFrom: 'bsc', chainTo: 'main', addressFrom: 'alice', addressTo: user.address };

/** A deposit of 631.6 FLUX on bsc, with its order made. */
const deposited = async (world: World, amount = 63_160_000_000n): Promise<string> => {
  world.bsc.fund('alice', amount);
  const txidFrom = world.bsc.send('alice', world.bsc.hotAddress, amount);
  await world.post('/swap/create', { ...route, amountFrom: Number(amount) / 1e8, txidFrom });
  return txidFrom;
};

const statusOf = async (world: World, txid: string): Promise<unknown> =>
  ((await world.get(`/swap/detail/${txid}`)).data as { status: string }).status;

const sign = (message: string): string =>
  Buffer.from(signMessage(fluxMagic, message, user.secret, true)).toString('base64');

describe('swaps', () => {
  it('a deposit is confirmed, exchanged and paid on the main chain; the books balance', async () => {
    const world = await start();
    expect((await world.post('/swap/reserve', route)).status).toBe('success');
    const txid = await deposited(world);
    expect(await statusOf(world, txid)).toBe('confirming');
    world.bsc.mine(4);
    const { data } = await world.get(`/swap/detail?txid=${txid}`);
    expect(data).toMatchObject({ status: 'finished', amountFrom: 631.6, amountTo: 625.6, fee: 6 });
    const { txidTo } = data as { txidTo: string };
    world.devnet.mine();
    expect(world.devnet.utxos(user.address).map(({ txid: of, value }) => [of, value])).toEqual([
      [txidTo, 62_560_000_000n],
    ]);
    expect(await world.fusion.problems()).toEqual([]);
  });

  it('refuses duplicates, inactive chains, amounts above the last limit; a history is of whoever names the id', async () => {
    const world = await start();
    const txidFrom = await deposited(world);
    const again = await world.post('/swap/create', { ...route, amountFrom: 631.6, txidFrom });
    expect(again).toMatchObject({ status: 'error', data: { message: 'Swap with this txid already exists' } });
    expect((await world.post('/swap/create', { ...route, amountFrom: 100_001, txidFrom: 'aa' })).status).toBe('error');
    world.fusion.misbehaviours.set({ kind: 'chain-inactive', chain: 'bsc' });
    expect((await world.post('/swap/reserve', route)).status).toBe('error');
    expect((await world.get('/swap/activechains')).data).toEqual(['main', 'kda']);
    expect((await world.get('/swap/userhistory', { zelid: '1abc' })).data).toEqual([]);
  });

  it('misbehaves on demand, and the books still say what really happened', async () => {
    const world = await start();
    const { misbehaviours } = world.fusion;
    misbehaviours.set({ kind: 'lose-reply', path: '/swap/create' }, 1);
    const lost = await deposited(world).catch(() => 'lost');
    expect(lost).toBe('lost');
    expect(world.fusion.swaps.orders).toHaveLength(1);
    misbehaviours.set({ kind: 'wrong-amount', lessSat: FLUX }, 1);
    world.bsc.mine(4);
    await world.fusion.turn();
    const [order] = world.fusion.swaps.orders;
    expect(order).toMatchObject({ status: 'finished', amountTo: 62_560_000_000n });
    world.devnet.mine();
    expect(world.devnet.utxos(user.address).map(({ value }) => value)).toEqual([62_460_000_000n]);
    misbehaviours.set({ kind: 'html' }, 1);
    expect(await (await fetch(`${world.fusion.url}/fees`)).text()).toContain('<html>');
    expect(await world.fusion.problems()).toEqual([]);
  });

  it.each([
    ['hold', { kind: 'hold' }, 'hold'],
    ['dust', { kind: 'dust' }, 'dust'],
    ['an odd status', { kind: 'odd-status', status: 'quarantined' }, 'quarantined'],
    ['a delayed payout', { kind: 'delay-payout', ms: 3 * day }, 'exchanging'],
  ] as const)('%s', async (_what, misbehaviour, status) => {
    const world = await start();
    const id = world.fusion.misbehaviours.set(misbehaviour);
    const txid = await deposited(world);
    world.bsc.mine(9);
    expect(await statusOf(world, txid)).toBe(status);
    if (status === 'dust') return;
    if (status === 'exchanging') world.later(3 * day);
    else world.fusion.misbehaviours.clear(id);
    expect(await statusOf(world, txid)).toBe('finished');
    expect(await world.fusion.problems()).toEqual([]);
  });

  it('without a deposit an order expires; a deposit of somebody else is held', async () => {
    const world = await start();
    const nothing = 'ab'.repeat(32);
    await world.post('/swap/create', { ...route, amountFrom: 100, txidFrom: nothing });
    expect(await statusOf(world, nothing)).toBe('waiting');
    world.later(2 * day);
    expect(await statusOf(world, nothing)).toBe('expired');
    world.bsc.fund('mallory', 100n * FLUX);
    const txidFrom = world.bsc.send('mallory', world.bsc.hotAddress, 100n * FLUX);
    await world.post('/swap/create', { ...route, amountFrom: 100, txidFrom });
    expect(await statusOf(world, txidFrom)).toBe('hold');
  });

  it.skipIf(evmDevnetAvailability().kind !== 'found')('main to a local Ethereum and back', async () => {
    const devnet = await startDevnet({ seed: 'fusion' });
    const evm = await startEvmDevnet({ chains: ['ethereum'] });
    onTestFinished(async () => {
      await evm.stop();
      await devnet.stop();
    });
    const { chain } = evm.chain('ethereum');
    const eth = evmLedger('eth', chain);
    await eth.prepare();
    await chain.fundFlux(eth.hotAddress, 100_000n * FLUX);
    const fusion = await startFusionDevnet({ devnet, ledgers: [eth] });
    onTestFinished(() => fusion.stop());
    const alice = devnet.wallet('alice');
    devnet.fund(alice.address, 1_000n * FLUX);
    const [txidFrom = ''] = alice.pay([{ address: fusion.ledger('main').hotAddress, amount: 500n * FLUX }]);
    const bob = `0x${'b0'.repeat(20)}`;
    const there = { chainFrom: 'main', chainTo: 'eth', addressFrom: alice.address, addressTo: bob } as const;
    fusion.swaps.create(there, 500, txidFrom, '');
    devnet.mine(4);
    await fusion.turn();
    expect(await eth.balance(bob)).toBe((500n - 155n) * FLUX);
    expect(fusion.swaps.orders[0]?.status).toBe('finished');
    expect(await eth.deposit(fusion.swaps.orders[0]?.txidTo ?? '', bob)).toMatchObject({ from: [eth.hotAddress] });
    expect(await fusion.problems()).toEqual([]);
  });
});

describe('claims', () => {
  const mined = async (): Promise<World> => {
    const world = await start();
    world.devnet.mineTo(user.address, { blocks: 300, mature: true });
    return world;
  };
  const claim = async (world: World, body: object, path = '/coinbase/claim'): Promise<Answer> => {
    const message = String((await world.get('/messagephrase')).data);
    return world.post(path, { address: user.address, message, signature: sign(message), ...body });
  };

  it('follow from the coinbase payouts of the chain, a tenth on each other chain', async () => {
    const world = await mined();
    const { data } = await world.post('/coinbase/available', { addresses: [{ chain: 'main', address: user.address }] });
    expect(data).toMatchObject([{ amount: 2_700, numberOfTxs: 300, maxClaimablePerChain: 270 }]);
    const { status, data: txid } = await claim(world, { chain: 'kda', claimingAddress: 'k:alice' });
    expect(status).toBe('success');
    expect(world.kda.transfer(String(txid))).toMatchObject({ to: 'k:alice', amount: 264n * FLUX });
    const { data: claimed } = await world.get(`/coinbase/claimed?address=${user.address}&chain=kda`);
    expect(claimed).toMatchObject([{ amount: 270, fee: 6, txid }]);
    expect((await claim(world, { chain: 'kda', claimingAddress: 'k:alice' })).status).toBe('error');
    expect(await world.fusion.problems()).toEqual([]);
  });

  it('all at once as native FLUX', async () => {
    const world = await mined();
    const { data: offer } = await world.get(`/coinbase/multiavailable/${user.address}`);
    expect(offer).toMatchObject({
      totalClaim: 540,
      totalMiningFees: 18,
      totalSwapFees: 12,
      totalFee: 30,
      totalReward: 510,
    });
    const { data: txid } = await claim(world, {}, '/coinbase/multiclaim');
    world.devnet.mine();
    expect(world.devnet.utxos(user.address).find((coin) => coin.txid === txid)?.value).toBe(510n * FLUX);
    expect(await world.fusion.problems()).toEqual([]);
  });

  it('a snapshot is of the balances at its height', async () => {
    const world = await start();
    world.devnet.fund(user.address, 100n * FLUX);
    world.fusion.claims.takeSnapshot('kda');
    world.devnet.fund(user.address, 50n * FLUX);
    const body = { addresses: [{ chain: 'main', address: user.address }] };
    const available = async (): Promise<unknown> => (await world.post('/snapshots/available', body)).data;
    expect(await available()).toMatchObject([{ claimableAmount: 100, chain: 'main', snapshot: 'kda' }]);
    const { data: txid } = await claim(
      world,
      { chain: 'main', snapshot: 'kda', claimingAddress: 'k:alice' },
      '/snapshots/claim',
    );
    expect(world.kda.transfer(String(txid))?.amount).toBe(94n * FLUX);
    expect(await available()).toMatchObject([{ txid }]);
  });

  it('refuses other signatures, used and old phrases', async () => {
    const world = await mined();
    const message = String((await world.get('/messagephrase')).data);
    const body = { address: user.address, chain: 'kda', claimingAddress: 'k:alice', message };
    const signature = sign(`${message}x`);
    expect((await world.post('/coinbase/claim', { ...body, signature })).data).toMatchObject({
      message: 'Invalid signature',
    });
    world.later(16 * 60_000);
    expect((await world.post('/coinbase/claim', { ...body, signature: sign(message) })).status).toBe('error');
    world.fusion.claims.miners.add(user.address);
    const refused = await claim(world, { chain: 'kda', claimingAddress: 'k:alice' });
    expect(refused.data).toMatchObject({ message: 'Address is not whitelisted' });
  });
});
