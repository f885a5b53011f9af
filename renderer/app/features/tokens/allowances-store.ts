import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { AllowanceItem, AllowancesPage } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

export interface AllowancesView {
  readonly chain: AllowanceItem['chain'] | null;
  readonly items: readonly AllowanceItem[] | null;
  readonly last: Omit<AllowancesPage, 'items'> | null;
  readonly loading: boolean;
  readonly error: WireError | null;
}

const nothing: AllowancesView = { chain: null, items: null, last: null, loading: false, error: null };
export const useAllowances = createStore<AllowancesView>('allowances', nothing);

const keyOf = ({ asset, spender }: AllowanceItem) => `${asset} ${spender}`.toLowerCase();

/** Both lists as one; what the newer reading says of the same permission holds. */
export function joinAllowances(
  before: readonly AllowanceItem[],
  more: readonly AllowanceItem[],
): readonly AllowanceItem[] {
  return [...new Map([...before, ...more].map((item) => [keyOf(item), item])).values()];
}

/** Reads from the tip, or goes on further back. Another chain chosen meanwhile drops the answer. */
export async function readAllowances(chain: AllowanceItem['chain'], further = false): Promise<void> {
  const before = useAllowances.getState();
  const cursor = further && before.chain === chain ? (before.last?.next ?? null) : null;
  const kept = cursor === null ? [] : (before.items ?? []);
  useAllowances.setState(cursor === null ? { ...nothing, chain, loading: true } : { loading: true, error: null });
  try {
    const { items, ...last } = await call('allowances.read', { chain, cursor });
    if (useAllowances.getState().chain !== chain) return;
    useAllowances.setState({ items: joinAllowances(kept, items), last, loading: false, error: null });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked' && useAllowances.getState().chain === chain) {
      useAllowances.setState({ error, loading: false });
    }
  }
}
