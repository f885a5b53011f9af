import { describe, expect, it } from 'vitest';
import type { StatedPayment, Unsigned } from '../../wallet-core/chain-contract/index.ts';
import type { DerivationPath } from '../../wallet-core/primitives/index.ts';
import { formatAddress } from './address.ts';
import { fluxBuilder } from './build.ts';
import { fluxCodec } from './codec.ts';
import { explainPayment, findDifferences, judgeFee } from './explain.ts';
import {
  coinOf,
  contextOf,
  createTestKeys,
  draftOf,
  fluxPath,
  ownAddress,
  strangerT3,
} from './testing/wallet-fixture.ts';
import { parseTransaction, serializeTransaction } from './transaction.ts';
import type { FluxTransaction } from './types.ts';

const FLUX = 100_000_000n;
const keys = createTestKeys();
const addressOf = (path: DerivationPath) => formatAddress(keys.publicKey(path));
const { unsigned, stated } = fluxBuilder.build(draftOf({ message: 'rent' }), contextOf([coinOf(0, 3n * FLUX)]));
const honest = parseTransaction(unsigned.bytes);

function differences(
  bytes: Partial<FluxTransaction>,
  hints: Partial<Unsigned> = {},
  said: Partial<StatedPayment> = {},
) {
  const changed = { ...unsigned, bytes: serializeTransaction({ ...honest, ...bytes }), ...hints };
  const review = fluxCodec.decode(changed);
  return findDifferences({ ...stated, ...said }, explainPayment(changed, review, addressOf), review);
}

function outputs(index: number, changes: Partial<FluxTransaction['outputs'][number]>): FluxTransaction['outputs'] {
  return honest.outputs.map((output, at) => (at === index ? { ...output, ...changes } : output));
}

const strangerScript = coinOf(0, 0n, { owner: { ...ownAddress(0, 0), address: strangerT3 } }).scriptPubKey;

describe('T-06: bytes that differ from what was agreed', () => {
  it('agree when they are honest', () => {
    expect(differences({})).toEqual([]);
    const review = fluxCodec.decode(unsigned);
    expect(explainPayment(unsigned, review, addressOf)).toMatchObject({
      total: FLUX + stated.fee,
      change: [{ vout: 1, path: fluxPath(1, 0) }],
      message: { text: 'rent' },
      feeVerdict: 'ok',
    });
  });

  it('another recipient', () => {
    expect(differences({ outputs: outputs(0, { scriptPubKey: strangerScript }) })).toEqual(['recipient']);
  });

  it('another amount, taken from change or from the fee', () => {
    const moved = honest.outputs.map((output, at) => ({
      ...output,
      value: output.value + ([1_000n, -1_000n][at] ?? 0n),
    }));
    expect(differences({ outputs: moved })).toEqual(['amount']);
    expect(differences({ outputs: outputs(0, { value: FLUX - 1n }) })).toEqual(['amount', 'fee']);
  });

  it('a higher fee', () => {
    const value = (honest.outputs[1]?.value ?? 0n) - 1_000n;
    expect(differences({ outputs: outputs(1, { value }) })).toEqual(['fee']);
  });

  it('change to a stranger, to an unnamed own address, or where nobody would find it again', () => {
    expect(differences({ outputs: outputs(1, { scriptPubKey: strangerScript }) })).toEqual(['recipient-count']);
    expect(differences({}, { change: [] })).toEqual(['recipient-count']);
    expect(differences({}, { change: [{ vout: 1, path: fluxPath(1, 1) }] })).toEqual(['recipient-count']);
    const far = coinOf(0, 0n, { owner: ownAddress(1, 10_000) }).scriptPubKey;
    const hint = { change: [{ vout: 1, path: fluxPath(1, 10_000) }] };
    expect(differences({ outputs: outputs(1, { scriptPubKey: far }) }, hint)).toEqual(['recipient-count']);
  });

  it('a payment hidden as change: the recipient is missing', () => {
    const own = fluxBuilder.build(
      draftOf({ recipients: [{ address: ownAddress(0, 3).address, amount: FLUX }] }),
      contextOf([coinOf(0, 3n * FLUX)]),
    );
    const hidden = { ...own.unsigned, change: [...own.unsigned.change, { vout: 0, path: fluxPath(0, 3) }] };
    const review = fluxCodec.decode(hidden);
    expect(findDifferences(own.stated, explainPayment(hidden, review, addressOf), review)).toEqual(['recipient-count']);
  });

  it('another message, none, or one that was not asked for', () => {
    expect(differences({ outputs: outputs(2, { scriptPubKey: Uint8Array.of(0x6a, 1, 0x61) }) })).toEqual(['message']);
    expect(differences({ outputs: honest.outputs.slice(0, 2) })).toEqual(['message']);
    expect(differences({}, {}, { message: null })).toEqual(['message']);
    const noText = outputs(2, { scriptPubKey: Uint8Array.of(0x6a, 2, 0xc3, 0x28) });
    expect(differences({ outputs: noText }, {}, { message: null })).toEqual(['message']);
  });

  it('an output that pays to no address, an extra one, a lock, no expiry, another chain or asset', () => {
    const burn = { value: 1n, scriptPubKey: Uint8Array.of(0x51) };
    expect(differences({ outputs: [...honest.outputs, burn] })).toEqual(['fee', 'strange-output']);
    const extra = { value: 100n, scriptPubKey: strangerScript };
    expect(differences({ outputs: [...honest.outputs, extra] })).toEqual(['recipient-count', 'fee']);
    expect(differences({ lockTime: 1 })).toEqual(['locked-until']);
    expect(differences({ expiryHeight: 0 })).toEqual(['no-expiry']);
    expect(differences({}, {}, { chain: 'bitcoin' })).toEqual(['chain']);
    expect(differences({}, {}, { asset: 'other' })).toEqual(['asset']);
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
});
