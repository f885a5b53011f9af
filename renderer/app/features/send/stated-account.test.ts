import { describe, expect, it } from 'vitest';
import type { PreparedAccountSend, WireStatedAccountPayment } from '../../../../wallet-core/ipc/index.ts';
import { accountValidation, EVM_ADDRESS, EVM_STRANGER } from '../../testing/fake-account-data.ts';
import { emptyGas } from '../gas/gas-form.ts';
import { emptyForm } from './form.ts';
import { statedAccountFor } from './stated-account.ts';

const FLUX_ETHEREUM = '0x720CD16b011b987Da3518fbf38c3071d4F0D1495';
const account = {
  chain: 'ethereum' as const,
  asset: FLUX_ETHEREUM,
  money: { symbol: 'FLUX', decimals: 8 },
  gas: emptyGas,
};
const form = { ...emptyForm, account, recipient: ` ${EVM_STRANGER.toLowerCase()} `, amount: '25' };
const transfer = {
  kind: 'transfer' as const,
  asset: FLUX_ETHEREUM,
  recipient: EVM_STRANGER,
  amount: '2500000000',
};
const stated: WireStatedAccountPayment = {
  kind: 'account-payment',
  chain: 'ethereum',
  from: EVM_ADDRESS,
  action: transfer,
  fee: '1365000000000000',
  extraFee: '0',
  nonce: 7,
  replaces: null,
};
const prepared = (change: Partial<WireStatedAccountPayment>): PreparedAccountSend => ({
  draftId: '0'.repeat(32),
  stated: { ...stated, ...change },
  price: { maxPerGas: '21000000000', tipPerGas: '1000000000' },
  gasLimit: '65000',
  signedSize: 180,
  validUntilMs: 0,
});

describe('T-06 on chains with accounts: what the signer compares the bytes with', () => {
  it('is what stands in the form, whatever the case of the address', () => {
    expect(statedAccountFor(form, accountValidation, prepared({}))).toEqual({ ok: true, value: stated });
  });

  it.each([
    ['another recipient', { action: { ...transfer, recipient: EVM_ADDRESS } }],
    ['another amount', { action: { ...transfer, amount: '2500000001' } }],
    ['another asset', { action: { ...transfer, asset: 'native' } }],
    ['another chain', { chain: 'bsc' as const }],
    [
      'an allowance',
      {
        action: {
          kind: 'allowance' as const,
          asset: FLUX_ETHEREUM,
          spender: EVM_STRANGER,
          amount: '2500000000',
          unlimited: false as const,
        },
      },
    ],
    ['nothing at all', { action: { kind: 'nothing' as const, recipient: EVM_STRANGER } }],
    ['a replacement nobody asked for', { replaces: `0x${'1'.repeat(64)}` }],
  ])('refuses %s', (_name, change) => {
    expect(statedAccountFor(form, accountValidation, prepared(change))).toEqual({
      ok: false,
      reason: 'approval.mismatch',
    });
  });

  it('shows a fee well above the one seen again, a data fee included, and lets small moves pass', () => {
    const of = (change: Partial<WireStatedAccountPayment>) =>
      statedAccountFor(form, accountValidation, prepared(change));
    expect(of({ fee: '1500000000000000' }).ok).toBe(true);
    expect(of({ fee: '1501500000000001' })).toEqual({ ok: false, reason: 'changed' });
    expect(of({ extraFee: '200000000000000' })).toEqual({ ok: false, reason: 'changed' });
  });

  it('takes a maximum of the coin as the whole it was, however fee and amount divide it', () => {
    const coin = { ...form, max: true, account: { ...account, asset: 'native' } };
    const shown = { ...accountValidation, isFeeApart: false, amount: '9000', fee: '1000', total: '10000' };
    const of = (amount: string, fee: string) =>
      statedAccountFor(coin, shown, prepared({ action: { ...transfer, asset: 'native', amount }, fee }));
    expect(of('9050', '950').ok).toBe(true);
    expect(of('9050', '1000')).toEqual({ ok: false, reason: 'changed' });
    expect(of('8000', '2000')).toEqual({ ok: false, reason: 'changed' });
  });

  it('takes a maximum of a token only as it was shown', () => {
    const all = { ...form, max: true };
    expect(statedAccountFor(all, accountValidation, prepared({})).ok).toBe(true);
    expect(statedAccountFor(all, { ...accountValidation, amount: '1' }, prepared({}))).toEqual({
      ok: false,
      reason: 'changed',
    });
  });
});
