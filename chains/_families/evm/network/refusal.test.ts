import { describe, expect, it } from 'vitest';
import { refusalError } from './refusal.ts';

describe('refusals of a broadcast', () => {
  it.each([
    ['already known', 'chain.already-known'],
    ['known transaction: 0x12', 'chain.already-known'],
    ['AlreadyKnown', 'chain.already-known'],
    ['transaction already imported', 'chain.already-known'],
    ['nonce too low: next nonce 8, tx nonce 7', 'chain.conflict'],
    ['OldNonce, Current nonce: 8', 'chain.conflict'],
    ['replacement transaction underpriced', 'chain.fee-too-low'],
    ['ReplacementNotAllowed', 'chain.fee-too-low'],
    ['transaction underpriced: gas tip cap 1, minimum needed 25000000000', 'chain.fee-too-low'],
    ['max fee per gas less than block base fee: address 0x, maxFeePerGas: 1 baseFee: 2', 'chain.fee-too-low'],
    ['FeeTooLow, EffectivePriorityFeePerGas too low', 'chain.fee-too-low'],
    ['insufficient funds for gas * price + value: balance 1', 'chain.insufficient-funds'],
    ['Insufficient funds for gas * price + value', 'chain.insufficient-funds'],
    ['invalid chain id for signer: have 1 want 56', 'chain.rejected'],
    ['invalid sender', 'chain.rejected'],
    ['intrinsic gas too low: gas 1, minimum needed 21000', 'chain.rejected'],
    ['exceeds block gas limit', 'chain.rejected'],
    ['tx fee (2.10 ether) exceeds the configured cap (1.00 ether)', 'chain.rejected'],
    ['oversized data', 'chain.too-large'],
    ['rlp: value size exceeds available input length', 'chain.bad-transaction'],
    ['Failed to decode transaction', 'chain.bad-transaction'],
    ['txpool is full', 'server.bad-reply'],
    ['Internal error', 'server.bad-reply'],
    ['in a language nobody knows', 'chain.rejected'],
  ])('%j is %s, and none of its words go along', (message, code) => {
    const error = refusalError({ code: -32000, message });
    expect(error.code).toBe(code);
    for (const value of Object.values(error.data)) expect(String(value)).toMatch(/^[a-z-]+$/);
  });

  it('limits of a server are its own affair', () => {
    expect(refusalError({ code: 429, message: 'x' }).code).toBe('server.rate-limited');
    expect(refusalError({ code: -32601, message: 'x' }).code).toBe('server.bad-reply');
  });
});
