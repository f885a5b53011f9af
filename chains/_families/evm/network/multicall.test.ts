import { getBytes, hexlify, Interface } from 'ethers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddressBytes } from '../address.ts';
import { blockNumberCall, coinBalanceCall, decodeAggregate, encodeAggregate } from './multicall.ts';

const abi = new Interface([
  'function aggregate3((address target, bool allowFailure, bytes callData)[] calls) returns ((bool success, bytes returnData)[])',
  'function getEthBalance(address) view returns (uint256)',
  'function getBlockNumber() view returns (uint256)',
  'function getL1Fee(bytes) view returns (uint256)',
]);
const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(formatAddressBytes);

describe('Multicall3', () => {
  it('calls are encoded as another library does', () => {
    const call = fc.record({ to: address, data: fc.uint8Array({ maxLength: 100 }) });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 6 }), (calls) => {
        const expected = abi.encodeFunctionData('aggregate3', [calls.map(({ to, data }) => [to, true, data])]);
        expect(hexlify(encodeAggregate(calls))).toBe(expected);
      }),
    );
    fc.assert(
      fc.property(address, (owner) => {
        expect(hexlify(coinBalanceCall(owner).data)).toBe(abi.encodeFunctionData('getEthBalance', [owner]));
      }),
      { numRuns: 5 },
    );
    expect(hexlify(blockNumberCall.data)).toBe(abi.getFunction('getBlockNumber')?.selector);
    expect(abi.getFunction('getL1Fee')?.selector).toBe('0x49948e0e');
  });

  it('answers are decoded; a failed one and an overlong one are not known', () => {
    const answer = fc.tuple(fc.boolean(), fc.uint8Array({ maxLength: 100 }));
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 6 }), (answers) => {
        const encoded = getBytes(abi.encodeFunctionResult('aggregate3', [answers]));
        expect(decodeAggregate(encoded, answers.length)).toEqual(answers.map(([good, data]) => (good ? data : null)));
        expect(decodeAggregate(encoded, answers.length + 1)).toBeUndefined();
      }),
    );
    const long = getBytes(abi.encodeFunctionResult('aggregate3', [[[true, new Uint8Array(5_000)]]]));
    expect(decodeAggregate(long, 1)).toEqual([null]);
  });

  it('bytes that are no such list, or point outside of themselves, are refused without a throw', () => {
    const encoded = getBytes(
      abi.encodeFunctionResult('aggregate3', [
        [
          [true, '0x1122'],
          [false, '0x'],
        ],
      ]),
    );
    for (let length = 0; length < encoded.length - 32; length += 5) {
      expect(decodeAggregate(encoded.subarray(0, length), 2)).toBeUndefined();
    }
    fc.assert(
      fc.property(fc.nat(encoded.length - 1), fc.nat(255), fc.nat(4), (at, byte, count) => {
        const answers = decodeAggregate(encoded.with(at, byte), count);
        if (answers !== undefined) expect(answers).toHaveLength(count);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeAggregate(bytes, 3)));
  });
});
