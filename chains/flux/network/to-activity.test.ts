import { describe, expect, it } from 'vitest';
import { answerByPath, createFakeHttp } from '../../_families/network/testing/fake-http.ts';
import { createInsightServer } from './insight.ts';
import { change0, fixture, NOW_MS, own0, own1, payment, scriptOf, stranger, tip, txidOf } from './testing/samples.ts';
import { compareActivities, toActivity } from './to-activity.ts';

const own = new Set<string>([own0.address, own1.address, change0.address]);
const HISTORY = '/api/addrs/txs?from=0&to=50&noAsm=1&noScriptSig=1&noSpent=1';

describe('toActivity on recorded transactions', () => {
  const read = async () => {
    const http = createFakeHttp(answerByPath({ [HISTORY]: fixture('insight-history.json') }));
    const page = await createInsightServer(http, 'https://one.example/api').history([own0.address], 0);
    return page.transactions.map((transaction) => toActivity(transaction, own, tip, NOW_MS));
  };

  it('tells what each did to the account', async () => {
    expect((await read()).map(({ kind, net, fee }) => [kind, net, fee])).toEqual([
      ['received', 10_000_000n, null],
      ['sent', -30_010_000n, 10_000n],
      ['mined', 90_000_000n, null],
      ['self', -1_000n, 1_000n],
      ['node-start', 0n, null],
      ['node-confirm', 0n, null],
    ]);
  });

  it('names the others, the own addresses, the message and the expiry', async () => {
    const [received, sent, mined] = await read();
    expect(received).toMatchObject({
      message: 'hello',
      expiryHeight: 2_100_130,
      confirmations: 0,
      counterparties: [{ address: stranger, amount: 20_000_000n }],
      own: [own0.address],
    });
    expect(sent).toMatchObject({
      counterparties: [{ address: stranger, amount: 30_000_000n }],
      own: [own0.address, change0.address],
      confirmations: 12,
    });
    expect(mined?.counterparties).toEqual([]);
  });
});

describe('toActivity', () => {
  it('adds several outputs to one recipient and keeps at most twenty others', () => {
    const toStranger = { value: 10n, script: scriptOf(stranger) };
    const sent = payment({ inputs: [{ address: own0.address, value: 100n }], outputs: [toStranger, toStranger] });
    expect(toActivity(sent, own, tip, NOW_MS)).toMatchObject({
      counterparties: [{ address: stranger, amount: 20n }],
      fee: 80n,
    });
    const outputs = Array.from({ length: 30 }, (_, index) => ({
      value: 1n,
      script: `76a914${index.toString(16).padStart(40, '0')}88ac`,
    }));
    const many = payment({ inputs: [{ address: own0.address, value: 100n }], outputs });
    expect(toActivity(many, own, tip, NOW_MS).counterparties).toHaveLength(20);
  });

  it('knows no fee when others paid too, or a value is missing', () => {
    const outputs = [{ value: 50n, script: scriptOf(own0.address) }];
    const mine = { address: own0.address, value: 100n };
    const joint = payment({ inputs: [mine, { address: stranger, value: 10n }], outputs });
    expect(toActivity(joint, own, tip, NOW_MS).fee).toBeNull();
    const partly = payment({ inputs: [mine, { address: null, value: null }], outputs });
    expect(toActivity(partly, own, tip, NOW_MS)).toMatchObject({ fee: null, net: -50n });
  });

  it('shows a message as bytes when it is not plain text', () => {
    const withMessage = (hex: string) =>
      toActivity(payment({ outputs: [...payment().outputs, { value: 0n, script: `6a${hex}` }] }), own, tip, NOW_MS)
        .message;
    expect(withMessage('03e282bf')).toBe('₿');
    expect(withMessage('03610a62')).toBe('a\nb');
    expect(withMessage('02ff00')).toBe('0xff00');
    expect(withMessage('0461e280ae')).toBe('0x61e280ae');
    expect(withMessage('03610062')).toBe('0x610062');
    expect(toActivity(payment(), own, tip, NOW_MS).message).toBeNull();
  });

  it.each([
    ['touches none of our addresses', payment({ outputs: [{ value: 1n, script: scriptOf(stranger) }] })],
    ['creates money', payment({ inputs: [{ address: stranger, value: 1n }] })],
    ['hides the value of an own input', payment({ inputs: [{ address: own0.address, value: null }] })],
    ['has too many confirmations', payment({ confirmations: 100_000 })],
  ])('refuses one that %s', (_name, transaction) => {
    expect(() => toActivity(transaction, own, tip, NOW_MS)).toThrow('server.bad-reply');
  });

  it('tells a server of the test network by the addresses', () => {
    const inputs = [{ address: 'tmLDfgFLYTfmTB1VCcHGsgX8Mk5DYy14Qsw', value: 200_000_000n }];
    expect(() => toActivity(payment({ inputs }), own, tip, NOW_MS)).toThrow('server.wrong-chain');
  });

  it('orders newest first, the same way whatever order the server sends', () => {
    const activities = [
      payment({ txid: txidOf(3) }),
      payment({ txid: txidOf(1), height: null, confirmations: 0, timeMs: null }),
      payment({ txid: txidOf(2) }),
      payment({ txid: txidOf(4), height: 2_100_001, confirmations: 11 }),
    ].map((transaction) => toActivity(transaction, own, tip, NOW_MS));
    const order = (list: typeof activities) => list.toSorted(compareActivities).map((activity) => activity.txid);
    expect(order(activities)).toEqual([txidOf(1), txidOf(4), txidOf(2), txidOf(3)]);
    expect(order(activities.toReversed())).toEqual(order(activities));
  });
});
