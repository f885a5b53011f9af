import { describe, expect, it } from 'vitest';
import { FirstAccount } from './first-account.ts';

const A = 't1VrNbBfYYHEUkDdPPMqrKCEdFPxGi4bH6h';
const B = 't1NPsYbTrzFK8JtyFTvT1dA8APQ6QxNuqzW';
const asks = (...addresses: string[]) => ({
  url: '/api/addrs/utxo',
  body: new URLSearchParams({ addrs: addresses.join(',') }).toString(),
});

describe('the account that the demo pays', () => {
  it('is the first address of the first account that goes on asking', () => {
    const first = new FirstAccount();
    expect(first.look([asks(A, B)], 0)).toBeUndefined();
    expect(first.look([{ url: '/api/status', body: '' }], 2_000)).toBeUndefined();
    expect(first.look([asks(B, A)], 2_000)).toBe(A);
  });

  it('is not one that was only looked at', () => {
    const first = new FirstAccount();
    first.look([asks(A)], 0);
    expect(first.look([asks(A), asks(A)], 100)).toBeUndefined();
    expect(first.look([asks(B)], 60_000)).toBeUndefined();
    expect(first.look([asks(B)], 62_000)).toBe(B);
  });

  it('survives addresses in paths and broken escapes', () => {
    const first = new FirstAccount();
    first.look([{ url: `/api/addr/${A}?x=%zz`, body: '' }], 0);
    expect(first.look([{ url: `/api/v2/address/${A}`, body: '' }], 5_000)).toBe(A);
  });
});
