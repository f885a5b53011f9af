import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../errors/index.ts';
import {
  parseActiveChains,
  parseClaimPhrase,
  parseClaimTxid,
  parseFees,
  parseNativeOffer,
  parseOrder,
  parsePastClaims,
  parseReservation,
  parseSnapshots,
  parseSummaries,
  parseSwapInfo,
  parseUserHistory,
  readEnvelope,
} from './index.ts';
import { COIN, ETH, infoJson, NOW, PAYOUT, summaryJson, swapFeesJson, T1, TXID } from './testing/samples.ts';

const orderJson = {
  chainFrom: 'eth',
  chainTo: 'main',
  addressFrom: ETH,
  addressTo: T1,
  zelid: '1CbErtneaX2QVyUfwU7JGB7VzvPgrgc3uC',
  timestamp: '1760000000000',
  expectedAmountFrom: '631.6',
  expectedAmountTo: '625.6',
  txidFrom: TXID,
  fee: '6',
  confsRequired: '4',
  status: 'new',
};
const route = { chainFrom: 'eth', chainTo: 'main', addressFrom: ETH, addressTo: T1 } as const;

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `foreign: ${String(thrown)}`;
  }
  return 'none';
}

const parsers: Readonly<Record<string, (data: unknown) => unknown>> = {
  readEnvelope,
  parseFees,
  parseActiveChains,
  parseSwapInfo,
  parseSummaries: (data) => parseSummaries(data, [T1]),
  parseSnapshots: (data) => parseSnapshots(data, [T1]),
  parseNativeOffer: (data) => parseNativeOffer(data, T1),
  parsePastClaims,
  parseClaimTxid,
  parseOrder: (data) => parseOrder(data, TXID),
  parseUserHistory,
  parseReservation: (data) => parseReservation(data, route),
};

describe.each(Object.entries(parsers))('%s', (_name, parse) => {
  it('takes any JSON or refuses it with server.bad-reply', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        expect(['none', 'server.bad-reply']).toContain(codeOf(() => parse(json)));
      }),
    );
  });

  it('takes any change of one field of a good reply or refuses it with server.bad-reply', () => {
    const good = [
      infoJson,
      summaryJson,
      [summaryJson],
      orderJson,
      [orderJson],
      swapFeesJson,
      { status: 'success', data: [] },
    ];
    fc.assert(
      fc.property(fc.constantFrom(...good), fc.nat(), fc.jsonValue(), (whole, at, value) => {
        const copy = structuredClone(whole) as Record<string, unknown>;
        const keys = Object.keys(copy);
        copy[keys[at % keys.length] ?? ''] = value;
        expect(['none', 'server.bad-reply']).toContain(codeOf(() => parse(copy)));
      }),
    );
  });
});

describe('the envelope', () => {
  it('a refusal is a value; its words are one plain line of at most 300', () => {
    const message = `No\u202e\n such\u0000 address ${'x'.repeat(400)}`;
    const answer = readEnvelope({ status: 'error', data: { code: '500', name: 'Error', message } });
    if (answer.ok) throw new Error('accepted');
    expect(answer.refusal.name).toBe('Error');
    expect(answer.refusal.message).toMatch(/^No such address x+$/);
    expect(answer.refusal.message).toHaveLength(300);
  });
});

describe('fees', () => {
  it('reads the documented tables and leaves chains to come alone', () => {
    const fees = parseFees({ snapshot: swapFeesJson, mining: swapFeesJson, swap: { ...swapFeesJson, doge: '1' } });
    expect(fees.swap.flat.get('eth')).toBe(154n * COIN);
    expect(fees.swap.flat.size).toBe(6);
    expect(fees.swap.percentage).toEqual({ numerator: 1n, denominator: 1_000n });
  });

  it.each([
    ['a share of half', { ...swapFeesJson, percentage: '0.5' }],
    ['a negative fee', { ...swapFeesJson, main: '-5' }],
    ['no share', { main: '5' }],
    ['more FLUX than there are', { ...swapFeesJson, main: '440000001' }],
  ])('T-16: refuses %s', (_what, swap) =>
    expect(codeOf(() => parseFees({ snapshot: swapFeesJson, mining: swapFeesJson, swap }))).toBe('server.bad-reply'),
  );
});

describe('swap info', () => {
  it('reads the documented example', () => {
    const info = parseSwapInfo(infoJson);
    expect(info.chains).toEqual(['main', 'kda', 'eth', 'bsc', 'trx', 'sol']);
    expect(info.tiers.at(-1)).toEqual({ confirmations: 30, limit: 100_000n * COIN });
    expect(info.depositAddresses.get('main')).toBe(T1);
  });

  it.each([
    [
      'two addresses of one chain',
      { swapAddresses: [...infoJson.swapAddresses, { chain: 'main', address: 't1other' }] },
    ],
    [
      'limits that fall',
      {
        confirmations: [
          { confirmations: '9', amount: '10' },
          { confirmations: '2', amount: '20' },
        ],
      },
    ],
    [
      'one limit twice',
      {
        confirmations: [
          { confirmations: '9', amount: '10' },
          { confirmations: '9', amount: '10' },
        ],
      },
    ],
    ['no limits', { confirmations: [] }],
    ['blanks in an address', { swapAddresses: [{ chain: 'main', address: 't1 a' }] }],
  ])('T-16: refuses %s', (_what, change) =>
    expect(codeOf(() => parseSwapInfo({ ...infoJson, ...change }))).toBe('server.bad-reply'),
  );
});

describe('claims', () => {
  it('reads the documented summary; a chain it leaves out is not a chain with nothing', () => {
    const [summary] = parseSummaries([summaryJson], [T1]);
    expect(summary?.perChain).toBe(10_275_000_000n);
    expect(summary?.onChain.get('kda')?.claimable).toBe(285_000_000n);
    expect(summary?.onChain.has('bsc')).toBe(false);
  });

  it('refuses summaries nobody asked for, and two of one address', () => {
    expect(codeOf(() => parseSummaries([summaryJson], ['t1other']))).toBe('server.bad-reply');
    expect(codeOf(() => parseSummaries([summaryJson, summaryJson], [T1]))).toBe('server.bad-reply');
  });

  it('T-17: refuses an offer whose parts do not add up; float dust is no lie', () => {
    const offer = { address: T1, totalClaim: '1027.5', totalMiningFees: '60', totalSwapFees: '51', totalFee: '111' };
    expect(parseNativeOffer({ ...offer, totalReward: '916.49999999999' }, T1).reward).toBe(91_649_999_999n);
    expect(codeOf(() => parseNativeOffer({ ...offer, totalReward: '917' }, T1))).toBe('server.bad-reply');
    expect(codeOf(() => parseNativeOffer({ ...offer, totalFee: '100', totalReward: '927.5' }, T1))).toBe(
      'server.bad-reply',
    );
  });

  it('claims paid on main are known by their prefix', () => {
    const [native, other] = parsePastClaims([
      { txid: `flux:${PAYOUT}` },
      { txid: PAYOUT, chain: 'kda', amount: '2.8' },
    ]);
    expect(native).toMatchObject({ txid: PAYOUT, isNative: true, amount: null });
    expect(other).toMatchObject({ chain: 'kda', amount: 280_000_000n, isNative: false });
    expect(parseClaimTxid(`flux:${PAYOUT}`)).toBe(PAYOUT);
  });

  it('a snapshot is claimed when it has a txid, not when the txid is empty', () => {
    const record = { address: T1, satoshis: '1', amount: '1', claimableAmount: '1', chain: 'main', snapshot: 'kda' };
    const read = parseSnapshots([record, { ...record, txid: '' }, { ...record, txid: PAYOUT }], [T1]);
    expect(read.map(({ txid }) => txid)).toEqual([null, null, PAYOUT]);
  });
});

describe('orders', () => {
  it('reads the documented order', () => {
    expect(parseOrder(orderJson, TXID)).toMatchObject({
      expectedTo: 62_560_000_000n,
      confirmationsRequired: 4,
      txidTo: null,
    });
  });

  it('T-16: refuses the order of another deposit and the echo of another route', () => {
    expect(codeOf(() => parseOrder(orderJson, PAYOUT))).toBe('server.bad-reply');
    expect(codeOf(() => parseReservation({ ...route, addressTo: 't1thief' }, route))).toBe('server.bad-reply');
    expect(codeOf(() => parseReservation({ ...route, addressFrom: ETH.toLowerCase() }, route))).toBe('none');
  });

  it('a status nobody has told us of stays visible as such', () => {
    expect(parseOrder({ ...orderJson, status: 'quarantined' }, TXID).status).toBe('unrecognised');
  });
});

describe('claim phrases (T-13)', () => {
  const good = `${NOW}k3j5h2g9x8q1`;
  it.each([
    [good, true],
    ['a'.repeat(64), 'node-start'],
    ['0'.repeat(64), 'node-start'],
    [`${NOW}1234567890123456789012345678901234567890123456789ab`, 'node-start'],
    [`${NOW}`, 'form'],
    [`${NOW} pay everything`, 'form'],
    [`${NOW - 16 * 60_000}k3j5h2g9x8q1`, 'too-old'],
    [`${NOW + 6 * 60_000}k3j5h2g9x8q1`, 'in-future'],
  ])('%s', (text, expected) => {
    const read = parseClaimPhrase(text, NOW);
    expect(read.ok ? true : read.reason).toBe(expected);
  });

  it('nothing with 64 hex characters ever passes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: 51, maxLength: 51 }), (rest) => {
        expect(parseClaimPhrase(`${NOW}${rest.join('')}`, NOW).ok).toBe(false);
      }),
    );
  });
});
