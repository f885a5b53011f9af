import { useEffect } from 'react';
import { listen } from '../../api/index.ts';
import { readFusion } from './fusion-store.ts';

/** Keeps claims and swaps fresh while the screen shows them. */
export function useFusionView(): void {
  useEffect(() => {
    void readFusion();
    return listen('state.fusion', () => void readFusion());
  }, []);
}
