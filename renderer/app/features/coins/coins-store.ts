import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { CoinsView } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';
import { editForm, useSend } from '../send/send-store.ts';
import { isSelectable, type SortKey } from './selection.ts';

export interface CoinsState {
  readonly view: CoinsView | null;
  readonly error: WireError | null;
  readonly selected: ReadonlySet<string>;
  /** Collateral coins unlocked for one payment. */
  readonly unlocked: ReadonlySet<string>;
  /** Collateral coin waiting for the person's decision. */
  readonly asking: string | null;
  readonly sort: SortKey;
  readonly descending: boolean;
  /** Coin whose label is being edited. */
  readonly labelling: string | null;
}

export const useCoins = createStore<CoinsState>('coins', {
  view: null,
  error: null,
  selected: new Set(),
  unlocked: new Set(),
  asking: null,
  sort: 'amount',
  descending: true,
  labelling: null,
});

/** Reads the coins anew. A choice keeps what is still there and can still be spent. */
export async function readCoins(): Promise<void> {
  try {
    const view = await call('coins.read', { chain: 'flux' });
    const spendable = new Set(view.coins.filter(isSelectable).map((coin) => coin.outpoint));
    const keep = (outpoints: ReadonlySet<string>) => new Set([...outpoints].filter((one) => spendable.has(one)));
    useCoins.setState((state) => ({
      view,
      error: null,
      selected: keep(state.selected),
      unlocked: keep(state.unlocked),
    }));
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useCoins.setState({ error });
  }
}

/** Takes a coin into the selection or out of it. Collateral asks first. */
export function selectCoin(outpoint: string, chosen: boolean): void {
  const { view, selected, unlocked } = useCoins.getState();
  const coin = view?.coins.find((one) => one.outpoint === outpoint);
  if (coin === undefined || !isSelectable(coin)) return;
  if (chosen && coin.state === 'collateral' && !unlocked.has(outpoint)) {
    useCoins.setState({ asking: outpoint });
    return;
  }
  const next = new Set(selected);
  if (chosen) next.add(outpoint);
  else next.delete(outpoint);
  useCoins.setState({ selected: next });
}

/** Selects every coin that can simply be spent, or none. Collateral is never taken along. */
export function selectAll(chosen: boolean): void {
  const { view } = useCoins.getState();
  const plain = (view?.coins ?? []).filter((coin) => isSelectable(coin) && coin.state !== 'collateral');
  useCoins.setState({ selected: new Set(chosen ? plain.map((coin) => coin.outpoint) : []) });
}

/** The person's answer about the collateral coin. */
export function answerCollateral(unlock: boolean): void {
  const { asking, selected, unlocked } = useCoins.getState();
  if (asking === null) return;
  useCoins.setState(
    unlock
      ? { asking: null, selected: new Set(selected).add(asking), unlocked: new Set(unlocked).add(asking) }
      : { asking: null },
  );
}

export async function freezeCoin(outpoint: string, frozen: boolean): Promise<WireError | null> {
  try {
    await call('coins.freeze', { outpoint, frozen });
    await readCoins();
    return null;
  } catch (thrown) {
    return toWireError(thrown);
  }
}

/** Hands the selection to the send form. */
export function sendSelected(): void {
  const { selected, unlocked } = useCoins.getState();
  const inputs = [...selected];
  if (useSend.getState().step.kind === 'stopped' || useSend.getState().step.kind === 'sent') {
    useSend.setState({ step: { kind: 'compose', changed: false } });
  }
  editForm({ inputs, unlockedCollateral: inputs.filter((one) => unlocked.has(one)) });
  goTo('send');
}
