import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classifyDeposit,
  feeFor,
  isDepositOf,
  isExpired,
  needsConsent,
  parseSwapInfo,
  type QuoteRefusal,
  quoteChanges,
  quoteSwap,
  rememberServed,
  type ServedAddress,
} from './index.ts';
import { COIN, ETH, infoJson, NOW, someUnits, T1 } from './testing/samples.ts';

const info = parseSwapInfo(infoJson);
const dated = { info, atMs: NOW };
const facts = { nowMs: NOW, served: [] };
const ask = { chainFrom: 'eth', chainTo: 'main', addressFrom: ETH, addressTo: T1, amount: 631n * COIN } as const;

function quoteOf(changes = {}) {
  const quote = quoteSwap({ ...ask, ...changes }, dated, facts);
  if (!quote.ok) throw new Error(quote.reason);
  return quote.value;
}

describe('a quote', () => {
  it('says what arrives, how many confirmations it takes and where to pay', () => {
    expect(quoteOf()).toMatchObject({
      fee: 6n * COIN,
      received: 625n * COIN,
      confirmations: 4,
      depositAddress: '0x134e4c74c670adefdcb2476df6960d9297bc7dad',
      depositStanding: 'known',
      expectedSeconds: 78,
      expiresAtMs: NOW + 120_000,
    });
  });

  const refused: readonly (readonly [QuoteRefusal, object])[] = [
    ['same-chain', { chainTo: 'eth' }],
    ['not-active', { chainTo: 'base' }],
    ['amount-missing', { amount: 0n }],
    ['not-above-fee', { amount: 6n * COIN }],
    ['above-maximum', { amount: 100_000n * COIN + 1n }],
    ['no-deposit-address', { chainFrom: 'trx' }],
  ];
  it.each(refused)('T-16: %s is refused', (reason, changes) => {
    expect(quoteSwap({ ...ask, ...changes }, dated, facts)).toEqual({ ok: false, reason });
  });

  it('T-16: is not made from old terms, nor where no fee is named', () => {
    expect(quoteSwap(ask, dated, { ...facts, nowMs: NOW + 60_001 })).toEqual({ ok: false, reason: 'info-old' });
    const silent = { ...info, swapFees: { ...info.swapFees, flat: new Map() } };
    expect(quoteSwap(ask, { info: silent, atMs: NOW }, facts)).toEqual({ ok: false, reason: 'fee-unknown' });
  });

  it('every quote conserves: amount = received + fee, received above zero, fee as tabled', () => {
    fc.assert(
      fc.property(someUnits, (amount) => {
        const quote = quoteSwap({ ...ask, amount }, dated, facts);
        const fee = feeFor(info.swapFees, 'main', amount) ?? 0n;
        expect(quote.ok).toBe(amount > fee && amount <= 100_000n * COIN);
        if (!quote.ok) return;
        expect(quote.value.received + quote.value.fee).toBe(amount);
        expect(quote.value.received).toBeGreaterThan(0n);
      }),
    );
  });

  it('T-16: is checked again at signing: any change means asking again', () => {
    const quote = quoteOf();
    const later = (change: object) => quoteChanges(quote, { info: { ...info, ...change }, atMs: NOW }, NOW);
    expect(later({})).toEqual([]);
    expect(later({ swapFees: { ...info.swapFees, flat: new Map([['main', 6n * COIN]]) } })).toEqual(['fee']);
    expect(later({ depositAddresses: new Map([['eth', ETH]]) })).toEqual(['deposit-address']);
    expect(later({ tiers: [{ limit: 1_000n * COIN, confirmations: 9 }] })).toEqual(['confirmations']);
    expect(later({ tiers: [{ limit: COIN, confirmations: 9 }] })).toEqual(['above-maximum']);
    expect(later({ chains: ['main'] })).toEqual(['not-active']);
    expect([isExpired(quote, NOW + 119_999), isExpired(quote, NOW + 120_000)]).toEqual([false, true]);
  });
});

describe('the deposit', () => {
  const swap = { ...ask, depositAddress: '0x134e4c74c670adefdcb2476df6960d9297bc7dad' };
  const payment = {
    chain: 'eth',
    from: [ETH],
    recipients: [{ address: '0x134E4C74C670ADEFDCB2476DF6960D9297BC7DAD', amount: ask.amount }],
    message: null,
  } as const;

  it.each([
    ['itself', {}, true],
    ['one sat less', { recipients: [{ ...payment.recipients[0], amount: ask.amount - 1n }] }, false],
    ['another recipient', { recipients: [{ address: ETH, amount: ask.amount }] }, false],
    ['a second recipient', { recipients: [...payment.recipients, { address: ETH, amount: 1n }] }, false],
    ['another chain', { chain: 'bsc' as const }, false],
    ['another sender', { from: [ETH, T1] }, false],
    ['nobody known as sender', { from: [] }, false],
    ['a message', { message: 'memo' }, false],
  ])('T-16: %s', (_what, changes, expected) => expect(isDepositOf(swap, { ...payment, ...changes })).toBe(expected));
});

describe('deposit addresses (T-16)', () => {
  const A = `0x${'a'.repeat(40)}`;
  const B = `0x${'b'.repeat(40)}`;
  const history = (...addresses: readonly string[]) =>
    addresses.reduce<readonly ServedAddress[]>((all, one, at) => rememberServed(all, 'eth', one, NOW + at), []);

  it.each([
    ['known', '0x134E4C74C670ADEFDCB2476DF6960D9297BC7DAD', history(A)],
    ['new', A, history()],
    ['served', A.toUpperCase().replace('0X', '0x'), history(A)],
    ['changed', B, history(A)],
    ['returned', A, history(A, B)],
    ['new', A, rememberServed([], 'bsc', A, NOW)],
  ] as const)('%s', (standing, address, served) => {
    expect(classifyDeposit('eth', address, served)).toBe(standing);
    expect(needsConsent(standing)).toBe(standing !== 'known' && standing !== 'served');
  });

  it('any sequence of addresses: the last one served is familiar, one never served is not', () => {
    const addresses = fc.constantFrom(A, B, `0x${'c'.repeat(40)}`);
    fc.assert(
      fc.property(fc.array(addresses, { minLength: 1, maxLength: 20 }), (seen) => {
        const all = history(...seen);
        expect(classifyDeposit('eth', seen.at(-1) ?? '', all)).toBe('served');
        expect(classifyDeposit('eth', ETH, all)).toBe('changed');
        expect(all.length).toBe(new Set(seen).size);
      }),
    );
  });
});
