/** The file an unpackaged app takes with `--servers FILE`: base addresses without path or trailing slash. */
import { writeFile } from 'node:fs/promises';

interface Entry<Kind extends string> {
  readonly kind: Kind;
  readonly url: string;
}

export interface ServersFile {
  readonly flux: readonly Entry<'insight' | 'blockbook'>[];
  /** Chains with accounts, by name; those that are not named are not offered. */
  readonly [chain: string]: readonly Entry<string>[];
}

/** Where the nodes and the explorer of one chain listen. */
export interface ChainUrls {
  readonly rpc: readonly string[];
  readonly etherscan: string;
}

export interface ExplorerUrls {
  readonly insight: string;
  readonly blockbook: string;
  readonly insight2: string;
}

const entriesOf = ({ rpc, etherscan }: ChainUrls): readonly Entry<string>[] => [
  ...rpc.map((url) => ({ kind: 'json-rpc', url })),
  { kind: 'etherscan', url: etherscan },
];

export const serversFile = (urls: ExplorerUrls, chains: Readonly<Record<string, ChainUrls>> = {}): ServersFile => ({
  ...Object.fromEntries(Object.entries(chains).map(([name, of]) => [name, entriesOf(of)])),
  flux: [
    { kind: 'insight', url: urls.insight },
    { kind: 'blockbook', url: urls.blockbook },
    { kind: 'insight', url: urls.insight2 },
  ],
});

export const writeServersFile = async (
  path: string,
  urls: ExplorerUrls,
  chains?: Readonly<Record<string, ChainUrls>>,
): Promise<void> => {
  await writeFile(path, `${JSON.stringify(serversFile(urls, chains), null, 2)}\n`);
};
