import type { ActivityFilter } from '../../../../wallet-core/ipc/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';

export const kindChoices = ['all', 'received', 'sent', 'self', 'mined', 'node'] as const;
export type KindChoice = (typeof kindChoices)[number];

export interface ActivityView {
  readonly search: string;
  readonly kind: KindChoice;
  readonly includeSuspicious: boolean;
  /** The payment whose detail is open. */
  readonly selected: string | null;
  /** The row that the keyboard is on. */
  readonly active: number;
}

export const useActivity = createStore<ActivityView>('activity', {
  search: '',
  kind: 'all',
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
};

/** What the backend filters by; no kinds means all. */
export function filterOf(view: Pick<ActivityView, 'search' | 'kind' | 'includeSuspicious'>): ActivityFilter {
  return {
    search: view.search.trim().slice(0, 200),
    kinds: kindsOf[view.kind],
    includeSuspicious: view.includeSuspicious,
  };
}

/** Opens Activity on one payment. */
export function showInActivity(txid: string): void {
  useActivity.setState({ search: '', kind: 'all', selected: txid, active: 0 });
  goTo('activity');
}
