/** What can be claimed, by address and chain, with the arithmetic of it (T-17). sat. */
import type { MiningSummary, SnapshotRecord } from './claim-replies.ts';
import { type FeeTables, feeFor } from './fees.ts';
import type { FusionChain } from './fusion-chains.ts';

export type ClaimKind = 'mining' | 'snapshot';

/**
 * offered · below-fee: nothing would arrive · nothing: all is claimed · claimed: a snapshot, once and for all ·
 * unknown: the service does not say how much, or what it costs · needs-listing: a pool's address, put on a list by the
 * team first · not-served: the service does not pay out there now.
 */
export type ClaimStanding =
  | 'offered'
  | 'below-fee'
  | 'nothing'
  | 'claimed'
  | 'unknown'
  | 'needs-listing'
  | 'not-served';

export interface ClaimRow {
  readonly kind: ClaimKind;
  readonly address: string;
  /** Where the address is. */
  readonly from: FusionChain;
  /** Where the coins are received. */
  readonly chain: FusionChain;
  /** `null`: not known. */
  readonly claimable: bigint | null;
  readonly claimed: bigint | null;
  readonly fee: bigint | null;
  /** What arrives; `null` where one of the two is not known. */
  readonly net: bigint | null;
  readonly standing: ClaimStanding;
}

export interface ClaimFacts {
  readonly summaries: readonly MiningSummary[];
  readonly snapshots: readonly SnapshotRecord[];
  readonly fees: FeeTables;
  /** Chains the service pays out on now. */
  readonly served: ReadonlySet<FusionChain>;
  /** Chains parallel mining is earned on; a chain missing in a summary gives a row that says so. */
  readonly chains: readonly FusionChain[];
}

function standingOf(
  row: Pick<ClaimRow, 'claimable' | 'fee' | 'net'>,
  facts: { readonly isServed: boolean; readonly isMiner: boolean },
): ClaimStanding {
  if (row.claimable === 0n) return 'nothing';
  if (!facts.isServed) return 'not-served';
  if (facts.isMiner) return 'needs-listing';
  if (row.claimable === null || row.fee === null || row.net === null) return 'unknown';
  return row.net > 0n ? 'offered' : 'below-fee';
}

function priced(claimable: bigint | null, table: FeeTables['mining'], chain: FusionChain) {
  const fee = claimable === null ? null : feeFor(table, chain, claimable);
  const net = claimable === null || fee === null ? null : claimable > fee ? claimable - fee : 0n;
  return { claimable, fee, net };
}

function miningRows(summary: MiningSummary, facts: ClaimFacts): readonly ClaimRow[] {
  const { address, isMiner } = summary;
  return facts.chains.map((chain) => {
    const known = summary.onChain.get(chain);
    const row = priced(known?.claimable ?? null, facts.fees.mining, chain);
    const standing = standingOf(row, { isServed: facts.served.has(chain), isMiner });
    return { kind: 'mining', address, from: 'main', chain, claimed: known?.claimed ?? null, ...row, standing };
  });
}

function snapshotRow(record: SnapshotRecord, facts: ClaimFacts): ClaimRow {
  const { address, from, chain } = record;
  if (record.txid !== null) {
    const claimed = record.claimable;
    const rest = { claimable: 0n, fee: null, net: null };
    return { kind: 'snapshot', address, from, chain, claimed, ...rest, standing: 'claimed' };
  }
  const row = priced(record.claimable, facts.fees.snapshot, chain);
  const standing = standingOf(row, { isServed: facts.served.has(chain), isMiner: false });
  return { kind: 'snapshot', address, from, chain, claimed: 0n, ...row, standing };
}

/** Every claim there could be, offered or not. */
export function claimRows(facts: ClaimFacts): readonly ClaimRow[] {
  return [
    ...facts.summaries.flatMap((summary) => miningRows(summary, facts)),
    ...facts.snapshots.map((record) => snapshotRow(record, facts)),
  ];
}

export interface ClaimTotals {
  /** Known to be claimable, offered or not. */
  readonly claimable: bigint;
  readonly claimed: bigint;
  /** Of the offered rows alone. */
  readonly offered: bigint;
  readonly fees: bigint;
  readonly net: bigint;
  /** Claimable but not offered: stays where it is. */
  readonly waiting: bigint;
  readonly claims: number;
  /** Rows of which nothing is known: the sums are "at least". */
  readonly unknown: number;
}

/** Sums of rows. Fees are of each claim by itself, as they are charged. */
export function claimTotals(rows: readonly ClaimRow[]): ClaimTotals {
  const sum = (of: (row: ClaimRow) => bigint | null, some = rows) =>
    some.reduce((total, row) => total + (of(row) ?? 0n), 0n);
  const offered = rows.filter(({ standing }) => standing === 'offered');
  const claimable = sum((row) => row.claimable);
  const offeredSum = sum((row) => row.claimable, offered);
  return {
    claimable,
    claimed: sum((row) => row.claimed),
    offered: offeredSum,
    fees: sum((row) => row.fee, offered),
    net: sum((row) => row.net, offered),
    waiting: claimable - offeredSum,
    claims: offered.length,
    unknown: rows.filter((row) => row.claimable === null).length,
  };
}

/** Totals of groups of rows, in the order in which the groups first appear. */
export function totalsBy<K extends string>(
  rows: readonly ClaimRow[],
  keyOf: (row: ClaimRow) => K,
): ReadonlyMap<K, ClaimTotals> {
  const groups = new Map<K, ClaimRow[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return new Map([...groups].map(([key, group]) => [key, claimTotals(group)]));
}
