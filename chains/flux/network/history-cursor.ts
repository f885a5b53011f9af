import { z } from '../../../wallet-core/primitives/zod.ts';
import { parseJsonText } from '../../_families/network/json-text.ts';
import { count, wholeNumber } from './shapes.ts';

/** Where the next page of a history begins: pages are the server's own, so they are of use with that server only. */
export interface HistoryCursor {
  readonly server: string;
  readonly page: number;
  /** Per group of addresses: how many transactions it had when its last page was read; `null` when it is finished. */
  readonly totals: readonly (number | null)[];
}

const schema = z.object({
  server: z.string().max(300),
  page: wholeNumber(1_000_000),
  totals: z.array(count.nullable()).max(100_000),
});

export function formatCursor(cursor: HistoryCursor): string {
  return JSON.stringify(cursor);
}

/** `undefined` for what is not a cursor of ours: then the history is read from the start. */
export function parseCursor(text: string): HistoryCursor | undefined {
  try {
    return schema.safeParse(parseJsonText(text)).data;
  } catch {
    return undefined;
  }
}
