import { secp256k1 } from '@noble/curves/secp256k1.js';
import { describe, expect, it } from 'vitest';
import type { NodeStartRequest } from '../../../wallet-core/chain-contract/index.ts';
import { type DerivationPath, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { multisigScript } from '../../_families/utxo/index.ts';
import { createTestKeys, fluxPath, ownAddress, privateKeyAt, strangerT1, txidOf } from '../testing/wallet-fixture.ts';
import { buildStart, type StartDraft } from './build-start.ts';
import { signNodeStart } from './sign-start.ts';
import { parseStart, parseUnsignedStart, serializeUnsignedStart } from './start.ts';
import { publicKeyOf } from './testing/starts.ts';
import { verifyStart } from './verify-start.ts';

const NOW_MS = 1_788_400_000_000;
const path = fluxPath(0, 3);
const ownKey = (compressed = true) => secp256k1.getPublicKey(privateKeyAt(path), compressed);

function draftOf(changes: Partial<StartDraft> = {}): StartDraft {
  return {
    collateral: { txid: txidOf(7), vout: 2 },
    value: 100_000_000_000n,
    owner: { kind: 'p2pkh', publicKey: ownKey() },
    nodePublicKey: publicKeyOf(9, false),
    sigTime: NOW_MS / 1000,
    signer: 'owner',
    newDelegates: null,
    path,
    ...changes,
  };
}

const twoOfTwo = (keys: readonly Uint8Array[]) =>
  ({ kind: 'p2sh', redeemScript: multisigScript({ required: 2, publicKeys: keys }) }) as const;

const mismatch = (field: string) => expect.objectContaining({ code: 'approval.mismatch', data: { field } });

describe('signing a START', () => {
  it.each<[string, Partial<StartDraft>, 5 | 6, 'owner' | 'delegate']>([
    ['a single key', {}, 5, 'owner'],
    ['the long form of the key', { owner: { kind: 'p2pkh', publicKey: ownKey(false) } }, 5, 'owner'],
    ['one key of a 2-of-2', { owner: twoOfTwo([publicKeyOf(1), ownKey()]) }, 6, 'owner'],
    ['the long form in a script', { owner: twoOfTwo([publicKeyOf(1), ownKey(false)]) }, 6, 'owner'],
    ['a new list of delegates', { newDelegates: [publicKeyOf(4)] }, 6, 'owner'],
    ['no more delegates', { newDelegates: [] }, 6, 'owner'],
    ['a delegate', { owner: { kind: 'p2pkh', publicKey: publicKeyOf(1) }, signer: 'delegate' }, 6, 'delegate'],
  ])('with %s', (_, change, version, by) => {
    const request = buildStart(draftOf(change));
    const signed = signNodeStart(request, createTestKeys(), NOW_MS);
    const parsed = parseStart(signed.bytes);
    expect(parsed.start).toEqual(parseUnsignedStart(request.unsigned.bytes));
    expect(parsed.start.version).toBe(version);
    expect(signed.txid).toBe(parsed.txid);
    expect(verifyStart(parsed, [ownKey()])).toMatchObject({ ok: true, by });
    expect(
      verifyStart({
        ...parsed,
        signature: Uint8Array.from(parsed.signature, (byte, at) => (at === 0 ? byte ^ 4 : byte)),
      }).ok,
    ).toBe(false);
  });

  it('states the address that the bytes pay to', () => {
    expect(buildStart(draftOf()).stated.address).toBe(ownAddress(0, 3).address);
    expect(buildStart(draftOf({ owner: twoOfTwo([publicKeyOf(1), ownKey()]) })).stated.address).toMatch(/^t3/);
  });

  it('T-18: refuses whatever differs from the bytes, and signs nothing then', () => {
    const keys = createTestKeys();
    const { stated, unsigned } = buildStart(draftOf());
    const refuse = (request: NodeStartRequest, field: string) =>
      expect(() => signNodeStart(request, keys, NOW_MS), field).toThrow(mismatch(field));
    refuse({ stated: { ...stated, collateral: { ...stated.collateral, vout: 3 } }, unsigned }, 'collateral');
    refuse({ stated: { ...stated, collateral: { txid: txidOf(8), vout: 2 } }, unsigned }, 'collateral');
    refuse({ stated: { ...stated, address: strangerT1 }, unsigned }, 'address');
    refuse({ stated: { ...stated, nodePublicKey: publicKeyOf(9) }, unsigned }, 'node-key');
    refuse({ stated: { ...stated, sigTime: stated.sigTime + 1 }, unsigned }, 'time');
    refuse({ stated: { ...stated, signer: 'delegate' }, unsigned }, 'signer');
    refuse({ stated: { ...stated, newDelegates: [] }, unsigned }, 'delegates');
    const slipped = serializeUnsignedStart({
      ...parseUnsignedStart(unsigned.bytes),
      version: 6,
      delegates: { kind: 'update', publicKeys: [publicKeyOf(4)] },
    });
    refuse({ stated, unsigned: { ...unsigned, bytes: slipped } }, 'delegates');
    expect(keys.signed()).toBe(0);
  });

  it('T-18: refuses a key that does not own the collateral', () => {
    const keys = createTestKeys();
    const other = buildStart(draftOf({ path: fluxPath(0, 4) }));
    expect(() => signNodeStart(other, keys, NOW_MS)).toThrow(mismatch('key'));
    const script = buildStart(draftOf({ owner: twoOfTwo([publicKeyOf(1), publicKeyOf(2)]) }));
    expect(() => signNodeStart(script, keys, NOW_MS)).toThrow(mismatch('key'));
    expect(keys.signed()).toBe(0);
  });

  it('T-18: refuses a time outside the hour', () => {
    const at = (seconds: number) => () =>
      signNodeStart(buildStart(draftOf({ sigTime: NOW_MS / 1000 + seconds })), createTestKeys(), NOW_MS);
    expect(at(-3_600)).not.toThrow();
    expect(at(600)).not.toThrow();
    expect(at(-3_601)).toThrow(mismatch('time'));
    expect(at(601)).toThrow(mismatch('time'));
  });

  it('T-13: signs no bytes but a START', () => {
    const request = buildStart(draftOf());
    for (const bytes of [new Uint8Array(32), Uint8Array.of(...request.unsigned.bytes, 0), new Uint8Array()]) {
      const forged = { ...request, unsigned: { ...request.unsigned, bytes } };
      expect(() => signNodeStart(forged, createTestKeys(), NOW_MS)).toThrow('chain.bad-transaction');
    }
  });

  it('has nothing to do with paths outside the account', () => {
    const keys = { ...createTestKeys(), publicKey: () => publicKeyOf(30) };
    const request = buildStart(draftOf({ path: unsafeBrand<DerivationPath>("m/44'/19167'/0'/12/0") }));
    expect(() => signNodeStart(request, keys, NOW_MS)).toThrow(mismatch('key'));
  });
});
