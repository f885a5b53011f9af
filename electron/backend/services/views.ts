import type {
  AcceptedToken,
  ChainSync as ChainSyncView,
  PortfolioPlace,
  PortfolioView,
  SyncView,
} from '../../../wallet-core/ipc/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { AccountChain } from './account-chain.ts';
import type { AccountChainParts } from './accounts/account-chain.ts';
import type { AccountsService } from './accounts/accounts-service.ts';
import { balanceOf, toBalanceView } from './coins/coins-service.ts';
import { provenanceOf } from './provenance.ts';
import { POLL_MS } from './sync/refresh-loop.ts';

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

/** Coin, FLUX and accepted tokens of one chain with accounts; others are nobody's money until somebody accepts them (T-05). */
function placesOf({ port, sync }: AccountChainParts, tokens: readonly AcceptedToken[]): readonly PortfolioPlace[] {
  const { chain, codec } = port;
  const { coin, flux } = codec.config;
  const { balances, error, refreshing } = sync.state();
  const accepted = tokens.filter((token) => token.chain === chain);
  const named = [
    { asset: coin.identifier, symbol: coin.symbol, decimals: coin.decimals },
    { asset: flux.identifier, symbol: flux.symbol, decimals: flux.decimals },
    ...accepted.map(({ contract, symbol, decimals }) => ({ asset: contract, symbol, decimals })),
  ];
  return named.map((name) => {
    const balance = balances?.value.find(({ asset }) => asset === name.asset);
    return {
      chain,
      ...name,
      balance: balance === undefined ? null : toBalanceView(balance),
      provenance: balance === undefined || balances === null ? null : provenanceOf(balances),
      error,
      refreshing,
    };
  });
}

export function portfolioView(chains: readonly AccountChain[], accounts: AccountsService): PortfolioView {
  const tokens = accounts.tokens();
  return { places: [...chains.map(placeOf), ...accounts.chains.flatMap((chain) => placesOf(chain, tokens))] };
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

function accountSyncOf({ port, sync }: AccountChainParts, now: number): ChainSyncView {
  const { balances, error, refreshing, lastAttemptMs } = sync.state();
  const isStale = balances !== null && (balances.behind === true || now - balances.atMs > STALE_MS);
  const known = error !== null ? 'failed' : isStale ? 'stale' : 'ok';
  return {
    chain: port.chain,
    state: balances === null ? (error === null ? 'never' : 'failed') : known,
    provenance: balances === null ? null : provenanceOf(balances),
    tipTimeMs: null,
    error,
    refreshing,
    lastAttemptMs,
  };
}

export function syncView(chains: readonly AccountChain[], accounts: AccountsService, clock: Clock): SyncView {
  const now = clock.now();
  return {
    chains: [
      ...chains.map((chain) => chainSyncOf(chain, now)),
      ...accounts.chains.map((chain) => accountSyncOf(chain, now)),
    ],
  };
}
