import type { Activity } from '../chain-contract/index.ts';

/** Names an activity across chains. */
export function activityKey({
  chain,
  txid,
  asset,
  position,
}: Pick<Activity, 'chain' | 'txid' | 'asset' | 'position'>): string {
  return asset === undefined ? `${chain}:${txid}` : `${chain}:${txid}:${asset}:${position ?? -1}`;
}

/** Newest first, what waits for its block before all else. Total: the same set always comes in the same order. */
export function activityOrder(isWaiting: (activity: Activity) => boolean): (a: Activity, b: Activity) => number {
  return (a, b) => {
    const waiting = Number(isWaiting(b)) - Number(isWaiting(a));
    if (waiting !== 0) return waiting;
    if (a.timeMs !== b.timeMs) return b.timeMs - a.timeMs;
    if (a.chain === b.chain && a.height !== b.height) return (b.height ?? 0) - (a.height ?? 0);
    const [left, right] = [activityKey(a), activityKey(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
}

/** By what the activities say themselves: without a block, one waits for it. */
export const compareActivities = activityOrder(({ height }) => height === null);

/** One list of several, each activity once: a later list's word counts. Sorted. */
export function mergeActivities(...lists: readonly (readonly Activity[])[]): readonly Activity[] {
  const byKey = new Map<string, Activity>();
  for (const list of lists) for (const activity of list) byKey.set(activityKey(activity), activity);
  return [...byKey.values()].toSorted(compareActivities);
}

/**
 * The history after a fresh part came in that is complete for everything waiting and all blocks above `aboveHeight` of
 * its chain (a page's `completeAbove`; -1: complete altogether). With a part that does not even hold all that waits
 * (`Number.MAX_SAFE_INTEGER`) nothing can be said to be gone. What was known there and is not in it is gone: lapsed, replaced, reorganised.
 */
export function reconcileActivities(
  known: readonly Activity[],
  fresh: readonly Activity[],
  coverage: { readonly chain: Activity['chain']; readonly aboveHeight: number },
): readonly Activity[] {
  const { chain, aboveHeight } = coverage;
  const isCovered = (activity: Activity) =>
    activity.chain === chain &&
    aboveHeight < Number.MAX_SAFE_INTEGER &&
    (activity.height === null || activity.height > aboveHeight);
  const kept = known.filter((activity) => !isCovered(activity));
  return mergeActivities(kept, fresh);
}
