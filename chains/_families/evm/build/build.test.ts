import { Transaction } from 'ethers';
import { describe, expect, it } from 'vitest';
import type { AccountContext, AccountDraft, GasChoice } from '../../../../wallet-core/chain-contract/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import { baseBuilder } from '../../../base/build.ts';
import { baseConfig } from '../../../base/config.ts';
import { bscCodec } from '../../../bsc/codec.ts';
import { ethereumBuilder } from '../../../ethereum/build.ts';
import { ethereumCodec } from '../../../ethereum/codec.ts';
import { ethereumConfig } from '../../../ethereum/config.ts';
import { ethereumSigner } from '../../../ethereum/sign.ts';
import { GWEI } from '../config.ts';
import {
  contextOf,
  createTestKeys,
  ETHER,
  fluxTransferOf,
  ownAddress,
  stranger,
  tokenContextOf,
  transferOf,
} from '../testing/wallet-fixture.ts';

const config = ethereumConfig;
const flux = config.flux.identifier;
const me = ownAddress(0);
const custom = (maxPerGas: bigint, tipPerGas: bigint | null, gasLimit: bigint | null = null): GasChoice => ({
  kind: 'custom',
  price: { maxPerGas, tipPerGas },
  gasLimit,
});
const codes = (draft: AccountDraft, context: AccountContext, builder = ethereumBuilder) => {
  const { errors, warnings } = builder.validate(draft, context);
  return { errors: errors.map(({ code }) => code), warnings: warnings.map(({ code }) => code) };
};
const fine = { errors: [], warnings: [] };

describe('building', () => {
  it('a payment of the coin: what the draft says at the price of the preset, and nothing else', () => {
    const { unsigned, stated } = ethereumBuilder.build(transferOf(config), contextOf());
    const parsed = Transaction.from(`0x${toHex(unsigned.bytes)}`);
    expect(parsed).toMatchObject({
      type: 2,
      chainId: 1n,
      nonce: 7,
      to: stranger,
      value: ETHER,
      data: '0x',
      gasLimit: 21_000n,
    });
    expect([parsed.maxFeePerGas, parsed.maxPriorityFeePerGas, parsed.signature]).toEqual([21n * GWEI, GWEI, null]);
    expect(unsigned).toMatchObject({ kind: 'account', chain: 'ethereum', path: me.path });
    expect(stated).toEqual({
      kind: 'account-payment',
      chain: 'ethereum',
      from: me.address,
      action: { kind: 'transfer', asset: 'native', recipient: stranger, amount: ETHER },
      fee: 21_000n * 21n * GWEI,
      extraFee: 0n,
      nonce: 7,
      replaces: null,
    });
  });

  it('EIP-155 transactions where one price was chosen', () => {
    const { unsigned } = ethereumBuilder.build(transferOf(config, { gas: custom(12n * GWEI, null) }), contextOf());
    expect(Transaction.from(`0x${toHex(unsigned.bytes)}`)).toMatchObject({
      type: 0,
      chainId: 1n,
      gasPrice: 12n * GWEI,
    });
  });

  it('addresses may be typed in one case; what is stated is the canonical form', () => {
    const draft = fluxTransferOf(config, {
      asset: flux.toLowerCase(),
      recipient: { address: stranger.toLowerCase(), amount: 5n },
    });
    expect(ethereumBuilder.build(draft, tokenContextOf(9n)).stated.action).toEqual({
      kind: 'transfer',
      asset: flux,
      recipient: stranger,
      amount: 5n,
    });
  });

  it('an account without keys can be looked at, not paid from', () => {
    const watched = contextOf({ sender: { ...me, path: null, role: 'watched' } });
    expect(codes(transferOf(config), watched)).toEqual(fine);
    expect(() => ethereumBuilder.build(transferOf(config), watched)).toThrow('chain.not-supported');
  });
});

describe('everything', () => {
  const all = transferOf(config, { recipient: { address: stranger, amount: 'max' } });

  it('is what the fee leaves, data fee included, to the wei', () => {
    const fee = 21_000n * 21n * GWEI;
    expect(ethereumBuilder.validate(all, contextOf({ coinBalance: ETHER }))).toMatchObject({
      amount: ETHER - fee,
      total: ETHER,
    });
    const onBase = transferOf(baseConfig, { recipient: { address: stranger, amount: 'max' } });
    const { stated } = baseBuilder.build(onBase, contextOf({ coinBalance: ETHER, extraFee: 99n }));
    expect(stated.action).toMatchObject({ amount: ETHER - fee - 99n });
    expect(stated.fee + stated.extraFee).toBe(fee + 99n);
  });

  it('of nothing is nothing', () => {
    const fee = 21_000n * 21n * GWEI;
    expect(codes(all, contextOf({ coinBalance: fee })).errors).toEqual(['chain.insufficient-funds']);
    expect(codes(all, contextOf({ coinBalance: fee - 1n })).errors).toEqual(['send.gas-missing']);
    expect(ethereumBuilder.validate(all, contextOf({ coinBalance: 0n }))).toMatchObject({ amount: null, total: null });
    const tokens = fluxTransferOf(config, { recipient: { address: stranger, amount: 'max' } });
    expect(codes(tokens, tokenContextOf(0n)).errors).toEqual(['chain.insufficient-funds']);
    expect(ethereumBuilder.validate(tokens, tokenContextOf(77n))).toMatchObject({
      amount: 77n,
      total: 77n,
      feeAsset: 'native',
    });
  });
});

describe('findings', () => {
  it.each<[string, Parameters<typeof transferOf>[1], string]>([
    ['no recipient', { recipient: { address: '', amount: 1n } }, 'send.recipient-missing'],
    ['a bad recipient', { recipient: { address: 'x', amount: 1n } }, 'chain.bad-address'],
    ['zero', { recipient: { address: stranger, amount: 0n } }, 'send.amount-zero'],
    ['less than zero', { recipient: { address: stranger, amount: -1n } }, 'send.amount-zero'],
    ['more than a word holds', { recipient: { address: stranger, amount: 2n ** 256n } }, 'amount.out-of-range'],
    ['another chain', { chain: 'bsc' }, 'chain.not-supported'],
    ['other decimals', { decimals: 8 }, 'send.token-changed'],
    ['more than there is', { recipient: { address: stranger, amount: 3n * ETHER } }, 'chain.insufficient-funds'],
    ['a price of zero', { gas: custom(0n, 0n) }, 'input.bad'],
    ['a tip above the price', { gas: custom(11n * GWEI, 12n * GWEI) }, 'input.bad'],
    ['a price nobody asks', { gas: custom(1_000_000n * GWEI, 0n) }, 'input.bad'],
    ['a price beyond the ceiling', { gas: custom(config.absurdPerGas + 1n, 0n) }, 'send.gas-fee-absurd'],
    ['a fee beyond the ceiling', { gas: custom(2_999n * GWEI, 0n, 100_000n) }, 'send.gas-fee-absurd'],
    ['a gas limit too low for anything', { gas: custom(11n * GWEI, 0n, 20_999n) }, 'send.gas-limit-low'],
    ['a gas limit beyond all', { gas: custom(11n * GWEI, 0n, 16_777_217n) }, 'amount.out-of-range'],
  ])('%s is an error with a code', (_name, changes, code) => {
    const draft = transferOf(config, changes);
    expect(codes(draft, contextOf()).errors).toContain(code);
    expect(() => ethereumBuilder.build(draft, contextOf())).toThrow(/^(?:chain|amount|input)\./);
  });

  it.each<[string, Parameters<typeof transferOf>[1], Partial<AccountContext>, string]>([
    ['to oneself', { recipient: { address: me.address, amount: 1n } }, {}, 'send.recipient-own'],
    ['to nobody', { recipient: { address: `0x${'0'.repeat(40)}`, amount: 1n } }, {}, 'send.recipient-nobody'],
    ['to a contract', {}, { isContract: true }, 'send.recipient-contract'],
    ['behind another', {}, { nonce: { mined: 7, next: 9 } }, 'send.waits-behind'],
    ['below the base fee', { gas: custom(9n * GWEI, 0n) }, {}, 'send.gas-price-below-base'],
    ['at a high fee', { gas: custom(1_000n * GWEI, 0n) }, {}, 'send.fee-high'],
  ])('%s is a warning', (_name, changes, context, code) => {
    expect(codes(transferOf(config, changes), contextOf(context))).toEqual({ errors: [], warnings: [code] });
  });

  it('tokens to their own contract are lost: questioned', () => {
    const draft = fluxTransferOf(config, { recipient: { address: flux, amount: 5n } });
    expect(codes(draft, tokenContextOf(9n)).warnings).toContain('send.recipient-nobody');
  });

  it('FLUX has 8 decimals: an amount shown with 18 is never sent', () => {
    const draft = fluxTransferOf(config, { decimals: 18 });
    expect(codes(draft, tokenContextOf(9_000_000_000n)).errors).toEqual(['send.token-changed']);
    expect(
      codes(draft, tokenContextOf(9_000_000_000n, { token: { balance: 9_000_000_000n, decimals: 18 } })).errors,
    ).toEqual(['send.token-changed']);
  });

  it('of money and of coin for the fee are told apart, each with what is missing', () => {
    const { errors } = ethereumBuilder.validate(fluxTransferOf(config), tokenContextOf(2_499_999_999n));
    expect(errors).toMatchObject([
      { code: 'chain.insufficient-funds', data: { missing: '1', available: '2499999999' } },
    ]);
    const fee = 65_000n * 21n * GWEI;
    const poor = ethereumBuilder.validate(
      fluxTransferOf(config),
      tokenContextOf(2_500_000_000n, { coinBalance: fee - 3n }),
    );
    expect(poor.errors).toMatchObject([
      {
        code: 'send.gas-missing',
        data: { missing: '3', needed: String(fee), available: String(fee - 3n), symbol: 'ETH' },
      },
    ]);
  });

  it('a refusal of the contract is told with its reason, but not beside a lack of money', () => {
    const rehearsal = { kind: 'fails', reason: { kind: 'message', text: 'paused' } } as const;
    const { errors, revert } = ethereumBuilder.validate(
      fluxTransferOf(config),
      tokenContextOf(9_000_000_000n, { rehearsal }),
    );
    expect([errors.map(({ code }) => code), revert]).toEqual([['send.would-fail'], rehearsal.reason]);
    // Words of others never become data of ours, which may be logged.
    expect(JSON.stringify(errors)).not.toContain('paused');
    expect(codes(fluxTransferOf(config), tokenContextOf(1n, { rehearsal })).errors).toEqual([
      'chain.insufficient-funds',
    ]);
  });

  it('a limit below the estimate is refused, one above it is the choice of the person', () => {
    const draft = (limit: bigint) => fluxTransferOf(config, { gas: custom(20n * GWEI, GWEI, limit) });
    expect(codes(draft(51_999n), tokenContextOf(9_000_000_000n)).errors).toEqual(['send.gas-limit-low']);
    expect(codes(draft(52_000n), tokenContextOf(9_000_000_000n)).errors).toEqual([]);
    expect(codes(draft(200_000n), tokenContextOf(9_000_000_000n)).errors).toEqual([]);
  });

  it('a price with a tip needs a chain with a base fee', () => {
    expect(codes(transferOf(config, { gas: custom(11n * GWEI, 0n) }), contextOf({ basePerGas: null })).errors).toEqual([
      'input.bad',
    ]);
    expect(
      codes(transferOf(config, { gas: custom(11n * GWEI, null) }), contextOf({ basePerGas: null })).errors,
    ).toEqual([]);
  });
});

describe('allowances (T-09)', () => {
  const draftOf = (amount: bigint, spender: string = stranger): AccountDraft => ({
    kind: 'allowance',
    chain: 'ethereum',
    asset: flux,
    decimals: 8,
    spender,
    amount,
    gas: { kind: 'preset', preset: 'normal' },
  });
  const context = tokenContextOf(0n, { isContract: true });

  it('are exact: what is no limit is refused, whatever the name for it', () => {
    for (const amount of [2n ** 256n - 1n, 2n ** 255n, 2n ** 160n - 1n, 2n ** 96n - 1n, 44_000_000_000_000_001n]) {
      expect(codes(draftOf(amount), context).errors).toEqual(['send.allowance-unlimited']);
      expect(() => ethereumBuilder.build(draftOf(amount), context)).toThrow();
    }
    expect(codes(draftOf(44_000_000_000_000_000n), context)).toEqual(fine);
    expect(codes(draftOf(-1n), context).errors).toEqual(['amount.out-of-range']);
  });

  it('need no balance, and taking one back is always possible', () => {
    expect(ethereumBuilder.build(draftOf(0n), context).stated.action).toEqual({
      kind: 'allowance',
      asset: flux,
      spender: stranger,
      amount: 0n,
      unlimited: false,
    });
    const person = tokenContextOf(0n, { isContract: false });
    expect(codes(draftOf(5n), person).warnings).toEqual(['send.spender-not-contract']);
    expect(codes(draftOf(0n), person)).toEqual(fine);
  });
});

describe('replacements', async () => {
  const keys = createTestKeys();
  const sign = async (gas: GasChoice) => {
    const { unsigned } = ethereumBuilder.build(transferOf(config, { gas }), contextOf());
    return ethereumCodec.combine(unsigned, await ethereumSigner.sign(unsigned, keys));
  };
  const typed = await sign(custom(20n * GWEI + 5n, GWEI));
  const legacy = await sign(custom(20n * GWEI, null));
  const tiny = await sign(custom(11n * GWEI, 0n));
  const preset: GasChoice = { kind: 'preset', preset: 'economy' };
  const draftOf = (kind: 'speed-up' | 'cancel', original: Uint8Array, gas: GasChoice = preset): AccountDraft => ({
    kind,
    chain: 'ethereum',
    original,
    gas,
  });
  const waiting = contextOf({ nonce: { mined: 7, next: 8 } });

  it('raise offers that are too low to a tenth above the original, rounded up', () => {
    const { unsigned } = ethereumBuilder.build(draftOf('speed-up', typed.bytes), waiting);
    const { price, nonce } = ethereumCodec.decode(unsigned);
    expect([price, nonce]).toEqual([{ maxPerGas: 22n * GWEI + 6n, tipPerGas: (11n * GWEI) / 10n }, 7]);
  });

  it('take the offer when it is higher, and keep the form of the original', () => {
    const fast: GasChoice = { kind: 'preset', preset: 'fast' };
    const price = (original: Uint8Array) =>
      ethereumCodec.decode(ethereumBuilder.build(draftOf('cancel', original, fast), waiting).unsigned).price;
    expect(price(typed.bytes)).toEqual({ maxPerGas: 32n * GWEI, tipPerGas: 2n * GWEI });
    expect(price(legacy.bytes)).toEqual({ maxPerGas: 32n * GWEI, tipPerGas: null });
    expect(price(tiny.bytes).tipPerGas).toBe(2n * GWEI);
  });

  it('of a tip of nothing offer at least something', () => {
    const { unsigned } = ethereumBuilder.build(draftOf('cancel', tiny.bytes, custom(13n * GWEI, 1n)), waiting);
    expect(ethereumCodec.decode(unsigned).price.tipPerGas).toBe(1n);
    expect(codes(draftOf('cancel', tiny.bytes, custom(13n * GWEI, 0n)), waiting).errors).toEqual([
      'send.replacement-fee-low',
    ]);
  });

  it('do not wait behind themselves', () => {
    expect(codes(draftOf('speed-up', typed.bytes), waiting).warnings).not.toContain('send.waits-behind');
  });

  it('that come too late, are of another account or chain, or no transaction at all, are refused', async () => {
    expect(codes(draftOf('cancel', typed.bytes), contextOf({ nonce: { mined: 8, next: 8 } })).errors).toEqual([
      'send.replacement-too-late',
    ]);
    expect(codes(draftOf('cancel', typed.bytes), contextOf({ sender: ownAddress(1) })).errors).toEqual(['input.bad']);
    expect(codes(draftOf('cancel', typed.bytes.subarray(1)), waiting).errors).toEqual(['chain.bad-transaction']);
    expect(() => bscCodec.readSigned(typed.bytes)).toThrow('chain.bad-transaction');
    expect(() =>
      ethereumBuilder.build(draftOf('cancel', typed.bytes), contextOf({ nonce: { mined: 8, next: 8 } })),
    ).toThrow('chain.conflict');
  });

  it('say how much of the coin is missing for the higher fee', () => {
    const poor = contextOf({ nonce: { mined: 7, next: 8 }, coinBalance: ETHER });
    expect(codes(draftOf('speed-up', typed.bytes), poor).errors).toEqual(['chain.insufficient-funds']);
    expect(codes(draftOf('cancel', typed.bytes), poor).errors).toEqual([]);
  });
});
