import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyClaim,
  applySwap,
  type ClaimEvent,
  type ClaimRow,
  type ClaimState,
  checkPayout,
  claimDossier,
  claimEvent,
  explainClaim,
  explainSwap,
  formatClaimsCsv,
  fusionOwed,
  isMoneyOut,
  nextClaimStep,
  nextSwapStep,
  ownAddressBook,
  recoverSwaps,
  replayClaim,
  replaySwap,
  type SwapEvent,
  type SwapOrder,
  swapDossier,
  swapEvent,
  toStoredEvent,
} from './index.ts';
import { COIN, DRAFT, ETH, NOW, PAYOUT, planned, T1, TXID, told } from './testing/samples.ts';

const refusal = { name: 'Error', message: 'no' };
const right = { outcome: 'right', amount: 625n * COIN, confirmations: 30, isFinal: true } as const;
const target = { chainTo: 'main', addressTo: T1 } as const;

const swapEvents: readonly SwapEvent[] = [
  planned(),
  {
    kind: 'recovered',
    atMs: NOW,
    source: 'service',
    chainFrom: 'eth',
    addressFrom: ETH,
    amount: 631n * COIN,
    txid: TXID,
    target,
  },
  {
    kind: 'recovered',
    atMs: NOW,
    source: 'chain',
    chainFrom: 'eth',
    addressFrom: ETH,
    amount: 631n * COIN,
    txid: TXID,
    target: null,
  },
  { kind: 'target-chosen', atMs: NOW, ...target },
  { kind: 'reserve-asked', atMs: NOW },
  { kind: 'reserved', atMs: NOW },
  { kind: 'reserve-refused', atMs: NOW, refusal },
  { kind: 'deposit-drafted', atMs: NOW, draftId: DRAFT },
  { kind: 'deposit-drafted', atMs: NOW, draftId: 'ff'.repeat(16) },
  { kind: 'deposit-dropped', atMs: NOW, draftId: DRAFT },
  { kind: 'deposit-signed', atMs: NOW, draftId: DRAFT, txid: TXID },
  { kind: 'deposit-signed', atMs: NOW, draftId: DRAFT, txid: PAYOUT },
  { kind: 'deposit-died', atMs: NOW, how: 'expired' },
  { kind: 'deposit-alive', atMs: NOW },
  { kind: 'deposit-replaced', atMs: NOW, txid: `0x${'99'.repeat(32)}` },
  { kind: 'create-asked', atMs: NOW },
  { kind: 'create-refused', atMs: NOW, refusal },
  { kind: 'order-differs', atMs: NOW, chainTo: 'bsc', addressTo: ETH },
  told('waiting'),
  told('confirming'),
  told('hold'),
  told('dust'),
  told('expired'),
  told('unrecognised'),
  told('finished', NOW, PAYOUT),
  { kind: 'payout-checked', atMs: NOW, ...right },
  { kind: 'cancelled', atMs: NOW },
];

const claimEvents: readonly ClaimEvent[] = [
  {
    kind: 'planned',
    atMs: NOW,
    claim: 'mining',
    address: T1,
    from: 'main',
    chain: 'eth',
    claimingAddress: ETH,
    amount: 300n * COIN,
    fee: 155n * COIN,
    received: 145n * COIN,
  },
  { kind: 'signing', atMs: NOW, before: [TXID] },
  { kind: 'not-signed', atMs: NOW },
  { kind: 'asked', atMs: NOW, phraseMs: NOW },
  { kind: 'refused', atMs: NOW, refusal },
  { kind: 'unanswered', atMs: NOW },
  { kind: 'paid', atMs: NOW, txid: PAYOUT },
  { kind: 'paid', atMs: NOW, txid: TXID },
  { kind: 'not-listed', atMs: NOW },
  { kind: 'not-listed', atMs: NOW + 31 * 60_000 },
  { kind: 'payout-checked', atMs: NOW, outcome: 'right', amount: 145n * COIN, confirmations: 30, isFinal: true },
  { kind: 'cancelled', atMs: NOW },
];

/** Keeps of a random list what has a place. */
function possible<S, E>(
  all: readonly E[],
  apply: (state: S | null, event: E) => { ok: true; value: S } | { ok: false; reason: string },
) {
  return fc.array(fc.constantFrom(...all), { maxLength: 40 }).map((events) => {
    let state: S | null = null;
    const kept: E[] = [];
    const states: S[] = [];
    for (const event of events) {
      const after = apply(state, event);
      if (!after.ok) continue;
      state = after.value;
      kept.push(event);
      states.push(state);
    }
    return { kept, states };
  });
}

describe('journals', () => {
  it('of swaps survive being stored, replay to the same state, and every state has words and a next step', () => {
    fc.assert(
      fc.property(possible(swapEvents, applySwap), ({ kept, states }) => {
        const stored: unknown = JSON.parse(JSON.stringify(kept.map(toStoredEvent)));
        const read = (stored as unknown[]).map((row) => swapEvent.parse(row));
        expect(read).toEqual(kept);
        expect(replaySwap(read)).toEqual(states.at(-1));
        for (const state of states) {
          expect(explainSwap(state, 3).headline).toBeTypeOf('string');
          expect(nextSwapStep(state).kind).toBeTypeOf('string');
        }
      }),
    );
  });

  it('T-16: the id of a deposit changes only when a payment takes its place, and no draft is made beside it', () => {
    fc.assert(
      fc.property(possible(swapEvents, applySwap), ({ states, kept }) => {
        const ids = states.map(({ txidFrom }) => txidFrom);
        const changes = ids.filter((id, at) => at > 0 && ids[at - 1] !== null && id !== ids[at - 1]).length;
        expect(changes).toBe(kept.filter(({ kind }) => kind === 'deposit-replaced').length);
        const signedAt = states.findIndex(({ txidFrom }) => txidFrom !== null);
        const later = signedAt < 0 ? [] : kept.slice(signedAt + 1);
        expect(later.some(({ kind }) => kind === 'deposit-drafted' || kind === 'cancelled')).toBe(false);
      }),
    );
  });

  it('of claims replay to the same state; an id that was listed before is never taken for the payout', () => {
    fc.assert(
      fc.property(possible(claimEvents, applyClaim), ({ kept, states }) => {
        const read = kept.map((event) => claimEvent.parse(JSON.parse(JSON.stringify(toStoredEvent(event)))));
        expect(read).toEqual(kept);
        expect(replayClaim(read)).toEqual(states.at(-1));
        for (const state of states) {
          expect(state.txid).not.toBe(TXID);
          expect(explainClaim(state).headline).toBeTypeOf('string');
          expect(nextClaimStep(state).kind).toBeTypeOf('string');
        }
      }),
    );
  });

  it('a journal that begins in the middle is none', () => {
    expect(replaySwap([told('waiting')])).toBeUndefined();
    expect(replaySwap([])).toBeUndefined();
    expect(replayClaim(claimEvents.slice(1, 2))).toBeUndefined();
  });
});

const upTo = (...events: readonly SwapEvent[]) => {
  const state = replaySwap([
    planned(),
    { kind: 'reserve-asked', atMs: NOW },
    { kind: 'reserved', atMs: NOW },
    ...events,
  ]);
  if (state === undefined) throw new Error('no swap');
  return state;
};
const deposit: readonly SwapEvent[] = [
  { kind: 'deposit-drafted', atMs: NOW, draftId: DRAFT },
  { kind: 'deposit-signed', atMs: NOW, draftId: DRAFT, txid: TXID },
];

describe('words of states', () => {
  it('counts the confirmations of the deposit of those that are needed', () => {
    const state = upTo(...deposit, told('confirming'));
    expect(explainSwap(state, 2)).toEqual({
      headline: 'confirming',
      tone: 'working',
      help: 'wait',
      confirmations: { now: 2, needed: 4 },
    });
    expect(explainSwap(state, null).confirmations).toEqual({ now: null, needed: 4 });
  });

  it.each([
    ['held', 'support', [...deposit, told('hold')]],
    ['dust', 'support', [...deposit, told('dust')]],
    ['expired', 'support', [...deposit, told('expired')]],
    ['exchanging', 'wait', [...deposit, told('finished')]],
    ['paid-unseen', 'wait', [...deposit, told('finished', NOW, PAYOUT)]],
    [
      'order-elsewhere',
      'support',
      [...deposit, { kind: 'order-differs', atMs: NOW, chainTo: 'main', addressTo: 't1thief' }],
    ],
    ['sign-deposit', 'sign', []],
  ] as const)('%s', (headline, help, events) =>
    expect(explainSwap(upTo(...events), null)).toMatchObject({ headline, help }),
  );

  it.each([
    ['right', 625n * COIN, T1, 'arrived', 'good'],
    ['less than agreed', 624n * COIN, T1, 'arrived-wrong-amount', 'bad'],
    ['to somebody else', 625n * COIN, 't1thief', 'paid-elsewhere', 'bad'],
  ] as const)(
    'T-16: a payout %s is noticed on the chain, whatever the service says',
    (_what, amount, address, headline, tone) => {
      const seen = { recipients: [{ address, amount }], confirmations: 100, isFinal: true };
      const check = checkPayout({ address: T1, amount: 625n * COIN }, seen);
      const state = upTo(...deposit, told('finished', NOW, PAYOUT), { kind: 'payout-checked', atMs: NOW, ...check });
      expect(explainSwap(state, null)).toMatchObject({ headline, tone });
    },
  );
});

describe('recovery on a fresh device', () => {
  const order: SwapOrder = {
    chainFrom: 'eth',
    addressFrom: ETH,
    ...target,
    txidFrom: TXID,
    createdAtMs: NOW,
    status: 'confirming',
    expectedFrom: 631n * COIN,
    expectedTo: 625n * COIN,
    amountFrom: null,
    amountTo: null,
    fee: 6n * COIN,
    confirmationsRequired: 4,
    txidTo: null,
  };
  const payment = { chain: 'eth', txid: TXID, from: ETH, to: '0xdeposit', amount: 631n * COIN, timeMs: NOW } as const;
  const facts = {
    history: [],
    payments: [],
    isDepositAddress: (_chain: string, address: string) => address === '0xdeposit',
    isOwn: ownAddressBook([
      { chain: 'eth', address: ETH },
      { chain: 'main', address: T1 },
    ]),
    isKnown: () => false,
    nowMs: NOW,
  };

  it('an order in the history is followed, a deposit without one waits for its target, one of both is one', () => {
    expect(recoverSwaps({ ...facts, history: [order] })).toMatchObject([{ source: 'service', target }]);
    expect(recoverSwaps({ ...facts, payments: [payment] })).toMatchObject([{ source: 'chain', target: null }]);
    expect(recoverSwaps({ ...facts, history: [order, order], payments: [payment, payment] })).toHaveLength(1);
    expect(recoverSwaps({ ...facts, history: [order], payments: [payment], isKnown: () => true })).toEqual([]);
  });

  it('the history is anybody’s: orders that pay to others, or come from others, are not ours', () => {
    const forged = [
      { ...order, addressTo: 't1thief' },
      { ...order, addressFrom: '0xother' },
      { ...order, chainTo: 'bsc' as const },
    ];
    expect(recoverSwaps({ ...facts, history: forged })).toEqual([]);
    const stranger = { ...payment, to: '0xfriend' };
    expect(recoverSwaps({ ...facts, payments: [stranger] })).toEqual([]);
  });

  it('a recovered deposit is followed like any other', () => {
    const [event] = recoverSwaps({ ...facts, payments: [payment] });
    const chosen = replaySwap([event as SwapEvent, { kind: 'target-chosen', atMs: NOW, ...target }]);
    expect(chosen?.phase).toBe('deposited');
    expect(chosen === undefined ? null : nextSwapStep(chosen)).toMatchObject({ kind: 'create', txidFrom: TXID });
  });
});

describe('what Fusion owes', () => {
  const none = { swaps: [], claims: [], rows: [], rowsAtMs: NOW, isInBalance: () => false };
  const row: ClaimRow = {
    kind: 'mining',
    address: T1,
    from: 'main',
    chain: 'eth',
    claimable: 300n * COIN,
    claimed: 0n,
    fee: 155n * COIN,
    net: 145n * COIN,
    standing: 'offered',
  };
  const claimed = (...kinds: readonly number[]): ClaimState => {
    const state = replayClaim(kinds.map((at) => claimEvents[at] as ClaimEvent));
    if (state === undefined) throw new Error('no claim');
    return state;
  };

  it('a swap counts from its signature until the balance shows the payout, and never beside it', () => {
    const sent = upTo(...deposit);
    const paid = upTo(...deposit, told('finished', NOW, PAYOUT));
    expect(fusionOwed({ ...none, swaps: [upTo()] }).onTheWay).toBe(0n);
    expect(fusionOwed({ ...none, swaps: [sent] }).onTheWay).toBe(625n * COIN);
    expect(fusionOwed({ ...none, swaps: [paid] }).onTheWay).toBe(625n * COIN);
    expect(fusionOwed({ ...none, swaps: [paid], isInBalance: () => true }).onTheWay).toBe(0n);
    expect([isMoneyOut(sent), isMoneyOut(upTo(...deposit, told('dust')))]).toEqual([true, false]);
  });

  it('a claim that went out is no longer claimable, also while the list is older than it', () => {
    expect(fusionOwed({ ...none, rows: [row] }).claimable).toBe(145n * COIN);
    const out = fusionOwed({ ...none, rows: [row], claims: [claimed(0, 1, 3)] });
    expect(out).toMatchObject({ claimable: 0n, claimsOnTheWay: 145n * COIN });
    const paid = { ...none, rows: [row], claims: [claimed(0, 1, 3, 6)], isInBalance: () => true };
    expect(fusionOwed(paid)).toMatchObject({ claimable: 0n, claimsOnTheWay: 0n });
    expect(fusionOwed({ ...none, rows: null }).claimable).toBeNull();
  });

  it('below its fee it is worth nothing now and stands apart', () => {
    const below = { ...row, standing: 'below-fee', net: 0n } as const;
    expect(fusionOwed({ ...none, rows: [below] })).toMatchObject({ claimable: 0n, belowFee: 300n * COIN });
  });
});

describe('dossier and export', () => {
  const facts = { id: DRAFT, appVersion: '1.0', madeAtMs: NOW, fluxId: '1abc', service: 'fusion.example' };

  it('holds ids, addresses, amounts, times and answers of any journal; the service’s words stay on one quoted line', () => {
    fc.assert(
      fc.property(possible(swapEvents, applySwap), fc.string(), ({ kept }, message) => {
        const hostile = { name: null, message: message.slice(0, 300) };
        const last: SwapEvent = { kind: 'reserve-refused', atMs: NOW, refusal: hostile };
        const text = swapDossier([...kept, last], { ...facts, depositConfirmations: 2 });
        expect(text).toContain(JSON.stringify(hostile.message));
        expect(text.split('\n').length).toBeLessThan(kept.length + 20);
      }),
    );
    const text = swapDossier([planned(), ...swapEvents.slice(4, 6), ...deposit, told('hold')], {
      ...facts,
      depositConfirmations: 2,
    });
    for (const part of [DRAFT, TXID, ETH, T1, '631 FLUX', '2025-10-09T08:53:20.000Z', 'hold', '2 of 4'])
      expect(text).toContain(part);
  });

  it('T-14: no phrase and no signature has a field in any journal', () => {
    const signed = { kind: 'asked', atMs: NOW, phraseMs: NOW, signature: 'secret', message: 'secret' };
    expect(claimEvent.safeParse(signed).success).toBe(false);
    expect(claimDossier(claimEvents, facts)).not.toContain('signature');
  });

  it('claims are exported as income', () => {
    const state = replayClaim([0, 1, 3, 6, 10].map((at) => claimEvents[at] as ClaimEvent));
    const [, line] = formatClaimsCsv(state === undefined ? [] : [state]).split('\r\n');
    expect(line).toBe(
      `2025-10-09T08:53:20.000Z,Ethereum,FLUX,claim of mining,income,300,155,145,${T1},${ETH},paid,${PAYOUT}`,
    );
  });
});
