import type { NodeQueryView } from '../../../../wallet-core/ipc/index.ts';
import { createStore } from '../../state/view-store.ts';

export interface NodeListState {
  readonly text: string;
  readonly tier: 'all' | NodeQueryView['tiers'][number];
  readonly onlyOwn: boolean;
  readonly sort: NodeQueryView['sort'];
  /** The row that the keyboard reaches. */
  readonly active: number;
}

export const emptySearch = { text: '', tier: 'all', onlyOwn: false } as const;

export const useNodeList = createStore<NodeListState>('nodeList', { ...emptySearch, sort: 'payout', active: 0 });

/** What the backend is asked for. */
export function queryOf({ text, tier, onlyOwn, sort }: Omit<NodeListState, 'active'>): NodeQueryView {
  return { text: text.trim(), tiers: tier === 'all' ? [] : [tier], onlyOwn, sort };
}
