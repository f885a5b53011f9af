import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { ActivityFilter, ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';

export const kindChoices = ['all', 'received', 'sent', 'self', 'mined', 'node', 'other'] as const;
export type KindChoice = (typeof kindChoices)[number];

export interface ActivityView {
  readonly search: string;
  readonly kind: KindChoice;
  /** One chain only; `null`: all. */
  readonly chain: ChainId | null;
  readonly includeSuspicious: boolean;
  /** The entry whose detail is open: its key, or a transaction id, which stands for the first of its entries. */
  readonly selected: string | null;
  /** The row that the keyboard is on. */
  readonly active: number;
}

export const useActivity = createStore<ActivityView>('activity', {
  search: '',
  kind: 'all',
  chain: null,
  includeSuspicious: false,
  selected: null,
  active: 0,
});

const kindsOf: Readonly<Record<KindChoice, ActivityFilter['kinds']>> = {
  all: [],
  received: ['received'],
  sent: ['sent'],
  self: ['self'],
  mined: ['mined'],
  node: ['node-start', 'node-confirm'],
  other: ['allowance', 'contract', 'failed'],
};

/** What the backend filters by; no kinds means all. */
export function filterOf(view: Pick<ActivityView, 'search' | 'kind' | 'chain' | 'includeSuspicious'>): ActivityFilter {
  return {
    search: view.search.trim().slice(0, 200),
    kinds: kindsOf[view.kind],
    ...(view.chain === null ? {} : { chains: [view.chain] }),
    includeSuspicious: view.includeSuspicious,
  };
}

/** One transaction makes several entries where tokens move: these three together name one. */
export function entryKey({ txid, asset, position }: Pick<ActivityItem, 'txid' | 'asset' | 'position'>): string {
  return `${txid}:${asset}:${position}`;
}

export function isSelected(item: ActivityItem, selected: string | null): boolean {
  return selected !== null && (selected === entryKey(item) || selected === item.txid);
}

/** Opens Activity on one payment: by the key of its entry, or by its transaction id. */
export function showInActivity(selected: string): void {
  useActivity.setState({ search: '', kind: 'all', chain: null, selected, active: 0 });
  goTo('activity');
}
