import type {
  ChainSync as ChainSyncView,
  PortfolioPlace,
  PortfolioView,
  SyncView,
} from '../../../wallet-core/ipc/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { AccountChain } from './account-chain.ts';
import { balanceOf } from './coins/coins-service.ts';
import { provenanceOf } from './provenance.ts';
import { POLL_MS } from './sync/chain-sync.ts';

/** Numbers that should have been read several times since are stale, whatever the reason. */
const STALE_MS = 8 * POLL_MS;

function placeOf({ port, sync, coins }: AccountChain): PortfolioPlace {
  const { outputs, error, refreshing } = sync.state();
  return {
    chain: port.chain,
    asset: port.asset,
    symbol: port.symbol,
    decimals: port.decimals,
    // Unknown is not zero: no balance until outputs were read once.
    balance: outputs === null ? null : balanceOf(coins(), port.asset),
    provenance: outputs === null ? null : provenanceOf(outputs),
    error,
    refreshing,
  };
}

export function portfolioView(chains: readonly AccountChain[]): PortfolioView {
  return { places: chains.map(placeOf) };
}

function chainSyncOf({ port, sync }: AccountChain, now: number): ChainSyncView {
  const { outputs, tipMark, error, refreshing, lastAttemptMs } = sync.state();
  const isStale = outputs !== null && (outputs.behind === true || now - outputs.atMs > STALE_MS);
  const known = error !== null ? 'failed' : isStale ? 'stale' : 'ok';
  return {
    chain: port.chain,
    state: outputs === null ? (error === null ? 'never' : 'failed') : known,
    provenance: outputs === null ? null : provenanceOf(outputs),
    tipTimeMs: tipMark?.timeMs ?? null,
    error,
    refreshing,
    lastAttemptMs,
  };
}

export function syncView(chains: readonly AccountChain[], clock: Clock): SyncView {
  return { chains: chains.map((chain) => chainSyncOf(chain, clock.now())) };
}
