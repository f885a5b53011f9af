import type { ChainId } from '../chain-contract/index.ts';

/** `native` for a chain's own coin, otherwise the token's identifier exactly as its chain writes it. */
export type AssetIdentifier = string;

export interface Asset {
  readonly chain: ChainId;
  readonly identifier: AssetIdentifier;
  /** Is this FLUX, on whichever chain? By contract, never by ticker: unrelated tokens bear the same one. */
  readonly isFlux: boolean;
  readonly symbol: string;
  readonly name: string;
  readonly decimals: number;
  /** No amount of it can be larger, in smallest units. A bound for hostile input, not a supply figure. */
  readonly maxUnits: bigint;
  /** How the Fusion service names the chain; `null` when it does not swap this asset. */
  readonly fusionChain: string | null;
}

/** fluxd `MAX_MONEY`: 440 million FLUX, the sanity bound per value (amount.h). Parallel assets can never exceed it. */
export const FLUX_MAX_UNITS = 44_000_000_000_000_000n;

const BITCOIN_MAX_UNITS = 2_100_000_000_000_000n;
const UINT64_MAX = 2n ** 64n - 1n;
const INT64_MAX = 2n ** 63n - 1n;
const UINT256_MAX = 2n ** 256n - 1n;

function flux(chain: ChainId, fusionChain: string, identifier: AssetIdentifier, network: string): Asset {
  return Object.freeze({
    chain,
    identifier,
    isFlux: true,
    symbol: 'FLUX',
    name: network === '' ? 'Flux' : `Flux on ${network}`,
    decimals: 8,
    maxUnits: FLUX_MAX_UNITS,
    fusionChain,
  });
}

function coin(chain: ChainId, symbol: string, name: string, decimals: number, maxUnits: bigint): Asset {
  return Object.freeze({
    chain,
    identifier: 'native',
    isFlux: false,
    symbol,
    name,
    decimals,
    maxUnits,
    fusionChain: null,
  });
}

/**
 * FLUX, its ten parallel assets and the coins that pay for moving them. Identifiers: RunOnFlux/flux-docs
 * claim-parallel-assets.md and ZelCore-io/Zelcore coinsSimple.js, which agree. FLUX has 8 decimals everywhere, also
 * where token lists say 18.
 */
export const assets: readonly Asset[] = Object.freeze([
  flux('flux', 'main', 'native', ''),
  flux('kadena', 'kda', 'runonflux.flux', 'Kadena'),
  flux('ethereum', 'eth', '0x720CD16b011b987Da3518fbf38c3071d4F0D1495', 'Ethereum'),
  flux('bsc', 'bsc', '0xaFF9084f2374585879e8B434C399E29E80ccE635', 'BNB Smart Chain'),
  flux('tron', 'trx', 'TWr6yzukRwZ53HDe3bzcC8RCTbiKa4Zzb6', 'Tron'),
  flux('solana', 'sol', 'FLUX1wa2GmbtSB6ZGi2pTNbVCw3zEeKnaPCkPtFXxqXe', 'Solana'),
  flux('avalanche', 'avax', '0xc4B06F17ECcB2215a5DBf042C672101Fc20daF55', 'Avalanche'),
  flux('ergo', 'erg', 'e8b20745ee9d18817305f32eb21015831a48f02d40980de6e849f886dca7f807', 'Ergo'),
  flux('algorand', 'algo', '1029804829', 'Algorand'),
  flux('polygon', 'matic', '0xA2bb7A68c46b53f6BbF6cC91C865Ae247A82E99B', 'Polygon'),
  flux('base', 'base', '0xb008BDCF9CdFf9da684a190941dC3dCa8C2Cdd44', 'Base'),
  coin('bitcoin', 'BTC', 'Bitcoin', 8, BITCOIN_MAX_UNITS),
  coin('ethereum', 'ETH', 'Ether', 18, UINT256_MAX),
  coin('bsc', 'BNB', 'BNB', 18, UINT256_MAX),
  coin('polygon', 'POL', 'POL', 18, UINT256_MAX),
  coin('avalanche', 'AVAX', 'Avalanche', 18, UINT256_MAX),
  coin('base', 'ETH', 'Ether on Base', 18, UINT256_MAX),
  coin('solana', 'SOL', 'Solana', 9, UINT64_MAX),
  coin('tron', 'TRX', 'Tron', 6, INT64_MAX),
  coin('kadena', 'KDA', 'Kadena', 12, UINT256_MAX),
  coin('algorand', 'ALGO', 'Algo', 6, UINT64_MAX),
  coin('ergo', 'ERG', 'Erg', 9, INT64_MAX),
]);

/** EIP-155 chain ids of the chains that speak Ethereum's transaction format; ours, never a server's (T-09). */
export const evmChainIds: Readonly<Partial<Record<ChainId, number>>> = Object.freeze({
  ethereum: 1,
  bsc: 56,
  polygon: 137,
  avalanche: 43_114,
  base: 8453,
});

/** Names of the networks as people know them. */
export const chainNames: Readonly<Record<ChainId, string>> = Object.freeze({
  flux: 'Flux',
  bitcoin: 'Bitcoin',
  ethereum: 'Ethereum',
  bsc: 'BNB Smart Chain',
  polygon: 'Polygon',
  avalanche: 'Avalanche C-Chain',
  base: 'Base',
  solana: 'Solana',
  tron: 'Tron',
  kadena: 'Kadena',
  algorand: 'Algorand',
  ergo: 'Ergo',
});

/** What `zel:` links call an asset (ZelCore-io/Zelcore coinsSimple.js): name, chain, is it FLUX. */
const zelcoreNames: readonly (readonly [string, ChainId, boolean])[] = [
  ['zelcash', 'flux', true],
  ['flux', 'flux', true],
  ['zel', 'flux', true],
  ['bitcoin', 'bitcoin', false],
  ['btc', 'bitcoin', false],
  ['ethereum', 'ethereum', false],
  ['eth', 'ethereum', false],
  ['fluxkda', 'kadena', true],
  ['fluxeth', 'ethereum', true],
  ['fluxbsc', 'bsc', true],
  ['fluxtrx', 'tron', true],
  ['fluxsol', 'solana', true],
  ['fluxavax', 'avalanche', true],
  ['fluxerg', 'ergo', true],
  ['fluxalgo', 'algorand', true],
  ['fluxmatic', 'polygon', true],
  ['fluxbase', 'base', true],
];

function lowerHex(identifier: AssetIdentifier): AssetIdentifier {
  return identifier.startsWith('0x') ? identifier.toLowerCase() : identifier;
}

/** The asset of an exact identifier (`native` for the coin); hex contracts compare without case. Unknown: `undefined`. */
export function findAsset(chain: ChainId, identifier: AssetIdentifier): Asset | undefined {
  const wanted = lowerHex(identifier);
  return assets.find((asset) => asset.chain === chain && lowerHex(asset.identifier) === wanted);
}

/** FLUX on `chain`; `undefined` where there is none (Bitcoin). */
export function fluxOn(chain: ChainId): Asset | undefined {
  return assets.find((asset) => asset.chain === chain && asset.isFlux);
}

/** Every name a `zel:` link may use, with its asset. */
export const zelcoreCoins: ReadonlyMap<string, Asset> = new Map(
  zelcoreNames.map(([name, chain, isFlux]) => {
    const asset = isFlux ? fluxOn(chain) : findAsset(chain, 'native');
    if (asset === undefined) throw new TypeError(`no asset for ${name}`);
    return [name, asset];
  }),
);
