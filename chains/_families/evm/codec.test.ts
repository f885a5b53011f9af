import { getBytes, Interface, id, Transaction } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assets } from '../../../wallet-core/assets/index.ts';
import type { UnsignedAccount } from '../../../wallet-core/chain-contract/index.ts';
import { type DerivationPath, fromHex, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { baseCodec } from '../../base/codec.ts';
import { ethereumCodec } from '../../ethereum/codec.ts';
import { ethereumConfig } from '../../ethereum/config.ts';
import { selectors, topics } from './abi.ts';
import { addressBytes, formatAddressBytes, parseAddress } from './address.ts';
import { GWEI } from './config.ts';
import { isUnlimited } from './read-call.ts';
import { createEvmSigner } from './sign.ts';
import { createTestKeys, evmPath, ownAddress, privateKeyAt, stranger } from './testing/wallet-fixture.ts';
import { type EvmTransaction, serializeUnsigned } from './transaction.ts';

const keys = createTestKeys();
const signer = createEvmSigner(ethereumCodec);
const flux = ethereumConfig.flux.identifier;

const erc20 = new Interface([
  'function transfer(address,uint256)',
  'function approve(address,uint256)',
  'function transferFrom(address,address,uint256)',
  'function permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
  'function increaseAllowance(address,uint256)',
]);

function transactionOf(changes: Partial<EvmTransaction> = {}): EvmTransaction {
  return {
    chainId: 1,
    nonce: 7,
    price: { maxPerGas: 20n * GWEI, tipPerGas: GWEI },
    gasLimit: 21_000n,
    to: addressBytes(stranger),
    value: 5n,
    data: new Uint8Array(),
    ...changes,
  };
}

function unsignedOf(changes: Partial<EvmTransaction> = {}): UnsignedAccount {
  return { kind: 'account', chain: 'ethereum', bytes: serializeUnsigned(transactionOf(changes)), path: evmPath(0) };
}

function callOf(name: string, args: readonly unknown[], changes: Partial<EvmTransaction> = {}): UnsignedAccount {
  const parsed = parseAddress(flux);
  if (!parsed.ok) throw new TypeError('no contract');
  const data = getBytes(erc20.encodeFunctionData(name, [...args]));
  return unsignedOf({ to: addressBytes(parsed.value), value: 0n, data, gasLimit: 65_000n, ...changes });
}

describe('constants', () => {
  it('selectors and topics are the hashes of the signatures', () => {
    const signatures = {
      transfer: 'transfer(address,uint256)',
      approve: 'approve(address,uint256)',
      transferFrom: 'transferFrom(address,address,uint256)',
      permit: 'permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
      balanceOf: 'balanceOf(address)',
      allowance: 'allowance(address,address)',
      name: 'name()',
      symbol: 'symbol()',
      decimals: 'decimals()',
    };
    expect(selectors).toEqual(
      Object.fromEntries(Object.entries(signatures).map(([name, text]) => [name, id(text).slice(2, 10)])),
    );
    expect(topics).toEqual({
      transfer: id('Transfer(address,address,uint256)').slice(2),
      approval: id('Approval(address,address,uint256)').slice(2),
    });
  });

  it('FLUX contracts of the table are in their checksummed form', () => {
    for (const { identifier } of assets.filter((asset) => asset.identifier.startsWith('0x'))) {
      expect(parseAddress(identifier)).toEqual({ ok: true, value: identifier });
    }
  });
});

describe('decode', () => {
  it('reads a payment of the coin: value, highest fee, number', () => {
    expect(ethereumCodec.decode(unsignedOf())).toEqual({
      kind: 'account',
      chain: 'ethereum',
      action: { kind: 'transfer', asset: 'native', recipient: stranger, amount: 5n },
      value: 5n,
      fee: 21_000n * 20n * GWEI,
      gasLimit: 21_000n,
      price: { maxPerGas: 20n * GWEI, tipPerGas: GWEI },
      nonce: 7,
      signedSize: 110,
    });
  });

  it.each([
    ['transfer', [stranger, 9n], { kind: 'transfer', asset: flux, recipient: stranger, amount: 9n }],
    ['approve', [stranger, 9n], { kind: 'allowance', asset: flux, spender: stranger, amount: 9n, unlimited: false }],
    ['approve', [stranger, 0n], { kind: 'allowance', asset: flux, spender: stranger, amount: 0n, unlimited: false }],
    [
      'transferFrom',
      [ownAddress().address, stranger, 9n],
      { kind: 'transfer-from', asset: flux, owner: ownAddress().address, recipient: stranger, amount: 9n },
    ],
    [
      'permit',
      [ownAddress().address, stranger, 9n, 1_800_000_000n, 27, `0x${'11'.repeat(32)}`, `0x${'22'.repeat(32)}`],
      {
        kind: 'permit',
        asset: flux,
        owner: ownAddress().address,
        spender: stranger,
        amount: 9n,
        unlimited: false,
        deadline: 1_800_000_000n,
      },
    ],
  ])('T-09: %s in words', (name, args, action) => {
    expect(ethereumCodec.decode(callOf(name, args)).action).toEqual(action);
  });

  it.each([2n ** 256n - 1n, 2n ** 255n, 2n ** 160n - 1n, 2n ** 128n, 2n ** 96n - 1n, 44_000_000_000_000_001n])(
    'T-09: an allowance of %d is no limit',
    (amount) => {
      expect(ethereumCodec.decode(callOf('approve', [stranger, amount])).action).toMatchObject({ unlimited: true });
    },
  );

  it('of a token that is not in our table, only what no token has is no limit', () => {
    for (const amount of [2n ** 96n - 1n, 2n ** 128n]) expect(isUnlimited('ethereum', stranger, amount)).toBe(true);
    for (const amount of [2n ** 96n, 2n ** 128n - 1n, 0n])
      expect(isUnlimited('ethereum', stranger, amount)).toBe(false);
  });

  it('any transfer any library encodes is read back', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 20, maxLength: 20 }),
        fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }),
        (recipient, amount) => {
          const address = formatAddressBytes(recipient);
          expect(ethereumCodec.decode(callOf('transfer', [address, amount])).action).toEqual({
            kind: 'transfer',
            asset: flux,
            recipient: address,
            amount,
          });
        },
      ),
    );
  });

  const plain = getBytes(erc20.encodeFunctionData('transfer', [stranger, 9n]));
  const dirty = plain.slice();
  dirty[5] = 1;
  it.each([
    ['another function', callOf('increaseAllowance', [stranger, 9n])],
    ['coin sent along with a token call', callOf('transfer', [stranger, 9n], { value: 1n })],
    ['a byte too many', unsignedOf({ value: 0n, data: Uint8Array.of(...plain, 0) })],
    ['a word too many', unsignedOf({ value: 0n, data: Uint8Array.of(...plain, ...new Uint8Array(32)) })],
    ['a word too few', unsignedOf({ value: 0n, data: plain.slice(0, -32) })],
    ['an address with something in front', unsignedOf({ value: 0n, data: dirty })],
    ['a text', unsignedOf({ value: 7n, data: fromHex('696e766f696365') })],
    ['three bytes', unsignedOf({ value: 0n, data: plain.slice(0, 3) })],
    ['a new contract', unsignedOf({ to: null, data: plain })],
  ])('T-09: %s is unknown, with all there is to see', (_name, unsigned) => {
    const { action } = ethereumCodec.decode(unsigned);
    expect(action.kind).toBe('unknown');
  });

  it('nothing to somebody is nothing', () => {
    expect(ethereumCodec.decode(unsignedOf({ value: 0n })).action).toEqual({ kind: 'nothing', recipient: stranger });
  });

  it("T-09: another chain's id, chain or shape is not understood", () => {
    expect(() => ethereumCodec.decode(unsignedOf({ chainId: 56 }))).toThrow('chain.bad-transaction');
    expect(() => baseCodec.decode(unsignedOf())).toThrow('chain.bad-transaction');
    expect(() => baseCodec.decode({ ...unsignedOf(), chain: 'base' })).toThrow('chain.bad-transaction');
    const shapeless = { ...unsignedOf(), kind: 'utxo' } as unknown as UnsignedAccount;
    expect(() => ethereumCodec.decode(shapeless)).toThrow('chain.bad-transaction');
  });
});

describe('sign and combine', () => {
  it.each([
    { maxPerGas: 20n * GWEI, tipPerGas: GWEI },
    { maxPerGas: 20n * GWEI, tipPerGas: null },
  ])('T-06: signed bytes are those another library makes with the same key (%o)', async (price) => {
    const unsigned = unsignedOf({ price });
    const signed = ethereumCodec.combine(unsigned, await signer.sign(unsigned, keys));
    const parsed = Transaction.from(`0x${toHex(signed.bytes)}`);
    expect(parsed.from).toBe(ownAddress().address);
    expect(parsed.hash).toBe(signed.txid);
    expect(parsed.unsignedSerialized).toBe(`0x${toHex(unsigned.bytes)}`);
    expect(ethereumCodec.readSigned(signed.bytes)).toEqual({
      unsigned: unsigned.bytes,
      txid: signed.txid,
      transaction: transactionOf({ price }),
      from: ownAddress().address,
    });
  });

  it('refuses paths outside the row of the account scheme, before any key is used', async () => {
    const counted = createTestKeys();
    for (const path of ["m/44'/19167'/0'/0/0", "m/44'/60'/0'/1/0", "m/44'/60'/0'/0/00", "m/44'/60'/0'/0/2147483648"]) {
      const unsigned = { ...unsignedOf(), path: unsafeBrand<DerivationPath>(path) };
      await expect(signer.sign(unsigned, counted)).rejects.toThrow('approval.mismatch');
    }
    expect(counted.signed()).toBe(0);
  });

  it('refuses a signature of another key, of other bytes, out of order, missing or doubled', async () => {
    const unsigned = unsignedOf();
    const [signature] = await signer.sign(unsigned, keys);
    if (signature === undefined) throw new TypeError('no signature');
    const foreign = { ...signature, publicKey: keys.publicKey(evmPath(1)) };
    const [other] = await signer.sign(unsignedOf({ value: 6n }), keys);
    const flipped = { ...signature, bytes: signature.bytes.with(64, 1 - (signature.bytes[64] ?? 0)) };
    const cases = [[], [signature, signature], [foreign], other === undefined ? [] : [other], [flipped]];
    const broken = [
      { ...signature, publicKey: new Uint8Array(33) },
      { ...signature, inputIndex: 1 },
    ];
    for (const signatures of [...cases, ...broken.map((entry) => [entry])]) {
      expect(() => ethereumCodec.combine(unsigned, signatures)).toThrow('chain.bad-transaction');
    }
  });

  it('is deterministic and never touches a key twice', async () => {
    const counted = createTestKeys();
    const unsigned = unsignedOf();
    expect(await signer.sign(unsigned, counted)).toEqual(await signer.sign(unsigned, counted));
    expect(counted.signed()).toBe(2);
    expect(privateKeyAt(evmPath(0))).toHaveLength(32);
  });

  it("refuses to read another chain's signed bytes as its own", async () => {
    const unsigned = unsignedOf();
    const signed = ethereumCodec.combine(unsigned, await signer.sign(unsigned, keys));
    expect(() => baseCodec.readSigned(signed.bytes)).toThrow('chain.bad-transaction');
  });
});
