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

/**
 * `others`: lines of further chains, by chain, and addresses of further services, by service. What has none is not offered
 * by the app.
 */
export const writeServersFile = async (
  path: string,
  urls: ExplorerUrls,
  others: Readonly<Record<string, string | readonly { readonly kind: string; readonly url: string }[]>> = {},
): Promise<void> => {
  await writeFile(path, `${JSON.stringify({ ...serversFile(urls), ...others }, null, 2)}\n`);
};
