/** The five EVM chains FLUX lives on, as the devnet knows them: written down apart from the wallet's own table. */
export const evmChainNames = ['ethereum', 'bsc', 'polygon', 'avalanche', 'base'] as const;
export type EvmChainName = (typeof evmChainNames)[number];

export interface ChainFacts {
  readonly chainId: number;
  readonly coin: string;
  readonly flux: string;
  readonly optimism: boolean;
}

/** Contracts: RunOnFlux/flux-docs, docs/fluxnodes/claim-parallel-assets.md. */
export const chainFacts: Readonly<Record<EvmChainName, ChainFacts>> = {
  ethereum: { chainId: 1, coin: 'ETH', flux: '0x720CD16b011b987Da3518fbf38c3071d4F0D1495', optimism: false },
  bsc: { chainId: 56, coin: 'BNB', flux: '0xaFF9084f2374585879e8B434C399E29E80ccE635', optimism: false },
  polygon: { chainId: 137, coin: 'POL', flux: '0xA2bb7A68c46b53f6BbF6cC91C865Ae247A82E99B', optimism: false },
  avalanche: { chainId: 43_114, coin: 'AVAX', flux: '0xc4B06F17ECcB2215a5DBf042C672101Fc20daF55', optimism: false },
  base: { chainId: 8_453, coin: 'ETH', flux: '0xb008BDCF9CdFf9da684a190941dC3dCa8C2Cdd44', optimism: true },
};

/** Where Multicall3 is on every chain, and the OP Stack predeploy that prices data. */
export const multicallAddress = '0xcA11bde05977b3631167028862bE2a173976CA11';
export const gasPriceOracleAddress = '0x420000000000000000000000000000000000000F';
/** Free places for tokens and contracts of tests. */
export const oddTokenAddress = '0x0dd70000000000000000000000000000000000dd';
export const forwarderAddress = '0x00000000000000000000000000000000000f0123';
