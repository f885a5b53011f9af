import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unsigned } from '../../wallet-core/chain-contract/index.ts';
import type { DerivationPath } from '../../wallet-core/primitives/index.ts';
import { p2shScript } from '../_families/utxo/index.ts';
import { formatAddress, formatDestination } from './address.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec } from './codec.ts';
import { explainPayment, judgeFee } from './explain.ts';
import {
  coinOf,
  contextOf,
  createTestKeys,
  draftOf,
  fluxPath,
  ownAddress,
  strangerT1,
} from './testing/wallet-fixture.ts';
import { parseTransaction, serializeTransaction } from './transaction.ts';
import type { FluxTransaction } from './types.ts';

const FLUX = 100_000_000n;
const keys = createTestKeys();
const addressOf = (path: DerivationPath) => formatAddress(keys.publicKey(path));
const { unsigned, stated } = fluxBuilder.build(draftOf({ message: 'rent' }), contextOf([coinOf(0, 3n * FLUX)]));
const honest = parseTransaction(unsigned.bytes);

function explain(bytes: Partial<FluxTransaction> = {}, hints: Partial<Unsigned> = {}) {
  const changed = { ...unsigned, bytes: serializeTransaction({ ...honest, ...bytes }), ...hints };
  return explainPayment(changed, fluxCodec.decode(changed), addressOf);
}

function outputs(index: number, changes: Partial<FluxTransaction['outputs'][number]>): FluxTransaction['outputs'] {
  return honest.outputs.map((output, at) => (at === index ? { ...output, ...changes } : output));
}

const strangerScript = p2shScript(new Uint8Array(20).fill(9));
const strangerAddress = formatDestination({ kind: 'p2sh', hash: new Uint8Array(20).fill(9) });
const paidTo = ({ payments }: ReturnType<typeof explain>) => payments.map(({ address }) => address);

describe('T-06: what the bytes mean', () => {
  it('payments, change, message, fee and total of honest bytes', () => {
    expect(explain()).toMatchObject({
      payments: [{ vout: 0, address: strangerT1, amount: FLUX }],
      total: FLUX + stated.fee,
      change: [{ vout: 1, path: fluxPath(1, 0), amount: 2n * FLUX - stated.fee }],
      message: { text: 'rent' },
      strange: [],
      fee: stated.fee,
      feeVerdict: 'ok',
      inputCount: 1,
    });
  });

  it('change that goes to a stranger is a payment', () => {
    expect(paidTo(explain({ outputs: outputs(1, { scriptPubKey: strangerScript }) }))).toEqual([
      strangerT1,
      strangerAddress,
    ]);
  });

  it('an own output is a payment without its hint, with another path, or beyond what is ever looked at', () => {
    const own = ownAddress(1, 0).address;
    expect(paidTo(explain({}, { change: [] }))).toEqual([strangerT1, own]);
    expect(paidTo(explain({}, { change: [{ vout: 1, path: fluxPath(1, 1) }] }))).toEqual([strangerT1, own]);
    const far = ownAddress(1, 10_000);
    const script = coinOf(0, 0n, { owner: far }).scriptPubKey;
    const hint = { change: [{ vout: 1, path: fluxPath(1, 10_000) }] };
    expect(paidTo(explain({ outputs: outputs(1, { scriptPubKey: script }) }, hint))).toEqual([strangerT1, far.address]);
  });

  it('a message that is no text has none, and an output that pays to no address is strange', () => {
    const noText = outputs(2, { scriptPubKey: Uint8Array.of(0x6a, 2, 0xc3, 0x28) });
    expect(explain({ outputs: noText }).message).toEqual({ text: null, bytes: Uint8Array.of(0xc3, 0x28) });
    const burn = { value: 1n, scriptPubKey: Uint8Array.of(0x51) };
    const burnt = explain({ outputs: [...honest.outputs, burn] });
    expect(burnt.strange).toEqual([{ vout: 3, script: burn.scriptPubKey, amount: 1n }]);
    expect(burnt.total).toBe(FLUX + stated.fee);
  });
});

describe('T-07: fees', () => {
  it.each([
    [226n, FLUX, 226, 'ok'],
    [1_000_000n, 0n, 10_000, 'ok'],
    [1_000_001n, 0n, 10_000, 'high'],
    [2_000_000n, 2n * FLUX, 10_000, 'ok'],
    [2_000_001n, 2n * FLUX, 10_000, 'high'],
    [226_000n, FLUX, 226, 'ok'],
    [226_001n, FLUX, 226, 'absurd'],
    [100_000_000n, 100_000n * FLUX, 1_000_000, 'ok'],
    [100_000_001n, 100_000n * FLUX, 1_000_000, 'absurd'],
    [22n, FLUX, 226, 'below-relay'],
    [23n, FLUX, 226, 'ok'],
  ] as const)('%i sat for %i sat in %i bytes: %s', (fee, amount, size, verdict) => {
    expect(judgeFee(fee, amount, size)).toBe(verdict);
  });

  it('never lets a higher fee pass more easily (property)', () => {
    const rank = ['below-relay', 'ok', 'high', 'absurd'];
    const amounts = fc.bigInt({ min: 0n, max: 44_000_000_000_000_000n });
    fc.assert(
      fc.property(amounts, amounts, amounts, fc.integer({ min: 1, max: 2_000_000 }), (fee, more, amount, size) => {
        const lower = rank.indexOf(judgeFee(fee, amount, size));
        expect(rank.indexOf(judgeFee(fee + more, amount, size))).toBeGreaterThanOrEqual(lower);
      }),
    );
  });

  it('refuses what makes no sense: it says absurd, or throws', () => {
    expect(judgeFee(-1n, FLUX, 226)).toBe('absurd');
    expect(judgeFee(1n, -1n, 226)).toBe('absurd');
    expect(judgeFee(1n, FLUX, 0)).toBe('absurd');
    expect(() => judgeFee(1n, FLUX, Number.NaN)).toThrow(RangeError);
  });
});
