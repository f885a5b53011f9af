import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { NetworkView, NodesView, NodeView } from '../../../../wallet-core/ipc/index.ts';
import { describeError, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';
import { isBusy, useReview } from '../review/review-store.ts';

export type NodesTab = 'own' | 'network' | 'list' | 'merge';

export type NodesPage =
  | { readonly kind: 'overview' }
  | { readonly kind: 'node'; readonly key: string }
  | { readonly kind: 'operate'; readonly key: string }
  /** `key` null: a new node, from its collateral on. */
  | { readonly kind: 'setup'; readonly key: string | null }
  | { readonly kind: 'start'; readonly keys: readonly string[] };

export interface NodesState {
  readonly view: NodesView | null;
  readonly error: WireError | null;
  /** `undefined`: not asked yet. */
  readonly network: NetworkView | null | undefined;
  readonly tab: NodesTab;
  readonly page: NodesPage;
  readonly selected: ReadonlySet<string>;
  /** Counts readings, for what is read page by page. */
  readonly version: number;
}

export const useNodes = createStore<NodesState>('nodes', {
  view: null,
  error: null,
  network: undefined,
  tab: 'own',
  page: { kind: 'overview' },
  selected: new Set(),
  version: 0,
});

/** Can be started right now. */
export const isStartable = (node: NodeView): boolean => node.startRefusals.length === 0;

/** Reads nodes and network anew. A selection keeps what is still there. */
export async function readNodes(): Promise<void> {
  try {
    const [view, { network }] = await Promise.all([call('nodes.read', {}), call('nodes.network', {})]);
    const known = new Set(view.nodes.map(({ key }) => key));
    useNodes.setState((state) => ({
      view,
      network,
      error: null,
      selected: new Set([...state.selected].filter((key) => known.has(key))),
      version: state.version + 1,
    }));
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useNodes.setState({ error });
  }
}

/** Something the person pressed, whose failure is said in a few words. True when it went well. */
export async function attempt(action: () => Promise<unknown>): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (thrown) {
    const { code } = toWireError(thrown);
    // Pressed faster than it is taken, what is under way is what was wanted.
    if (code !== 'session.locked' && code !== 'ipc.rate-limited') toast('danger', describeError(code).title);
    return false;
  }
}

export function refreshNodes(): void {
  void attempt(() => call('nodes.refresh', {}));
}

export function openPage(page: NodesPage): void {
  useNodes.setState({ page });
  goTo('nodes');
}

export function backToNodes(): void {
  openPage({ kind: 'overview' });
}

/** Whoever comes back finds the list, unless the signer has a question from a page here. */
export function leaveNodes(): void {
  if (isBusy(useReview.getState())) return;
  useNodes.setState((state) => (state.page.kind === 'overview' ? state : { page: { kind: 'overview' } }));
}

export function showTab(tab: NodesTab): void {
  useNodes.setState({ tab, page: { kind: 'overview' } });
  goTo('nodes');
}

export function selectNode(key: string, chosen: boolean): void {
  const selected = new Set(useNodes.getState().selected);
  if (chosen) selected.add(key);
  else selected.delete(key);
  useNodes.setState({ selected });
}
