/**
 * Random sequences of what a person does, crashes, faults of the service and blocks, over the real state machine and
 * runner. The world below is bookkeeping only: it shares no code with what it tests.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  applySwap,
  type DepositFound,
  explainSwap,
  type FusionAnswer,
  isMoneyOut,
  nextSwapStep,
  replaySwap,
  type SeenPayout,
  type SwapEvent,
  type SwapOrder,
  type SwapPorts,
  type SwapState,
  swapEvent,
  takeSwapStep,
  toStoredEvent,
} from './index.ts';
import { COIN, DRAFT, ETH, NOW, planned, T1 } from './testing/samples.ts';

const AMOUNT = 631n * COIN;
const FEE = 6n * COIN;

class Crash extends Error {}
class Offline extends Error {}

type Fault = 'none' | 'offline' | 'reply-lost' | 'crash-before' | 'crash-after';

/** Money of the world in five hands; a deposit that is mined moves, a payout that is sent moves. */
class World {
  wallet = 2_000n * COIN;
  deposits = 0n;
  hot = 5_000n * COIN;
  received = 0n;
  fees = 0n;
  journal: unknown[] = [];
  payments = new Map<string, { txid: string; mined: boolean; died: boolean }>();
  openDrafts = new Set<string>();
  serial = 0;
  order: SwapOrder | null = null;
  isReserved = false;
  mood: 'good' | 'refuses' | 'holds' | 'expires' | 'underpays' = 'good';
  fault: Fault = 'none';
  now = NOW;

  total(): bigint {
    return this.wallet + this.deposits + this.hot + this.received;
  }

  state(): SwapState {
    const events = this.journal.map((row) => swapEvent.parse(row));
    const state = replaySwap(events);
    if (state === undefined) throw new Error('the journal is no swap');
    return state;
  }

  append(event: SwapEvent): SwapState {
    const before = this.journal.length === 0 ? null : this.state();
    const after = applySwap(before, event);
    if (!after.ok) throw new Error(`${event.kind} has no place after ${before?.phase}`);
    this.journal.push(JSON.parse(JSON.stringify(toStoredEvent(event))));
    expect(this.state()).toEqual(after.value);
    return after.value;
  }

  async call<T>(work: () => FusionAnswer<T>): Promise<FusionAnswer<T>> {
    const { fault } = this;
    this.fault = 'none';
    if (fault === 'crash-before') throw new Crash();
    if (fault === 'offline') throw new Offline();
    const answer = work();
    if (fault === 'reply-lost') throw new Offline();
    if (fault === 'crash-after') throw new Crash();
    return answer;
  }

  minedDeposits(): readonly string[] {
    return [...this.payments.values()].filter(({ mined }) => mined).map(({ txid }) => txid);
  }

  readonly ports: SwapPorts = {
    append: (event) => this.append(event),
    service: {
      reserve: () =>
        this.call(() => {
          if (this.mood === 'refuses') return { ok: false, refusal: { name: null, message: 'no' } };
          this.isReserved = true;
          return { ok: true, value: undefined };
        }),
      detail: () =>
        this.call(() =>
          this.order === null
            ? { ok: false, refusal: { name: null, message: 'not found' } }
            : { ok: true, value: { ...this.order } },
        ),
      create: ({ txidFrom, chainFrom, chainTo, addressFrom, addressTo }) =>
        this.call(() => {
          if (this.mood === 'refuses' || this.order !== null)
            return { ok: false, refusal: { name: null, message: 'already exists' } };
          const rest = { createdAtMs: this.now, expectedFrom: AMOUNT, expectedTo: AMOUNT - FEE, amountFrom: null };
          const more = { amountTo: null, fee: FEE, confirmationsRequired: 4, txidTo: null };
          this.order = { chainFrom, chainTo, addressFrom, addressTo, txidFrom, status: 'new', ...rest, ...more };
          return { ok: true, value: this.order };
        }),
    },
    findDeposit: (draftId): DepositFound => {
      const payment = this.payments.get(draftId);
      if (payment === undefined) return this.openDrafts.has(draftId) ? { kind: 'open' } : { kind: 'none' };
      const { txid } = payment;
      return payment.died ? { kind: 'died', txid, how: 'expired' } : { kind: 'signed', txid };
    },
    readPayout: async (): Promise<SeenPayout | 'not-seen'> => {
      if (this.received === 0n) return 'not-seen';
      return { recipients: [{ address: T1, amount: this.received }], confirmations: 9, isFinal: true };
    },
    now: () => this.now,
  };

  async tick(fault: Fault): Promise<void> {
    this.now += 20_000;
    this.fault = fault;
    try {
      await takeSwapStep(this.state(), this.ports);
    } catch (thrown) {
      if (thrown instanceof Crash) this.crash();
      else if (!(thrown instanceof Offline)) throw thrown;
    }
    this.fault = 'none';
  }

  /** What is in memory is gone: drafts that were not signed. */
  crash(): void {
    this.openDrafts.clear();
  }

  /** The person presses the button as often as it can be pressed; the app asks the state machine each time. */
  draft(): void {
    const state = this.state();
    const step = nextSwapStep(state);
    if (step.kind !== 'person' || step.what !== 'deposit') return;
    this.serial += 1;
    const draftId = this.serial.toString(16).padStart(DRAFT.length, '0');
    this.append({ kind: 'deposit-drafted', atMs: this.now, draftId });
    this.openDrafts.add(draftId);
  }

  /** Signing commits the payment to disk before anything else; a crash may come right behind it. */
  sign(crashes: boolean): void {
    for (const draftId of this.openDrafts) {
      this.payments.set(draftId, { txid: `0x${draftId.padStart(64, '0')}`, mined: false, died: false });
      this.openDrafts.delete(draftId);
    }
    if (crashes) this.crash();
  }

  mine(): void {
    for (const payment of this.payments.values()) {
      if (payment.mined || payment.died) continue;
      payment.mined = true;
      this.wallet -= AMOUNT;
      this.deposits += AMOUNT;
    }
  }

  dropPayment(): void {
    for (const payment of this.payments.values()) if (!payment.mined) payment.died = true;
  }

  serve(): void {
    const { order } = this;
    if (order === null) return;
    const isThere = this.minedDeposits().includes(order.txidFrom);
    if (order.status === 'new')
      this.order = { ...order, status: this.mood === 'expires' && !isThere ? 'expired' : 'waiting' };
    else if (this.mood === 'holds' && order.status !== 'finished') this.order = { ...order, status: 'hold' };
    else if (isThere && order.status === 'exchanging') {
      const paid = this.mood === 'underpays' ? AMOUNT - FEE - COIN : AMOUNT - FEE;
      this.hot -= paid;
      this.received += paid;
      this.order = { ...order, status: 'finished', amountFrom: AMOUNT, amountTo: paid, txidTo: 'ef'.repeat(32) };
    } else if (isThere && order.status !== 'finished')
      this.order = { ...order, status: order.status === 'confirming' ? 'exchanging' : 'confirming' };
  }
}

type Action = (world: World) => void | Promise<void>;
const faults: fc.Arbitrary<Fault> = fc.constantFrom(
  'none',
  'none',
  'offline',
  'reply-lost',
  'crash-before',
  'crash-after',
);
const actions: fc.Arbitrary<readonly [string, Action]> = fc.oneof(
  { weight: 6, arbitrary: faults.map((fault) => [`tick ${fault}`, (world: World) => world.tick(fault)] as const) },
  { weight: 4, arbitrary: fc.constant(['draft', (world: World) => world.draft()] as const) },
  {
    weight: 2,
    arbitrary: fc.boolean().map((crashes) => [`sign ${crashes}`, (world: World) => world.sign(crashes)] as const),
  },
  { weight: 1, arbitrary: fc.constant(['crash', (world: World) => world.crash()] as const) },
  { weight: 2, arbitrary: fc.constant(['mine', (world: World) => world.mine()] as const) },
  { weight: 3, arbitrary: fc.constant(['serve', (world: World) => world.serve()] as const) },
  { weight: 1, arbitrary: fc.constant(['drop payment', (world: World) => world.dropPayment()] as const) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('good', 'refuses', 'holds', 'expires', 'underpays')
      .map((mood) => [mood, (world: World) => void Object.assign(world, { mood })] as const),
  },
);

const ends = new Map<string, number>();

it('T-16: money is conserved, one deposit at most, every deposit ends in a shown state, the journal replays to it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(actions, { minLength: 5, maxLength: 60, size: 'max' }), async (run) => {
      const world = new World();
      const all = world.total();
      world.append(planned({ addressFrom: ETH, addressTo: T1, amount: AMOUNT, fee: FEE, received: AMOUNT - FEE }));
      for (const [, act] of run) {
        await act(world);
        expect(world.total()).toBe(all);
        expect(world.payments.size).toBeLessThanOrEqual(1);
        expect(world.deposits === 0n || world.deposits === AMOUNT).toBe(true);
      }
      // Everybody behaves from now on: whatever was sent must come to an end that is shown.
      world.mood = world.mood === 'underpays' ? 'underpays' : 'good';
      if (world.order?.status === 'hold') world.order = { ...world.order, status: 'confirming' };
      if (world.order?.status === 'expired') world.order = { ...world.order, status: 'waiting' };
      for (let round = 0; round < 12; round++) {
        world.mine();
        world.serve();
        await world.tick('none');
      }
      const state = world.state();
      const { headline } = explainSwap(state, null);
      ends.set(headline, (ends.get(headline) ?? 0) + 1);
      expect(world.total()).toBe(all);
      if (world.deposits === 0n) {
        expect(world.received).toBe(0n);
        expect(isMoneyOut(state)).toBe(false);
        expect(['sign-deposit', 'reserve-refused', 'deposit-died']).toContain(headline);
        return;
      }
      expect(world.received).toBeGreaterThan(0n);
      expect(headline).toBe(world.received === AMOUNT - FEE ? 'arrived' : 'arrived-wrong-amount');
      expect(isMoneyOut(state)).toBe(false);
    }),
    { numRuns: 400, seed: 837_714 },
  );
  // A model that never gets anywhere proves nothing.
  for (const end of ['arrived', 'arrived-wrong-amount', 'deposit-died', 'reserve-refused', 'sign-deposit'])
    expect(ends.get(end) ?? 0, end).toBeGreaterThan(0);
});
