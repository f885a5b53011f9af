import { z } from '../../../../wallet-core/primitives/zod.ts';

/** Where the next page of a history begins: at this block and below. Of use with every server, unlike page numbers. */
export interface BlockCursor {
  readonly upTo: number;
}

const schema = z.strictObject({ upTo: z.int().min(0) });

export const formatCursor = (cursor: BlockCursor): string => JSON.stringify(cursor);

/** `undefined` for what is not a cursor of ours: then the history is read from the start. */
export function parseCursor(text: string): BlockCursor | undefined {
  if (text.length > 64) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
