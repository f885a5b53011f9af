import { useEffect } from 'react';
import { listen } from '../../api/index.ts';
import { readNodes } from './nodes-store.ts';

/** Keeps the nodes fresh while a screen shows them. */
export function useNodesView(): void {
  useEffect(() => {
    void readNodes();
    return listen('state.nodes', () => void readNodes());
  }, []);
}
