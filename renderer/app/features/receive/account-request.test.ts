import { describe, expect, it } from 'vitest';
import { EVM_ADDRESS } from '../../testing/fake-account-data.ts';
import { accountRequest } from './account-request.ts';

const wanted = { chain: 'bsc', asset: 'native', money: { symbol: 'BNB', decimals: 18 } } as const;

describe('accountRequest', () => {
  it('is the bare address, which every wallet reads, while nothing is asked for', () => {
    expect(accountRequest(EVM_ADDRESS, wanted, ' ')).toEqual({
      ok: true,
      value: { text: EVM_ADDRESS, amount: null, isLink: false },
    });
  });

  it('names network and amount in smallest units', () => {
    expect(accountRequest(EVM_ADDRESS, wanted, '0.05')).toEqual({
      ok: true,
      value: {
        text: `ethereum:${EVM_ADDRESS}@56?value=50000000000000000`,
        amount: 50_000_000_000_000_000n,
        isLink: true,
      },
    });
  });

  it.each([
    ['1,5', 'amount.bad-format'],
    ['0', 'amount.out-of-range'],
    ['0.0000000000000000001', 'amount.too-precise'],
  ])('says what is wrong with %s', (amount, reason) => {
    expect(accountRequest(EVM_ADDRESS, wanted, amount)).toEqual({ ok: false, reason });
  });
});
