import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { p2pkhScript } from '../../../chains/_families/utxo/index.ts';
import { parseDestination } from '../../../chains/flux/address.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { parseTransaction, serializeTransaction } from '../../../chains/flux/transaction.ts';
import type { StatedPayment, Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import { type DerivationPath, fromHex, toHex, unsafeBrand, utf8 } from '../../../wallet-core/primitives/index.ts';
import { bitcoinPath, evmPath, fluxIdPath, fluxNodeIdentityPath, fluxPath } from '../../../wallet-core/seed/index.ts';
import { buildPayment, makeKeyring, otherStranger, ownAddress, stranger } from '../testing/payment-fixture.ts';
import { reviewPayment } from './payment-review.ts';

const keys = makeKeyring();
/** When the fixture's tip was mined. */
const NOW = 1_795_000_000_000;
const honest = buildPayment(keys);

function reasonsOf(unsigned: Unsigned, stated: StatedPayment = honest.stated): readonly string[] {
  const outcome = reviewPayment(unsigned, stated, keys, NOW);
  return outcome.kind === 'refused' ? outcome.reasons : [];
}

describe('reviewPayment', () => {
  it('T-06: shows what the bytes say when they are what was agreed to', () => {
    const outcome = reviewPayment(honest.unsigned, honest.stated, keys, NOW);
    expect(outcome).toMatchObject({
      kind: 'review',
      review: {
        recipients: [{ address: stranger, amount: 250_000_000n }],
        amount: 250_000_000n,
        fee: honest.stated.fee,
        total: 250_000_000n + honest.stated.fee,
        message: 'lunch',
        expiryHeight: 2_950_120,
        isFeeHigh: false,
      },
    });
    if (outcome.kind === 'review') {
      const { inputCount, change, total } = outcome.review;
      expect(change + total).toBe(inputCount === 1 ? 400_000_000n : 1_100_000_000n);
    }
  });

  it('shows a payment to an own address as a payment', () => {
    const own = ownAddress(keys, 0, 3).address;
    const { unsigned, stated } = buildPayment(keys, { recipients: [{ address: own, amount: 100_000_000n }] });
    expect(reviewPayment(unsigned, stated, keys, NOW)).toMatchObject({
      kind: 'review',
      review: { amount: 100_000_000n, recipients: [{ address: own }] },
    });
  });

  it.each([
    ['another recipient', { recipients: [{ address: otherStranger, amount: 250_000_000n }] }, 'recipient'],
    ['another amount', { recipients: [{ address: stranger, amount: 250_000_001n }] }, 'amount'],
    ['another message', { message: 'dinner' }, 'message'],
    ['no message', { message: null }, 'message'],
    ['a higher fee', { feePerByte: 5n }, 'fee-higher'],
  ] as const)('E-29: refuses bytes with %s', (_name, changes, reason) => {
    const { unsigned } = buildPayment(keys, changes);
    expect(reasonsOf(unsigned)).toContain(reason);
  });

  it('E-29: refuses one recipient more', () => {
    const { unsigned } = buildPayment(keys, {
      recipients: [
        { address: stranger, amount: 250_000_000n },
        { address: otherStranger, amount: 1_000_000n },
      ],
    });
    expect(reasonsOf(unsigned)).toContain('extra-output');
  });

  it('E-29: refuses change that goes to a stranger, whatever the hint says about it', () => {
    const thief = makeKeyring(9);
    const { unsigned, stated } = buildPayment(keys, {}, ownAddress(thief, 1, 0));
    expect(reasonsOf(unsigned, stated)).toEqual(['change-to-stranger']);
    const hidden = { ...unsigned, change: [] };
    expect(reasonsOf(hidden, stated)).toEqual(['change-to-stranger']);
  });

  it('E-29: own change without its hint counts as an output nobody asked for', () => {
    expect(reasonsOf({ ...honest.unsigned, change: [] })).toEqual(['change-to-stranger']);
  });

  it('E-29: refuses inputs of other keys, of other paths and of paths outside the account', () => {
    const [first, ...others] = honest.unsigned.inputs;
    if (first === undefined) throw new TypeError('no input');
    const at = (path: DerivationPath): Unsigned => ({ ...honest.unsigned, inputs: [{ ...first, path }, ...others] });
    expect(reasonsOf(at(fluxPath(0, 17)))).toEqual(['own-input']);
    expect(reasonsOf(at(unsafeBrand<DerivationPath>("m/44'/0'/0'/0/0")))).toEqual(['own-input']);
    const foreign = buildPayment(makeKeyring(9));
    expect(reasonsOf(foreign.unsigned, foreign.stated)).not.toEqual([]);
  });

  it('T-15: refuses to spend with keys that are no spending keys: Flux ID, node identity, other chains', () => {
    const [first, ...others] = honest.unsigned.inputs;
    if (first === undefined) throw new TypeError('no input');
    for (const path of [fluxIdPath(), fluxNodeIdentityPath(0), evmPath(0), bitcoinPath(0, 0)]) {
      const locked = parseDestination(fluxCodec.formatAddress(keys.publicKey(path)));
      const scriptPubKey = p2pkhScript(locked.ok ? locked.value.hash : new Uint8Array());
      expect(reasonsOf({ ...honest.unsigned, inputs: [{ ...first, path, scriptPubKey }, ...others] })).toEqual([
        'own-input',
      ]);
    }
  });

  it('T-06: refuses more than one change output: this wallet never makes two', () => {
    const second = ownAddress(keys, 1, 1);
    const split = buildPayment(keys, {
      recipients: [
        { address: stranger, amount: 250_000_000n },
        { address: second.address, amount: 1_000n },
      ],
    });
    const dusted = {
      ...split.unsigned,
      change: [...split.unsigned.change, { vout: 1, path: fluxPath(1, 1) }],
    };
    expect(reasonsOf(dusted, { ...honest.stated, fee: split.stated.fee })).toEqual(['extra-output']);
  });

  it('T-06: refuses change where nobody looks, an output without an address, another asset', () => {
    const far = ownAddress(keys, 1, 10_000);
    const hidden = buildPayment(keys, {}, far);
    expect(reasonsOf(hidden.unsigned, hidden.stated)).toEqual(['change-to-stranger']);
    const transaction = parseTransaction(honest.unsigned.bytes);
    const burn = { value: 0n, scriptPubKey: Uint8Array.of(0x51) };
    const bytes = serializeTransaction({ ...transaction, outputs: [...transaction.outputs, burn] });
    expect(reasonsOf({ ...honest.unsigned, bytes })).toEqual(['extra-output']);
    expect(reasonsOf(honest.unsigned, { ...honest.stated, asset: 'other' })).toEqual(['wrong-chain']);
    expect(reasonsOf(honest.unsigned, { ...honest.stated, chain: 'bitcoin' })).toEqual(['wrong-chain']);
  });

  it('T-01: tells a message that hides or turns characters from one that is what it shows', () => {
    const hexOf = (message: string) => {
      const { unsigned, stated } = buildPayment(keys, { message: 'x'.repeat(utf8(message).length) });
      const placeholder = toHex(utf8('x'.repeat(utf8(message).length)));
      const bytes = fromHex(toHex(unsigned.bytes).replace(placeholder, toHex(utf8(message))));
      const outcome = reviewPayment({ ...unsigned, bytes }, { ...stated, message }, keys, NOW);
      return outcome.kind === 'review' ? outcome.review.misleadingMessageHex : outcome.reasons;
    };
    for (const plain of ['invoice 7', 'zwei\nZeilen', '\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645'])
      expect(hexOf(plain)).toBeNull();
    for (const bad of ['memo \u202e321', 'a\u200bb', 'a\u2066b', 'a\u0007b']) expect(hexOf(bad)).toBe(toHex(utf8(bad)));
  });

  it('T-07: refuses a fee beyond every limit even when it was stated', () => {
    // A dishonest backend understates nothing: the person is shown 2 FLUX, and it is refused all the same.
    const [first, ...others] = honest.unsigned.inputs;
    if (first === undefined) throw new TypeError('no input');
    const richer = { ...honest.unsigned, inputs: [{ ...first, value: first.value + 200_000_000n }, ...others] };
    const stated = { ...honest.stated, fee: honest.stated.fee + 200_000_000n };
    expect(reasonsOf(richer, stated)).toEqual(['fee-policy']);
  });

  it('refuses bytes it does not understand in full', () => {
    for (const bytes of [
      new Uint8Array(),
      honest.unsigned.bytes.subarray(0, -1),
      Uint8Array.of(...honest.unsigned.bytes, 0),
    ]) {
      expect(reasonsOf({ ...honest.unsigned, bytes })).toEqual(['unreadable']);
    }
  });

  it('refuses payments that wait or never lapse', () => {
    const { bytes } = honest.unsigned;
    const end = bytes.length;
    // … nLockTime(4) nExpiryHeight(4) valueBalance(8) 3 × 00
    const waiting = bytes.slice();
    waiting[end - 19] = 1;
    expect(reasonsOf({ ...honest.unsigned, bytes: waiting })).toEqual(['locked-until']);
    const eternal = bytes.slice();
    eternal.fill(0, end - 15, end - 11);
    expect(reasonsOf({ ...honest.unsigned, bytes: eternal })).toEqual(['no-expiry']);
    // Good for years: whoever holds such bytes could call them lapsed and send them later.
    const lasting = bytes.slice();
    lasting[end - 12] = 1;
    expect(reasonsOf({ ...honest.unsigned, bytes: lasting })).toEqual(['no-expiry']);
  });

  it('E-29: no single changed byte of an output is ever shown as what was agreed to', () => {
    const { bytes } = honest.unsigned;
    const honestReview = reviewPayment(honest.unsigned, honest.stated, keys, NOW);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const changed = bytes.slice();
        changed[at] = (changed[at] ?? 0) ^ flip;
        const outcome = reviewPayment({ ...honest.unsigned, bytes: changed }, honest.stated, keys, NOW);
        if (outcome.kind === 'refused' || honestReview.kind === 'refused') return;
        // Only what is not the person's to judge may differ: which own coin is spent, sequence numbers, the expiry height.
        const { rawHex: _a, expiryHeight: _b, ...shown } = outcome.review;
        const { rawHex: _c, expiryHeight: _d, ...agreed } = honestReview.review;
        expect(shown).toEqual(agreed);
      }),
      { numRuns: 1_000 },
    );
  });
});
