import type { NodeRow } from './node-row.ts';
import type { NodeTier } from './tiers.ts';

export interface NodeQuery {
  /** Part of an address, outpoint, IP or node key; ids and keys in any case. Empty matches all. */
  readonly text: string;
  /** Empty: all. */
  readonly tiers: ReadonlySet<NodeTier>;
  /** Outpoint keys; `null`: all. */
  readonly only: ReadonlySet<string> | null;
}

const HEX_PART = /^[0-9a-f]+(?::\d*)?$/;

/** The rows that match, in their order: one pass, nothing is built on the way. */
export function searchNodes(rows: readonly NodeRow[], { text, tiers, only }: NodeQuery): readonly NodeRow[] {
  const plain = text.trim();
  const lower = plain.toLowerCase();
  const isHex = HEX_PART.test(lower);
  const matches = (row: NodeRow): boolean => {
    if (tiers.size > 0 && !tiers.has(row.tier)) return false;
    if (only !== null && !only.has(row.key)) return false;
    if (plain === '' || row.ip.includes(lower) || row.address.includes(plain)) return true;
    return isHex && (row.key.includes(lower) || row.publicKey.includes(lower));
  };
  return rows.filter(matches);
}
