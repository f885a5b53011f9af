import { useEffect } from 'react';
import type { PricesView } from '../../../../wallet-core/ipc/index.ts';
import { call, listen } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

/** What the backend knows of prices; `null` until it has been read. */
export const usePrices = createStore<{ readonly view: PricesView | null }>('prices', { view: null });

let newest = 0;

async function readPrices(): Promise<void> {
  newest += 1;
  const mine = newest;
  try {
    const view = await call('prices.read', {});
    if (mine === newest) usePrices.setState({ view });
  } catch {
    // Values in money are extra: without an answer the last one stays, with its age.
  }
}

/** Keeps prices as the backend has them while the app window shows an account. */
export function useFollowPrices(ready: boolean): void {
  useEffect(() => {
    if (!ready) return;
    void readPrices();
    return listen('state.prices', () => void readPrices());
  }, [ready]);
}
