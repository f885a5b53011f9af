import type { Activity } from '../chain-contract/index.ts';

export interface SuspicionRules {
  /** Payments from others of at most so much, in smallest units, are bait or dust. */
  readonly dustLimit: bigint;
  /** Does an address resemble, without being, one the person knows? From the look-alike scoring of `policy`. */
  readonly isLookAlike: (address: string) => boolean;
}

/**
 * T-03: a zero or dust payment from others, or one from a look-alike sender, exists to be copied by mistake. What this
 * account made or mined is never suspicious, whatever its size: people must find what they sent.
 */
export function isSuspicious(activity: Activity, rules: SuspicionRules): boolean {
  if (activity.kind !== 'received') return false;
  if (activity.net <= rules.dustLimit) return true;
  return activity.counterparties.some(({ address }) => rules.isLookAlike(address));
}

export interface FoldedHistory {
  readonly shown: readonly Activity[];
  /** Behind "suspicious"; can be unfolded. */
  readonly folded: readonly Activity[];
}

/** Both parts keep the order of the list. */
export function foldSuspicious(activities: readonly Activity[], rules: SuspicionRules): FoldedHistory {
  const shown: Activity[] = [];
  const folded: Activity[] = [];
  for (const activity of activities) (isSuspicious(activity, rules) ? folded : shown).push(activity);
  return { shown, folded };
}

/**
 * Addresses to suggest as recipients, last paid first: only those this account has paid itself. Nobody gets into the
 * list by paying us (T-03).
 */
export function paidRecipients(activities: readonly Activity[]): readonly string[] {
  const addresses = new Set<string>();
  for (const { kind, counterparties } of activities) {
    if (kind !== 'sent') continue;
    for (const { address } of counterparties) addresses.add(address);
  }
  return [...addresses];
}
