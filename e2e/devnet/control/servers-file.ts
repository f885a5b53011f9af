/** The file an unpackaged app takes with `--servers FILE`: base addresses without path or trailing slash. */
import { writeFile } from 'node:fs/promises';

export interface ServersFile {
  readonly flux: readonly { readonly kind: 'insight' | 'blockbook'; readonly url: string }[];
}

export interface ExplorerUrls {
  readonly insight: string;
  readonly blockbook: string;
  readonly insight2: string;
}

export const serversFile = (urls: ExplorerUrls): ServersFile => ({
  flux: [
    { kind: 'insight', url: urls.insight },
    { kind: 'blockbook', url: urls.blockbook },
    { kind: 'insight', url: urls.insight2 },
  ],
});

export const writeServersFile = async (path: string, urls: ExplorerUrls): Promise<void> => {
  await writeFile(path, `${JSON.stringify(serversFile(urls), null, 2)}\n`);
};
