import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accept, type Result, refuse, type TxId, unsafeBrand } from '../primitives/index.ts';
import { handOverBody, parseHandOverReply } from './hand-over.ts';
import { fluxConfLines, formatNodeConf, parseNodeConf } from './node-conf.ts';

const txid = unsafeBrand<TxId>('2bcd3c84c84f87eaa86e4e56834c92927a07f9e18718810b92e0d0324456a67c');
const parseKey = (text: string): Result<string> => (text.startsWith('5') ? accept(text) : refuse('form'));
const parse = (text: string) => parseNodeConf(text, parseKey);

describe('fluxnode.conf', () => {
  it('is read as the daemon reads it', () => {
    const text = `\uFEFF# Fluxnode config file\r\n\r\n  fn1\t203.0.113.7:16125  5key1 ${txid.toUpperCase()} 0 \n#fn9 x\nfn2 [2001:db8::7]:16125 5key2 ${txid} 1`;
    expect(parse(text)).toEqual({
      entries: [
        { alias: 'fn1', host: '203.0.113.7', key: '5key1', collateral: { txid, vout: 0 } },
        { alias: 'fn2', host: '[2001:db8::7]', key: '5key2', collateral: { txid, vout: 1 } },
      ],
      errors: [],
    });
  });

  it.each([
    ['fn1 203.0.113.7:16125 5k', 'fields'],
    [`fn1 203.0.113.7:16125 5k ${txid} 0 more`, 'fields'],
    [`fn1 203.0.113.7:51472 5k ${txid} 0`, 'port'],
    [`fn1 203.0.113.7 5k ${txid} 0`, 'address'],
    [`fn1 :16125 5k ${txid} 0`, 'address'],
    [`fn1 203.0.113.7:16125 9k ${txid} 0`, 'key'],
    [`fn1 203.0.113.7:16125 5k ${txid.slice(1)} 0`, 'txid'],
    [`fn1 203.0.113.7:16125 5k ${txid} -1`, 'index'],
    [`fn1 203.0.113.7:16125 5k ${txid} 00`, 'index'],
    [`fn1 203.0.113.7:16125 5k ${txid} 4294967296`, 'index'],
    [`fn\u00e91 203.0.113.7:16125 5k ${txid} 0`, 'alias'],
    [`ok 203.0.113.8:16125 5k ${txid} 7\nok 203.0.113.7:16125 5k ${txid} 0`, 'duplicate-alias'],
    [`ok 203.0.113.8:16125 5k ${txid} 0\nfn 203.0.113.7:16125 5k ${txid} 0`, 'duplicate-collateral'],
  ])('names line and flaw: %s', (text, flaw) => {
    const lines = text.split('\n').length;
    expect(parse(`# one\n${text}\n`)?.errors).toEqual([{ line: 1 + lines, flaw }]);
  });

  it('has bounds', () => {
    expect(parse('x'.repeat(200_001))).toBeNull();
    expect(parse('a\n'.repeat(1_001))).toBeNull();
  });

  it('parse(format(x)) = x, and no text makes it throw', () => {
    const entry = fc.record({
      alias: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
      host: fc.constantFrom('203.0.113.7', '[2001:db8::7]', 'node.example.com'),
      key: fc.stringMatching(/^5[1-9A-H]{5}$/),
      collateral: fc.record({
        txid: fc.stringMatching(/^[0-9a-f]{64}$/).map((text) => unsafeBrand<TxId>(text)),
        vout: fc.nat(5),
      }),
    });
    fc.assert(
      fc.property(fc.uniqueArray(entry, { maxLength: 5, selector: ({ alias }) => alias }), (entries) => {
        fc.pre(new Set(entries.map(({ collateral }) => collateral.txid)).size === entries.length);
        expect(parse(formatNodeConf(entries))).toEqual({ entries, errors: [] });
      }),
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => Array.isArray(parse(text)?.entries)));
  });

  it('writes nothing that would not be read back', () => {
    const entry = { alias: 'fn 1', host: '203.0.113.7', key: '5k', collateral: { txid, vout: 0 } };
    expect(() => formatNodeConf([entry])).toThrow(RangeError);
    expect(() => formatNodeConf([{ ...entry, alias: '#1' }])).toThrow(RangeError);
    expect(() => formatNodeConf([{ ...entry, alias: 'a', key: '5k\nfn2' }])).toThrow(RangeError);
  });

  it('flux.conf names key and collateral', () => {
    expect(fluxConfLines('5key', { txid, vout: 3 })).toEqual([
      'zelnode=1',
      'zelnodeprivkey=5key',
      `zelnodeoutpoint=${txid}`,
      'zelnodeindex=3',
    ]);
  });
});

describe('handing settings over', () => {
  it('signs exactly the body', () => {
    const body = handOverBody({ adminId: '1A', nodeKey: '5k', collateral: { txid, vout: 1 }, nodeName: 'a "b"' });
    expect(JSON.parse(body)).toEqual({
      adminId: '1A',
      nodeKey: '5k',
      transactionOutput: txid,
      transactionIndex: '1',
      nodeName: 'a "b"',
    });
    expect(Object.keys(JSON.parse(body))).toEqual([
      'adminId',
      'nodeKey',
      'transactionOutput',
      'transactionIndex',
      'nodeName',
    ]);
  });

  it('takes words back and nothing else', () => {
    expect(parseHandOverReply({ status: 'success', data: 'apple river stone' })).toEqual({
      ok: true,
      value: 'apple river stone',
    });
    expect(parseHandOverReply({ status: 'success', data: ['apple', 'river'] })).toEqual({
      ok: true,
      value: 'apple river',
    });
    for (const data of ['', 'one', '<b>x</b> y', { code: 1 }, 'x'.repeat(999)]) {
      expect(parseHandOverReply({ status: 'success', data }).ok).toBe(false);
    }
    expect(parseHandOverReply({ status: 'error', data: 'apple river stone' }).ok).toBe(false);
  });
});
