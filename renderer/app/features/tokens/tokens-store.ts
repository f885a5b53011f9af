import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';

export type TokensTab = 'tokens' | 'allowances' | 'queues';

export interface TokensView {
  readonly tab: TokensTab;
  /** `null`: the first network of the account. */
  readonly chain: ChainId | null;
}

export const useTokens = createStore<TokensView>('tokens', { tab: 'tokens', chain: null });

/** Opens the numbers that wait on one chain. */
export function showQueue(chain: ChainId): void {
  useTokens.setState({ tab: 'queues', chain });
  goTo('tokens');
}
