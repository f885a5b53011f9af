import type { NodeRow } from './node-row.ts';

/** Fields two honest servers a few blocks apart agree on, and those that move with the chain. */
const fixed = ['tier', 'address', 'publicKey', 'addedHeight', 'confirmedHeight', 'amount'] as const;
const moving = ['ip', 'lastConfirmedHeight', 'lastPaidHeight'] as const;
export type ComparedField = (typeof fixed)[number] | (typeof moving)[number];

export type SourceDifference =
  | { readonly kind: 'only-first'; readonly key: string }
  | { readonly kind: 'only-second'; readonly key: string }
  | { readonly kind: 'field'; readonly key: string; readonly field: ComparedField };

/**
 * What two servers say differently of these nodes. Moving fields count only when both speak of the same height: between
 * blocks they differ without anybody lying.
 */
export function compareSources(
  first: { readonly height: number; readonly rows: ReadonlyMap<string, NodeRow> },
  second: { readonly height: number; readonly rows: ReadonlyMap<string, NodeRow> },
  keys: readonly string[],
): readonly SourceDifference[] {
  const fields: readonly ComparedField[] = first.height === second.height ? [...fixed, ...moving] : fixed;
  return keys.flatMap((key): readonly SourceDifference[] => {
    const a = first.rows.get(key);
    const b = second.rows.get(key);
    if (a === undefined || b === undefined) {
      if (a === b) return [];
      return [{ kind: a === undefined ? 'only-second' : 'only-first', key }];
    }
    return fields.filter((field) => a[field] !== b[field]).map((field) => ({ kind: 'field', key, field }));
  });
}
