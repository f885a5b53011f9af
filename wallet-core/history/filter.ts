import { formatAmount } from '../amounts/index.ts';
import { findAsset } from '../assets/index.ts';
import type { Activity } from '../chain-contract/index.ts';

export interface ActivityFilter {
  /** Words that must all occur, in any order and case: in ids, addresses, message, label or amount. */
  readonly search: string;
  /** Empty: all kinds. */
  readonly kinds: readonly Activity['kind'][];
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

function amountTexts({ chain, net, counterparties }: Activity): readonly string[] {
  const decimals = findAsset(chain, 'native')?.decimals;
  if (decimals === undefined) return [];
  return [net, ...counterparties.map((other) => other.amount)].map((units) => formatAmount(units, decimals));
}

function searchable(activity: Activity, label: string | null): string {
  const { txid, counterparties, own, message } = activity;
  const others = counterparties.map((other) => other.address);
  return fold([txid, ...others, ...own, message ?? '', label ?? '', ...amountTexts(activity)].join('\n'));
}

/** A predicate for one filter; the text of an activity is only put together when there is something to search for. */
export function createActivityFilter(filter: ActivityFilter): (activity: Activity, label: string | null) => boolean {
  const words = fold(filter.search)
    .split(/\s+/u)
    .filter((word) => word !== '');
  const kinds = new Set(filter.kinds);
  return (activity, label) => {
    if (kinds.size > 0 && !kinds.has(activity.kind)) return false;
    if (words.length === 0) return true;
    const text = searchable(activity, label);
    return words.every((word) => text.includes(word));
  };
}
