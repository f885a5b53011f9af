import { createStore } from '../state/view-store.ts';

export interface ShellView {
  readonly overlay: 'none' | 'commands' | 'shortcuts';
}

export const useShell = createStore<ShellView>('shell', { overlay: 'none' });
