import { describe, expect, it } from 'vitest';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import type { SwapQuote, SwapView } from '../../../../wallet-core/ipc/index.ts';
import { fakeContext } from '../../testing/fake-context.ts';
import { FLUX, type FusionRun, type FusionWorld, startFusionWorld } from '../../testing/fusion-world.ts';

const ask = {
  chainFrom: 'bsc',
  chainTo: 'matic',
  addressFrom: 'alice',
  addressTo: 'bob',
  amount: (100n * FLUX).toString(),
} as const;
const LONG = 3_600_000;

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'none',
    (thrown: unknown) => (isWalletError(thrown) ? thrown.code : String(thrown)),
  );
}

async function quoteOf({ service }: FusionRun, changes = {}): Promise<SwapQuote> {
  const reply = await service.quote({ ...ask, ...changes });
  if (reply.kind !== 'quote') throw new Error(reply.reason);
  return reply.quote;
}

async function begin(run: FusionRun, changes = {}): Promise<string> {
  const { quoteId } = await quoteOf(run, changes);
  return (await run.service.begin({ quoteId, addressConsent: true })).swapId;
}

async function deposit(run: FusionRun, swapId: string): Promise<string> {
  const reply = await run.service.prepareDeposit(swapId);
  return run.bsc.sign(reply.prepared.draftId);
}

function viewOf({ service }: FusionRun, swapId: string): SwapView {
  const found = service.read().swaps.find((swap) => swap.swapId === swapId);
  if (found === undefined) throw new Error('no such swap');
  return found;
}

/** Blocks on all chains and time, until nothing more happens. */
async function finish(world: FusionWorld, run: FusionRun): Promise<void> {
  for (let round = 0; round < 8; round++) {
    world.bsc.mine(4);
    world.matic.mine(4);
    await run.pass(LONG);
  }
}

describe('a swap', () => {
  it('goes from quote to payout; what is locked is what is freed and the fee; the Total counts it once', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    const quote = await quoteOf(run);
    expect(quote).toMatchObject({
      fee: (4n * FLUX).toString(),
      received: (96n * FLUX).toString(),
      depositStanding: 'new',
    });
    const swapId = (await run.service.begin({ quoteId: quote.quoteId, addressConsent: true })).swapId;
    expect(viewOf(run, swapId)).toMatchObject({ headline: 'sign-deposit', canCancel: true });
    await deposit(run, swapId);
    await run.pass(1);
    await run.pass(20_000);
    expect(viewOf(run, swapId)).toMatchObject({ headline: 'confirming', canCancel: false });
    expect(run.service.read().owed.onTheWay).toBe((96n * FLUX).toString());
    await finish(world, run);
    expect(viewOf(run, swapId)).toMatchObject({ headline: 'arrived', isEnded: true });
    expect(run.service.read().owed.onTheWay).toBe('0');
    expect(await world.matic.balance('bob')).toBe(96n * FLUX);
    expect(await world.fusion.problems()).toEqual([]);
  });

  it('T-16: an unknown deposit address wants consent by itself; agreed to, it is familiar next time', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    const { quoteId, needsConsent } = await quoteOf(run);
    expect(needsConsent).toBe(true);
    expect(await codeOf(run.service.begin({ quoteId, addressConsent: false }))).toBe('fusion.new-address');
    expect((await quoteOf(run)).depositStanding).toBe('new');
    await begin(run);
    expect((await quoteOf(run)).depositStanding).toBe('served');
    world.fusion.misbehaviours.set({ kind: 'change-address', chain: 'bsc', address: 'thief' });
    expect(await quoteOf(run)).toMatchObject({ depositStanding: 'changed', needsConsent: true });
  });

  it.each([
    ['address', { kind: 'change-address', chain: 'bsc', address: 'thief' }],
    ['activity', { kind: 'chain-inactive', chain: 'matic' }],
  ] as const)('T-16: a change of %s between quote and deposit stops the deposit', async (_what, misbehaviour) => {
    const world = await startFusionWorld();
    const run = world.run();
    const swapId = await begin(run);
    world.fusion.misbehaviours.set(misbehaviour);
    expect(await codeOf(run.service.prepareDeposit(swapId))).toBe('fusion.quote-changed');
    expect(await world.bsc.balance('alice')).toBe(1_000n * FLUX);
    expect(run.service.cancel(swapId)).toMatchObject({ headline: 'cancelled', isEnded: true });
  });

  it('an old quote is not begun; a chain without adapter and a foreign address are not quoted', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    const { quoteId } = await quoteOf(run);
    await world.context.clock.advance(120_000);
    expect(await codeOf(run.service.begin({ quoteId, addressConsent: true }))).toBe('approval.expired');
    expect(await run.service.quote({ ...ask, chainTo: 'main' })).toMatchObject({ reason: 'no-adapter' });
    expect(await run.service.quote({ ...ask, addressFrom: 'carol' })).toMatchObject({ reason: 'not-own-address' });
    const dust = await run.service.quote({ ...ask, amount: FLUX.toString() });
    expect(dust).toEqual({
      kind: 'refused',
      reason: 'not-above-fee',
      minimum: (4n * FLUX + 1n).toString(),
      maximum: (100_000n * FLUX).toString(),
    });
  });

  it('T-10: a second draft kills the first; after a deposit there is none', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    const swapId = await begin(run);
    const first = await run.service.prepareDeposit(swapId);
    const second = await run.service.prepareDeposit(swapId);
    expect(() => run.bsc.sign(first.prepared.draftId)).toThrow('approval.unknown');
    run.bsc.sign(second.prepared.draftId);
    expect(await codeOf(run.service.prepareDeposit(swapId))).toBe('fusion.not-now');
    expect(world.payments.bsc.sent).toHaveLength(1);
    expect(() => run.service.cancel(swapId)).toThrow('fusion.not-now');
  });
});

describe('a service that misbehaves', () => {
  it('refuses the reservation: nothing is sent, its words are there to be quoted', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    world.fusion.misbehaviours.set({ kind: 'refuse-reserve', message: 'closed for <b>today</b>' }, 1);
    const swapId = await begin(run);
    expect(viewOf(run, swapId)).toMatchObject({
      headline: 'reserve-refused',
      refusal: 'closed for <b>today</b>',
      isEnded: true,
    });
  });

  it('creates and says nothing: the order is found again, and made once', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    const swapId = await begin(run);
    await deposit(run, swapId);
    world.fusion.misbehaviours.set({ kind: 'lose-reply', path: '/swap/create' }, 1);
    await run.pass(1);
    expect(viewOf(run, swapId).headline).toBe('deposit-sent');
    await finish(world, run);
    expect(viewOf(run, swapId).headline).toBe('arrived');
    expect(world.fusion.swaps.orders).toHaveLength(1);
  });

  it('is away for days: creating is tried again until it answers', async () => {
    const world = await startFusionWorld();
    const run = world.run();
    const swapId = await begin(run);
    await deposit(run, swapId);
    const id = world.fusion.misbehaviours.set({ kind: 'status', status: 503 });
    for (let hour = 0; hour < 72; hour++) await run.pass(LONG);
    expect(viewOf(run, swapId)).toMatchObject({ headline: 'deposit-sent', error: { code: 'network.status' } });
    world.fusion.misbehaviours.clear(id);
    await finish(world, run);
    expect(viewOf(run, swapId)).toMatchObject({ headline: 'arrived', error: null });
  });

  it.each([
    ['holds', { kind: 'hold' }, 'held'],
    ['calls it dust', { kind: 'dust' }, 'dust'],
    ['says a word nobody knows', { kind: 'odd-status', status: 'quarantined' }, 'unrecognised'],
    ['says it has paid and has not', { kind: 'pretend-payout' }, 'paid-unseen'],
    ['pays less', { kind: 'wrong-amount', lessSat: FLUX }, 'arrived-wrong-amount'],
    ['pays somebody else', { kind: 'wrong-address', address: 'thief' }, 'paid-elsewhere'],
  ] as const)('T-16: %s: it is shown', async (_what, misbehaviour, headline) => {
    const world = await startFusionWorld();
    const run = world.run();
    world.fusion.misbehaviours.set(misbehaviour);
    const swapId = await begin(run);
    await deposit(run, swapId);
    await finish(world, run);
    expect(viewOf(run, swapId).headline).toBe(headline);
    const { name, text } = run.service.dossier(swapId);
    expect(name).toMatch(/^fusion-swap-[0-9a-f]{8}\.txt$/);
    for (const part of ['alice', 'bob', '100 FLUX', world.payments.bsc.sent[0]?.txid ?? 'none'])
      expect(text).toContain(part);
  });
});

describe('after a crash', () => {
  /** The n-th write to the disk is the last thing the app does. */
  class Killed extends Error {}
  const script = async (run: FusionRun): Promise<void> => {
    const swapId = await begin(run);
    await deposit(run, swapId);
    await run.service.look(swapId);
  };

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'T-10: at write %i, once; the swap goes on, and its deposit is made once',
    async (last) => {
      const world = await startFusionWorld();
      const { database } = world.context;
      const { write } = database;
      let writes = 0;
      Object.assign(database, {
        write: (changes: Parameters<typeof write>[0]) => {
          if (writes >= last) throw new Killed();
          writes += 1;
          write.call(database, changes);
          if (writes === last) throw new Killed();
        },
      });
      await script(world.run()).catch((thrown: unknown) => {
        if (!(thrown instanceof Killed) && !(isWalletError(thrown) && thrown.code.startsWith('fusion.'))) throw thrown;
      });
      Object.assign(database, { write });

      const again = world.run();
      await again.pass(LONG);
      const [swap] = again.service.read().swaps;
      if (swap?.headline === 'sign-deposit') await deposit(again, swap.swapId);
      await finish(world, again);
      expect(world.payments.bsc.sent.length).toBeLessThanOrEqual(1);
      const ends = again.service.read().swaps.map(({ headline }) => headline);
      expect(ends).toEqual(world.payments.bsc.sent.length === 1 ? ['arrived'] : []);
      expect(await world.matic.balance('bob')).toBe(world.payments.bsc.sent.length === 1 ? 96n * FLUX : 0n);
      expect(await world.fusion.problems()).toEqual([]);
    },
  );

  it('a fresh device finds an order in the history, and a deposit without one on the chain', async () => {
    const world = await startFusionWorld();
    const first = world.run();
    const followed = await begin(first);
    await deposit(first, followed);
    await first.service.look(followed);
    const lost = await begin(first);
    await deposit(first, lost);

    const fresh = world.run(fakeContext());
    await fresh.service.refresh();
    const found = fresh.service.read().swaps;
    expect(found.map(({ headline }) => headline).toSorted()).toEqual(['confirming', 'unclaimed']);
    const unclaimed = found.find(({ headline }) => headline === 'unclaimed');
    fresh.service.chooseTarget({ swapId: unclaimed?.swapId ?? '', chainTo: 'matic', addressTo: 'bob' });
    await finish(world, fresh);
    expect(fresh.service.read().swaps.map(({ headline }) => headline)).toEqual(['arrived', 'arrived']);
    await fresh.service.refresh();
    expect(fresh.service.read().swaps).toHaveLength(2);
    expect(await world.matic.balance('bob')).toBe(192n * FLUX);
  });
});
