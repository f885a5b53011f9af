/** The two kinds of window and what belongs to each: origin, session partition, page. Nothing else has an origin here. */
export const windowKinds = ['app', 'signer'] as const;
export type WindowKind = (typeof windowKinds)[number];

export const APP_SCHEME = 'app';

export const hosts: Readonly<Record<WindowKind, string>> = { app: 'wallet', signer: 'signer' };

/** No `persist:`: what a page stores lives in memory and ends with the process. */
export const partitions: Readonly<Record<WindowKind, string>> = { app: 'wallet', signer: 'signer' };

export function pageUrl(kind: WindowKind): string {
  return `${APP_SCHEME}://${hosts[kind]}/index.html`;
}

/** The kind whose origin `text` has: parsed, whole host compared, no port, no user-info; `undefined` for all else. */
export function kindOfUrl(text: string): WindowKind | undefined {
  const url = URL.parse(text);
  if (url === null || url.protocol !== `${APP_SCHEME}:` || url.username !== '' || url.password !== '') return undefined;
  return windowKinds.find((kind) => hosts[kind] === url.host);
}
