import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeEndpoint, parseDosList, parseNodeList, parseStartList } from './node-row.ts';
import { listRow } from './testing/rows.ts';

const refused = expect.objectContaining({ code: 'server.bad-reply' });
const waiting = {
  collateral: `COutPoint(${'aa'.repeat(32)}, 1)`,
  added_height: 2_917_000,
  payment_address: listRow(1).payment_address,
  expires_in: 120,
  eligible_in: 300,
  amount: '1000.00',
};

describe('lists of nodes', () => {
  it('take numbers as numbers and as text', () => {
    const [row] = parseNodeList([
      listRow(3, { outidx: '2', last_paid_height: 0, lastpaid: '1516980000', amount: '12500.00', tier: 'NIMBUS' }),
    ]);
    expect(row).toMatchObject({
      vout: 2,
      lastPaidHeight: null,
      lastPaidMs: null,
      amount: 1_250_000_000_000n,
      tier: 'nimbus',
    });
    const [other] = parseNodeList([{ ...listRow(3), outidx: 0, activesince: 0, lastpaid: 1_788_000_000 }]);
    expect(other).toMatchObject({ vout: 0, activeSinceMs: 0, lastPaidMs: 1_788_000_000_000 });
  });

  it('do without an amount, and with fields nobody knows', () => {
    const { amount: _, ...bare } = listRow(1);
    expect(parseNodeList([{ ...bare, surprise: { deep: [1] } }])[0]?.amount).toBeNull();
  });

  it.each<[string, Record<string, unknown>]>([
    ['a txid in capitals', { txhash: 'AA'.repeat(32) }],
    ['a short txid', { txhash: 'aa' }],
    ['a negative index', { outidx: '-1' }],
    ['a fraction', { last_paid_height: 1.5 }],
    ['a huge height', { added_height: 5e8 }],
    ['exponent notation', { lastpaid: '1e9' }],
    ['another tier', { tier: 'GOLD' }],
    ['an amount beyond all coins', { amount: '440000001.00' }],
    ['an amount of nine decimals', { amount: '1.123456789' }],
    ['a script in the address', { ip: '<script>' }],
    ['a line break in the address', { ip: '1.2.3.4\n' }],
    ['a Bitcoin address', { payment_address: '1BoatSLRHtKNngkdXEeobR76b53LETtpyT' }],
    ['a key of no form', { pubkey: `05${'00'.repeat(32)}` }],
    ['a missing rank', { rank: undefined }],
  ])('refuse %s', (_, change) => {
    expect(() => parseNodeList([listRow(1), { ...listRow(2), ...change }])).toThrow(refused);
  });

  it('refuse what is no list, a row that is none, one collateral twice, and more rows than there can be', () => {
    for (const value of [
      null,
      undefined,
      {},
      'x',
      [null],
      [[]],
      [1],
      [listRow(1), listRow(1)],
      Array(40_001).fill(null),
    ]) {
      expect(() => parseNodeList(value)).toThrow(refused);
    }
    expect(parseNodeList([])).toEqual([]);
  });

  it('are all or nothing, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), fc.array(fc.anything(), { maxLength: 3 }), (value, rows) => {
        for (const input of [value, rows, [listRow(1), ...rows]]) {
          try {
            for (const parse of [parseNodeList, parseStartList, parseDosList])
              expect(Array.isArray(parse(input))).toBe(true);
          } catch (error) {
            expect(error).toEqual(refused);
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('of starts and of banned nodes', () => {
    expect(parseStartList([waiting])[0]).toMatchObject({
      key: `${'aa'.repeat(32)}:1`,
      claimedBlocksLeft: 120,
      amount: 100_000_000_000n,
    });
    expect(parseDosList([waiting])[0]).toMatchObject({ claimedBlocksLeft: 300, addedHeight: 2_917_000 });
    for (const collateral of [
      'COutPoint(aa, 0)',
      `COutPoint(${'aa'.repeat(32)},0)`,
      `COutPoint(${'aa'.repeat(32)}, 4294967296)`,
    ]) {
      expect(() => parseStartList([{ ...waiting, collateral }])).toThrow(refused);
    }
  });

  it.each([
    ['203.0.113.7', '203.0.113.7', 16_127],
    ['203.0.113.7:16137', '203.0.113.7', 16_137],
    ['[2001:db8::7]:16147', '[2001:db8::7]', 16_147],
    ['2001:db8::7', '[2001:db8::7]', 16_127],
    ['node.example.com:16127', 'node.example.com', 16_127],
  ])('endpoint %s', (ip, host, port) => {
    expect(nodeEndpoint(ip)).toEqual({ host, port });
  });

  it.each(['', '1.2.3.4:0', '1.2.3.4:99999', '1.2.3.4:', ':16127', '1.2.3.4:1:2'])('no endpoint: %s', (ip) => {
    expect(nodeEndpoint(ip)).toBeNull();
  });
});
