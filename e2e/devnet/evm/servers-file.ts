/** Lines of the file an unpackaged app takes with `--servers FILE`: two nodes and an explorer for each chain. */
import type { EvmDevnet } from './evm-devnet.ts';

export interface EvmServerLine {
  readonly kind: 'json-rpc' | 'etherscan' | 'blockscout';
  readonly url: string;
}

/** By chain; `index` is the explorer's API to use, `none` for nodes alone. */
export const evmServerLines = (
  devnet: EvmDevnet,
  index: 'etherscan' | 'blockscout' | 'none' = 'etherscan',
): Record<string, EvmServerLine[]> =>
  Object.fromEntries(
    devnet.names.map((name): [string, EvmServerLine[]] => {
      const { servers, explorer } = devnet.chain(name);
      const nodes = servers.map(({ url }): EvmServerLine => ({ kind: 'json-rpc', url }));
      return [name, index === 'none' ? nodes : [...nodes, { kind: index, url: explorer[index] }]];
    }),
  );
