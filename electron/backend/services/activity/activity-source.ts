import { findAsset } from '../../../../wallet-core/assets/index.ts';
import type { Activity, ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountChainParts } from '../accounts/account-chain.ts';
import type { CoinName } from '../send/entry.ts';
import type { HistoryCache } from '../sync/history-cache.ts';

/** One chain's part of the unified history. */
export interface ActivitySource {
  readonly chain: ChainId;
  readonly history: Pick<HistoryCache, 'all' | 'marks'>;
  /** This many confirmations cannot be undone. */
  readonly finalAfter: number;
  tipHeight(): number;
  /** `undefined` for a token nobody has accepted. */
  nameOf(asset: string): CoinName | undefined;
  /** Payments from others of at most so much are bait. */
  dustOf(asset: string): bigint;
  /** What its source cannot tell. */
  notCovered(): readonly ('coin' | 'other-tokens')[];
}

export function sourceOfChain({ port, sync }: AccountChain): ActivitySource {
  return {
    chain: port.chain,
    history: sync.history,
    finalAfter: port.finalAfter,
    tipHeight: () => sync.state().tip?.height ?? sync.state().outputs?.height ?? 0,
    nameOf: () => port,
    dustOf: () => port.dust,
    notCovered: () => [],
  };
}

/** Less than a thousandth of a FLUX: costs a sender next to nothing and buys a place in the list. */
const FLUX_DUST = 100_000n;

export function sourceOfAccount(
  { port, sync }: AccountChainParts,
  nameOf: (asset: string) => CoinName | undefined,
): ActivitySource {
  const { chain, codec } = port;
  return {
    chain,
    history: sync.history,
    finalAfter: codec.config.finalAfter,
    tipHeight: () => sync.state().balances?.height ?? 0,
    nameOf,
    dustOf: (asset) => (findAsset(chain, asset)?.isFlux === true ? FLUX_DUST : 0n),
    notCovered: () => sync.state().notCovered ?? [],
  };
}

/**
 * T-03, T-05: movements that others can write into an account's history without its key: of tokens nobody has accepted,
 * and transfers of nothing from or to it, made to put an address in front of the person.
 */
export function isHollow({ asset, kind, net }: Activity, { nameOf }: ActivitySource): boolean {
  if (asset === undefined || asset === 'native') return false;
  if (nameOf(asset) === undefined) return kind === 'received' || kind === 'sent' || kind === 'self';
  return net === 0n && (kind === 'sent' || kind === 'received' || kind === 'self');
}
