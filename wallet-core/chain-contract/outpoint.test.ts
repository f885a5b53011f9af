import { describe, expect, it } from 'vitest';
import { type TxId, unsafeBrand } from '../primitives/index.ts';
import { outpointKey, parseOutpointKey } from './outpoint.ts';

describe('outpoint keys', () => {
  it('round-trip and refuse other texts', () => {
    const id = 'a'.repeat(64);
    const outpoint = { txid: unsafeBrand<TxId>(id), vout: 0xffffffff };
    expect(parseOutpointKey(outpointKey(outpoint))).toEqual(outpoint);
    for (const text of [
      '',
      id,
      `${id}:`,
      `${id}:01`,
      `${id}:4294967296`,
      `${id}:-1`,
      `${'A'.repeat(64)}:1`,
      `${id}:1 `,
    ]) {
      expect(parseOutpointKey(text)).toBeUndefined();
    }
  });
});
