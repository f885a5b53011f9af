import { formatAmount } from '../amounts/index.ts';
import type { Activity } from '../chain-contract/index.ts';
import { type NameOf, nameInTable } from './asset-name.ts';

export interface ActivityFilter {
  /** Words that must all occur, in any order and case: in ids, addresses, message, label or amount. */
  readonly search: string;
  /** Empty: all kinds. */
  readonly kinds: readonly Activity['kind'][];
  /** For tokens the wallet's own table does not have. */
  readonly nameOf?: NameOf;
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

function amountTexts({ net, counterparties }: Activity, decimals: number | undefined): readonly string[] {
  if (decimals === undefined) return [];
  return [net, ...counterparties.map((other) => other.amount)].map((units) => formatAmount(units, decimals));
}

function searchable(activity: Activity, label: string | null, nameOf: NameOf): string {
  const { txid, counterparties, own, message } = activity;
  const others = counterparties.map((other) => other.address);
  const name = nameOf(activity);
  const amounts = amountTexts(activity, name?.decimals);
  return fold([txid, ...others, ...own, message ?? '', label ?? '', name?.symbol ?? '', ...amounts].join('\n'));
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
    const text = searchable(activity, label, filter.nameOf ?? nameInTable);
    return words.every((word) => text.includes(word));
  };
}
