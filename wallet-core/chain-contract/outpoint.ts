import { type TxId, unsafeBrand } from '../primitives/index.ts';
import type { Outpoint } from './types.ts';

const OUTPOINT = /^([0-9a-f]{64}):(0|[1-9]\d{0,9})$/;

/** An outpoint as one text, `<txid>:<vout>`: key of sets and maps, form at borders. */
export function outpointKey(outpoint: Outpoint): string {
  return `${outpoint.txid}:${outpoint.vout}`;
}

/** The outpoint of its text; `undefined` for any other form. */
export function parseOutpointKey(text: string): Outpoint | undefined {
  const match = OUTPOINT.exec(text);
  const vout = Number(match?.[2]);
  if (match === null || vout > 0xffffffff) return undefined;
  return { txid: unsafeBrand<TxId>(match[1] ?? ''), vout };
}
