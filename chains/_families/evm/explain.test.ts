import { describe, expect, it } from 'vitest';
import type {
  AccountAction,
  AccountReview,
  StatedAccountPayment,
  UnsignedAccount,
} from '../../../wallet-core/chain-contract/index.ts';
import { type AddressText, type DerivationPath, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { baseConfig } from '../../base/config.ts';
import { bscExplainer } from '../../bsc/explain.ts';
import { ethereumConfig } from '../../ethereum/config.ts';
import { ethereumExplainer } from '../../ethereum/explain.ts';
import { GWEI } from './config.ts';
import { createEvmExplainer, type ExplainOptions, findAccountDifferences } from './explain.ts';
import { evmPath, otherStranger, ownAddress, stranger } from './testing/wallet-fixture.ts';

const from = ownAddress().address;
const flux = ethereumConfig.flux.identifier;
const token = unsafeBrand<AddressText>('0xaF134bDcD9D1A7452C21774bebC50912178B1fCb');
const unsigned: UnsignedAccount = { kind: 'account', chain: 'ethereum', bytes: new Uint8Array(), path: evmPath(0) };
const options: ExplainOptions = {
  addressOf: () => from,
  tokens: [{ contract: token, symbol: 'TST', name: 'Test', decimals: 6 }],
  mode: 'simple',
};

function reviewOf(action: AccountAction, changes: Partial<AccountReview> = {}): AccountReview {
  return {
    kind: 'account',
    chain: 'ethereum',
    action,
    value: action.kind === 'transfer' && action.asset === 'native' ? action.amount : 0n,
    fee: 21_000n * 20n * GWEI,
    gasLimit: 21_000n,
    price: { maxPerGas: 20n * GWEI, tipPerGas: GWEI },
    nonce: 7,
    signedSize: 113,
    ...changes,
  };
}

const explain = (action: AccountAction, changes: Partial<AccountReview> = {}, more: Partial<ExplainOptions> = {}) =>
  ethereumExplainer.explain(unsigned, reviewOf(action, changes), { ...options, ...more });

const payment: AccountAction = { kind: 'transfer', asset: flux, recipient: stranger, amount: 2_500_000_000n };

describe('explaining', () => {
  it.each<[AccountAction, string, string]>([
    [payment, 'evm.send', '25 FLUX'],
    [{ ...payment, asset: 'native', amount: 15n * 10n ** 17n }, 'evm.send', '1.5 ETH'],
    [{ ...payment, asset: token, amount: 1_500_000n }, 'evm.send', '1.5 TST'],
    [
      { kind: 'transfer-from', asset: flux, owner: otherStranger, recipient: stranger, amount: 1n },
      'evm.sendFrom',
      '0.00000001 FLUX',
    ],
    [
      { kind: 'allowance', asset: flux, spender: stranger, amount: 1n, unlimited: false },
      'evm.allow',
      '0.00000001 FLUX',
    ],
    [{ kind: 'allowance', asset: flux, spender: stranger, amount: 0n, unlimited: false }, 'evm.revoke', '0 FLUX'],
  ])('%o becomes a sentence with its unit', (action, id, amount) => {
    expect(explain(action).sentence).toMatchObject({ id, values: { amount, network: 'Ethereum' } });
  });

  it('T-05: a token nobody accepted has no name and no decimals, whatever it says of itself', () => {
    const { asset, sentence } = explain({ ...payment, asset: otherStranger, amount: 5n });
    expect(asset).toEqual({ identifier: otherStranger, standing: 'unknown', symbol: null, decimals: null });
    expect(sentence.values.amount).toBe(`5 × ${otherStranger}`);
  });

  it('FLUX is FLUX by its contract on its chain only', () => {
    expect(explain(payment).asset).toMatchObject({ standing: 'flux', symbol: 'FLUX', decimals: 8 });
    const elsewhere = bscExplainer.explain({ ...unsigned, chain: 'bsc' }, reviewOf(payment, { chain: 'bsc' }), options);
    expect(elsewhere.asset).toMatchObject({ standing: 'unknown' });
  });

  it('nothing to oneself is a cancellation, with its number (T-09)', () => {
    expect(explain({ kind: 'nothing', recipient: from }).sentence).toEqual({
      id: 'evm.cancel',
      values: { nonce: '7', network: 'Ethereum' },
    });
    expect(explain({ kind: 'nothing', recipient: stranger }).sentence.id).toBe('evm.nothing');
  });

  it('T-09: refuses unlimited allowances in every mode and unknown calls in simple mode', () => {
    const unlimited = {
      kind: 'allowance',
      asset: flux,
      spender: stranger,
      amount: 2n ** 256n - 1n,
      unlimited: true,
    } as const;
    expect(explain(unlimited)).toMatchObject({
      refusals: ['unlimited-allowance'],
      sentence: { id: 'evm.allowUnlimited' },
    });
    expect(explain(unlimited, {}, { mode: 'advanced' }).refusals).toEqual(['unlimited-allowance']);
    const permit: AccountAction = { ...unlimited, kind: 'permit', owner: from, deadline: 1n };
    expect(explain(permit)).toMatchObject({
      refusals: ['unlimited-allowance'],
      sentence: { id: 'evm.permitUnlimited' },
    });
    const call: AccountAction = { kind: 'unknown', target: stranger, value: 1n, data: Uint8Array.of(1) };
    expect(explain(call)).toMatchObject({ refusals: ['unknown-call'], sentence: { id: 'evm.unknownCall' } });
    expect(explain(call, {}, { mode: 'advanced' }).refusals).toEqual([]);
    expect(explain({ ...call, target: null }).sentence.id).toBe('evm.newContract');
  });

  it('T-07: refuses a fee beyond the ceiling, in all or per gas, and warns of a high one', () => {
    expect(explain(payment, { fee: ethereumConfig.absurdFee + 1n }).refusals).toEqual(['fee-absurd']);
    const dear = { maxPerGas: ethereumConfig.absurdPerGas + 1n, tipPerGas: 1n };
    expect(explain(payment, { price: dear }).refusals).toEqual(['fee-absurd']);
    expect(explain(payment, { fee: ethereumConfig.highFee + 1n })).toMatchObject({ feeVerdict: 'high', refusals: [] });
    const large: AccountAction = { ...payment, asset: 'native', amount: 100n * (ethereumConfig.highFee + 1n) };
    expect(explain(large, { fee: ethereumConfig.highFee + 1n }).feeVerdict).toBe('ok');
  });

  it('a path outside the row of the scheme refuses', () => {
    const path = unsafeBrand<DerivationPath>("m/44'/60'/1'/0/0");
    const explained = ethereumExplainer.explain({ ...unsigned, path }, reviewOf(payment), options);
    expect(explained.refusals).toEqual(['foreign-path']);
  });
});

describe('comparing with what was stated (T-06)', () => {
  const explained = explain(payment);
  const stated: StatedAccountPayment = {
    kind: 'account-payment',
    chain: 'ethereum',
    from,
    action: payment,
    fee: explained.fee,
    extraFee: 0n,
    nonce: 7,
    replaces: null,
  };

  it('equal to the unit is equal', () => {
    expect(ethereumExplainer.differences(stated, explained)).toEqual([]);
  });

  it.each<[Partial<StatedAccountPayment>, string]>([
    [{ chain: 'bsc' }, 'chain'],
    [{ from: stranger }, 'sender'],
    [{ action: { ...payment, recipient: otherStranger } }, 'recipient'],
    [{ action: { ...payment, amount: 1n } }, 'amount'],
    [{ action: { ...payment, asset: 'native' } }, 'asset'],
    [{ action: { kind: 'nothing', recipient: stranger } }, 'action'],
    [{ fee: 1n }, 'fee'],
    [{ nonce: 8 }, 'nonce'],
    [{ extraFee: 1n }, 'extra-fee'],
    [{ extraFee: -1n }, 'extra-fee'],
  ])('%o differs in the %s', (changes, difference) => {
    expect(ethereumExplainer.differences({ ...stated, ...changes }, explained)).toEqual([difference]);
  });

  it('unlimited and not is a difference of the action; data is compared byte by byte', () => {
    const allowance = { kind: 'allowance', asset: flux, spender: stranger, amount: 5n, unlimited: false } as const;
    const loud = explain({ ...allowance, unlimited: true });
    expect(ethereumExplainer.differences({ ...stated, action: allowance }, loud)).toEqual(['action']);
    const call = { kind: 'unknown', target: stranger, value: 0n, data: Uint8Array.of(1) } as const;
    const read = explain(call);
    const differences = (data: Uint8Array) =>
      ethereumExplainer.differences({ ...stated, action: { ...call, data } }, read);
    expect(differences(Uint8Array.of(1))).toEqual([]);
    expect(differences(Uint8Array.of(2))).toEqual(['action']);
  });

  it("a rollup's data fee is a bounded claim, on rollups only", () => {
    const onBase = createEvmExplainer(baseConfig).explain(
      { ...unsigned, chain: 'base' },
      reviewOf(payment, { chain: 'base', fee: 1n }),
      options,
    );
    const claim = (extraFee: bigint) =>
      findAccountDifferences(baseConfig, { ...stated, chain: 'base', fee: 1n, extraFee }, onBase);
    expect(claim(baseConfig.absurdFee)).toEqual([]);
    expect(claim(baseConfig.absurdFee + 1n)).toEqual(['extra-fee']);
  });
});
