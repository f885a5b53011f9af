import { Interface } from 'ethers';
import { describe, expect, it } from 'vitest';
import { stranger } from '../testing/wallet-fixture.ts';
import type { RpcOutcome } from './json-rpc.ts';
import { readGas, readRehearsal, rehearsalCalls } from './rehearse.ts';

const failed = (code: number, message: string, data?: unknown): RpcOutcome => ({
  ok: false,
  error: { code, message, data },
});
const word = (value: number) => `0x${value.toString(16).padStart(64, '0')}`;
const error = new Interface(['error Error(string)']).encodeErrorResult('Error', ['no']);

describe('trying a call out', () => {
  it('asks with sender, value and data, without a price: the money for the fee is looked at apart', () => {
    const call = { to: stranger, value: 5n, data: Uint8Array.of(1, 2) };
    const transaction = { from: stranger, to: stranger, value: '0x5', data: '0x0102' };
    expect(rehearsalCalls(call, stranger)).toEqual([
      { method: 'eth_estimateGas', params: [transaction] },
      { method: 'eth_call', params: [transaction, 'latest'] },
    ]);
  });

  it.each<[string, RpcOutcome, unknown]>([
    ['data as text', failed(3, 'execution reverted', error), { kind: 'message', text: 'no' }],
    ['data one level down', failed(-32000, 'reverted', { data: error }), { kind: 'message', text: 'no' }],
    ['data behind a word', failed(-32015, 'VM execution error.', `Reverted ${error}`), { kind: 'message', text: 'no' }],
    ['no data', failed(-32000, 'execution reverted: these words are the server own'), { kind: 'none' }],
    ['an opcode', failed(-32000, 'invalid opcode: INVALID'), { kind: 'none' }],
  ])('a refusal is found with %s', (_name, outcome, reason) => {
    expect(readRehearsal(outcome, true)).toEqual({ kind: 'fails', reason });
  });

  it('lack of money is not a refusal, and any other error is the server own', () => {
    expect(readRehearsal(failed(-32000, 'insufficient funds for transfer'), false)).toEqual({ kind: 'untried' });
    expect(() => readRehearsal(failed(-32000, 'header not found'), false)).toThrow('server.bad-reply');
    expect(() => readRehearsal(failed(-32005, 'slow down'), false)).toThrow('server.rate-limited');
    expect(() => readRehearsal({ ok: true, result: 7 }, false)).toThrow('server.bad-reply');
  });

  it('a token has to agree; whoever is paid coin has not', () => {
    expect(readRehearsal({ ok: true, result: word(1) }, true)).toEqual({ kind: 'passes' });
    expect(readRehearsal({ ok: true, result: '0x' }, true)).toEqual({ kind: 'passes' });
    expect(readRehearsal({ ok: true, result: word(0) }, true)).toEqual({ kind: 'fails', reason: { kind: 'declined' } });
    expect(readRehearsal({ ok: true, result: word(0) }, false)).toEqual({ kind: 'passes' });
  });

  it('gas has a margin unless it is a plain transfer, and is assumed where it cannot be estimated', () => {
    expect(readGas({ ok: true, result: '0x5208' }, 'native')).toEqual({ limit: 21_000n, source: 'estimated' });
    expect(readGas({ ok: true, result: '0xcb20' }, 'x')).toEqual({ limit: 65_000n, source: 'estimated' });
    expect(readGas({ ok: true, result: '0xffffff' }, 'x').limit).toBe(16_777_216n);
    expect(readGas(failed(3, 'execution reverted'), 'x')).toMatchObject({ source: 'assumed' });
    expect(readGas(failed(-32000, 'insufficient funds'), 'native')).toEqual({ limit: 21_000n, source: 'assumed' });
    for (const result of ['0x0', '0x5207', '0x1000001', '0xffffffffffffffff']) {
      expect(() => readGas({ ok: true, result }, 'x')).toThrow('server.bad-reply');
    }
  });
});
