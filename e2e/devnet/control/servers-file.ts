/** The file an unpackaged app takes with `--servers FILE`: base addresses without path or trailing slash. */
import { writeFile } from 'node:fs/promises';

export interface ServersFile {
  readonly flux: readonly { readonly kind: 'insight' | 'blockbook'; readonly url: string }[];
  /** FluxOS gateways: where the lists of nodes come from. */
  readonly fluxos: readonly string[];
}

export interface ExplorerUrls {
  readonly insight: string;
  readonly blockbook: string;
  readonly insight2: string;
  readonly fluxos: string;
}

export const serversFile = (urls: ExplorerUrls): ServersFile => ({
  flux: [
    { kind: 'insight', url: urls.insight },
    { kind: 'blockbook', url: urls.blockbook },
    { kind: 'insight', url: urls.insight2 },
  ],
  fluxos: [urls.fluxos],
});

export const writeServersFile = async (path: string, urls: ExplorerUrls): Promise<void> => {
  await writeFile(path, `${JSON.stringify(serversFile(urls), null, 2)}\n`);
};
