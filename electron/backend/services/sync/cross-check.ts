import type { Activity, Spendable } from '../../../../wallet-core/chain-contract/index.ts';

/** All choices among so many are tried; beyond, only "all of them" and "none of them". */
const MAX_OPEN_TOLD_APART = 8;

/** Every sum that leaving out some of the open payments gives: servers hear of them at different times. */
function sumsOf(open: readonly bigint[]): ReadonlySet<bigint> {
  if (open.length > MAX_OPEN_TOLD_APART) return new Set([0n, open.reduce((sum, net) => sum + net, 0n)]);
  let sums = new Set([0n]);
  for (const net of open) sums = new Set([...sums, ...[...sums].map((sum) => sum + net)]);
  return sums;
}

/**
 * Do these unspent outputs add up to what the whole history has left? A server can leave an output out of its list, or
 * say that it is larger, but the payments that made and spent the account's outputs then give another sum. Holds for a
 * complete history of all the addresses the outputs were asked for; payments without a block may be in either or not.
 * `ours`: own payments of the journal, which a server's list of outputs may know before its history does.
 */
export function fitsHistory(
  outputs: readonly Spendable[],
  history: readonly Activity[],
  ours: readonly Activity[] = [],
): boolean {
  const told = new Set<string>(history.map(({ txid }) => txid));
  const untold = ours.filter(({ txid }) => !told.has(txid));
  const known = new Set<string>([...told, ...untold.map(({ txid }) => txid)]);
  const confirmed = history.filter(({ height }) => height !== null);
  const open = [...history.filter(({ height }) => height === null), ...untold].map(({ net }) => net);
  const left = confirmed.reduce((sum, { net }) => sum + net, 0n);
  // What comes in without a block, from a payment that the history has not heard of, is no part of what it has left.
  const held = outputs
    .filter(({ height, outpoint }) => height !== null || known.has(outpoint.txid))
    .reduce((sum, { value }) => sum + value, 0n);
  return sumsOf(open).has(held - left);
}
