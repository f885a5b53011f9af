import { Interface, Transaction } from 'ethers';
import { describe, expect, it } from 'vitest';
import { bscCodec } from '../../../chains/bsc/codec.ts';
import { fluxOn } from '../../../wallet-core/assets/index.ts';
import type { StatedAccountPayment, UnsignedAccount } from '../../../wallet-core/chain-contract/index.ts';
import { type DerivationPath, fromHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import {
  allowanceDraft,
  buildAccountPayment,
  ETHER,
  evmStranger,
  otherEvmStranger,
  someToken,
  transferDraft,
} from '../testing/account-fixture.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { type AccountRefusalReason, reviewAccountPayment } from './account-review.ts';
import type { RememberedToken } from './remembered-token.ts';

const keys = makeKeyring();
const flux = fluxOn('ethereum')?.identifier ?? '';
const erc20 = new Interface([
  'function transfer(address,uint256)',
  'function transferFrom(address,address,uint256)',
  'function approve(address,uint256)',
  'function permit(address,address,uint256,uint256,uint8,bytes32,bytes32)',
  'function mint(uint256)',
]);

const honest = () => buildAccountPayment(keys, transferDraft('native', ETHER, 18));

function reasonsOf(
  { unsigned, stated }: { unsigned: UnsignedAccount; stated: StatedAccountPayment },
  tokens: readonly RememberedToken[] = [],
  claim: { symbol: string; decimals: number } | null = null,
): readonly AccountRefusalReason[] | 'review' {
  const outcome = reviewAccountPayment(unsigned, stated, keys, tokens, claim);
  return outcome.kind === 'review' ? 'review' : outcome.reasons;
}

/** The bytes with something changed by whoever built them; what was stated stays. */
function altered(changes: object, from = honest()) {
  const transaction = Transaction.from(`0x${Buffer.from(from.unsigned.bytes).toString('hex')}`);
  Object.assign(transaction, changes);
  return { ...from, unsigned: { ...from.unsigned, bytes: fromHex(transaction.unsignedSerialized.slice(2)) } };
}

describe('what the signer shows', () => {
  it('reads recipient, amount, fee and number from the bytes', () => {
    const { unsigned, stated } = honest();
    const outcome = reviewAccountPayment(unsigned, stated, keys, [], null);
    expect(outcome).toMatchObject({
      kind: 'review',
      review: {
        kind: 'transfer',
        network: 'Ethereum',
        party: evmStranger,
        amount: ETHER,
        asset: { standing: 'coin', symbol: 'ETH', decimals: 18 },
        claim: null,
        fee: 21_000n * 21_000_000_000n,
        nonce: 7,
        sentence: { id: 'evm.send' },
      },
    });
  });

  it('knows FLUX by its contract alone, with 8 decimals', () => {
    const { unsigned, stated } = buildAccountPayment(keys, transferDraft(flux, 250_000_000n, 8));
    const outcome = reviewAccountPayment(unsigned, stated, keys, [], { symbol: 'FLUX', decimals: 18 });
    expect(outcome).toMatchObject({ review: { asset: { standing: 'flux', decimals: 8 }, claim: null } });
  });

  it('T-05: a token it has never seen has no name, only a claim; a remembered one keeps its decimals', () => {
    const built = buildAccountPayment(keys, transferDraft(someToken, 1_000_000n, 6));
    const claim = { symbol: 'EXA', decimals: 6 };
    const outcome = reviewAccountPayment(built.unsigned, built.stated, keys, [], claim);
    expect(outcome).toMatchObject({ review: { asset: { standing: 'unknown', symbol: null, decimals: null }, claim } });
    const remembered = [{ chain: 'ethereum', contract: someToken, symbol: 'EXA', decimals: 6 }] as const;
    expect(reasonsOf(built, remembered, claim)).toBe('review');
    expect(reasonsOf(built, remembered, { symbol: 'EXA', decimals: 18 })).toEqual(['token-changed']);
    // The same contract on another chain is another token.
    const elsewhere = [{ ...remembered[0], chain: 'bsc' }] as const;
    expect(reviewAccountPayment(built.unsigned, built.stated, keys, elsewhere, claim)).toMatchObject({
      review: { claim },
    });
  });

  it('T-01: a claimed name with something hidden in it is no name', () => {
    const built = buildAccountPayment(keys, transferDraft(someToken, 1n, 6));
    const outcome = reviewAccountPayment(built.unsigned, built.stated, keys, [], { symbol: 'E\u202eXA', decimals: 6 });
    expect(outcome).toMatchObject({ review: { claim: null } });
  });

  it('tells an allowance from its revocation, and a cancellation', () => {
    expect(reviewAccountPayment(...args(buildAccountPayment(keys, allowanceDraft(flux, 500n))))).toMatchObject({
      review: { kind: 'allowance', sentence: { id: 'evm.allow' } },
    });
    expect(reviewAccountPayment(...args(buildAccountPayment(keys, allowanceDraft(flux, 0n))))).toMatchObject({
      review: { kind: 'revoke', sentence: { id: 'evm.revoke' } },
    });
  });
});

function args({ unsigned, stated }: { unsigned: UnsignedAccount; stated: StatedAccountPayment }) {
  return [unsigned, stated, keys, [], null] as const;
}

describe('T-06: a backend that lies', () => {
  it.each<[string, object, AccountRefusalReason[]]>([
    ['another recipient', { to: otherEvmStranger }, ['recipient']],
    ['another amount', { value: ETHER + 1n }, ['amount']],
    ['a higher fee', { maxFeePerGas: 22_000_000_000n }, ['fee-differs']],
    ['a fee beyond every limit', { maxFeePerGas: 90_000_000_000_000n }, ['fee-policy', 'fee-differs']],
    ['another number', { nonce: 8 }, ['other-number']],
    ['a call in place of a payment', { data: '0xdeadbeef' }, ['unknown-call', 'other-action']],
    ['a contract in place of a payment', { to: null, data: '0x60' }, ['unknown-call', 'other-action']],
  ])('%s is refused', (_name, changes, reasons) => {
    expect(reasonsOf(altered(changes))).toEqual(reasons);
  });

  it('T-09: the same bytes for another chain are refused, whatever they are called', () => {
    expect(reasonsOf(altered({ chainId: 56n }))).toEqual(['wrong-chain']);
    const built = honest();
    expect(reasonsOf({ ...built, unsigned: { ...built.unsigned, chain: 'bsc' } })).toEqual(['wrong-chain']);
    const onBsc = buildAccountPayment(keys, { ...transferDraft('native', ETHER, 18), chain: 'bsc' }, {}, bscCodec);
    expect(reasonsOf({ ...onBsc, stated: built.stated })).toEqual(['wrong-chain']);
  });

  it.each<[string, string, AccountRefusalReason[]]>([
    ['a token payment to somebody else', erc20.encodeFunctionData('transfer', [otherEvmStranger, 500n]), ['recipient']],
    ['an allowance for a payment', erc20.encodeFunctionData('approve', [evmStranger, 500n]), ['other-action']],
    [
      'an unlimited allowance',
      erc20.encodeFunctionData('approve', [evmStranger, 2n ** 256n - 1n]),
      ['unlimited', 'other-action'],
    ],
    [
      'taking from somebody who allowed it',
      erc20.encodeFunctionData('transferFrom', [otherEvmStranger, evmStranger, 500n]),
      ['other-action'],
    ],
    [
      'a permit',
      erc20.encodeFunctionData('permit', [
        otherEvmStranger,
        evmStranger,
        500n,
        1n,
        27,
        `0x${'11'.repeat(32)}`,
        `0x${'22'.repeat(32)}`,
      ]),
      ['other-action'],
    ],
    ['a call nobody knows', erc20.encodeFunctionData('mint', [500n]), ['unknown-call', 'other-action']],
  ])('%s is refused', (_name, data, reasons) => {
    const built = buildAccountPayment(keys, transferDraft(flux, 500n, 8));
    expect(reasonsOf(altered({ data }, built))).toEqual(reasons);
  });

  it('the FLUX of another contract is another token', () => {
    const built = buildAccountPayment(keys, transferDraft(flux, 500n, 8));
    expect(reasonsOf(altered({ to: someToken }, built))).toEqual(['other-token']);
  });

  it('a path that is not of the account, or of another place in it, is refused', () => {
    const built = honest();
    const at = (path: string) => ({
      ...built,
      unsigned: { ...built.unsigned, path: unsafeBrand<DerivationPath>(path) },
    });
    expect(reasonsOf(at("m/44'/19167'/0'/0/0"))).toContain('own-sender');
    expect(reasonsOf(at("m/44'/60'/0'/0/1"))).toEqual(['own-sender']);
    expect(reasonsOf(at("m/44'/60'/1'/0/0"))).toContain('own-sender');
  });

  it('a base-chain fee where there is none, and one without measure, are refused', () => {
    const built = honest();
    expect(reasonsOf({ ...built, stated: { ...built.stated, extraFee: 1n } })).toEqual(['fee-policy']);
  });

  it('bytes that are cut short, padded or already signed are refused', () => {
    const built = honest();
    const withBytes = (bytes: Uint8Array) => ({ ...built, unsigned: { ...built.unsigned, bytes } });
    expect(reasonsOf(withBytes(built.unsigned.bytes.slice(0, -1)))).toEqual(['unreadable']);
    expect(reasonsOf(withBytes(Uint8Array.of(...built.unsigned.bytes, 0)))).toEqual(['unreadable']);
    expect(reasonsOf(withBytes(new Uint8Array()))).toEqual(['unreadable']);
  });

  it('a cancellation that pays somebody else nothing is no cancellation', () => {
    const built = honest();
    const stated: StatedAccountPayment = { ...built.stated, action: { kind: 'nothing', recipient: evmStranger } };
    expect(reasonsOf(altered({ value: 0n }, { ...built, stated }))).toEqual(['other-action']);
  });
});
