/** The files the windows may load: a list made by the build, with hashes. What is not on it does not exist (E-10). */
import path from 'node:path';
import { WalletError } from '../../wallet-core/errors/index.ts';
import { z } from '../../wallet-core/primitives/zod.ts';
import { kindOfUrl, type WindowKind } from '../windows/window-kinds.ts';

const types: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json; charset=utf-8'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.webp', 'image/webp'],
  ['.ico', 'image/x-icon'],
  ['.woff2', 'font/woff2'],
  ['.woff', 'font/woff'],
  ['.wasm', 'application/wasm'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

const urlPath = z.string().regex(/^(?:\/[\w-][\w.-]*)+$/);
const entry = z.strictObject({
  /** Relative to the folder of the list. */
  path: z.string().regex(/^[\w-][\w.-]*(?:\/[\w-][\w.-]*)*$/),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const listShape = z.strictObject({ wallet: z.record(urlPath, entry), signer: z.record(urlPath, entry) });

export interface PageFile {
  readonly file: string;
  readonly sha256: string;
  readonly type: string;
}

export type PageFiles = Readonly<Record<WindowKind, ReadonlyMap<string, PageFile>>>;

/** The list of `files.json`. Throws `internal` for any doubt: a build that cannot say what it serves must not start. */
export function parsePageFiles(json: string, root: string): PageFiles {
  const refuse = (what: string): never => {
    throw new WalletError('internal', { step: 'page-files', what });
  };
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return refuse('json');
  }
  const parsed = listShape.safeParse(raw);
  if (!parsed.success) return refuse('shape');

  const toMap = (entries: Record<string, z.infer<typeof entry>>): ReadonlyMap<string, PageFile> =>
    new Map(
      Object.entries(entries).map(([url, { path: relative, sha256 }]) => {
        const file = path.resolve(root, relative);
        const inside = path.relative(root, file);
        if (inside.startsWith('..') || path.isAbsolute(inside)) return refuse('outside');
        return [url, { file, sha256, type: types.get(path.extname(url)) ?? refuse('type') }];
      }),
    );
  return { app: toMap(parsed.data.wallet), signer: toMap(parsed.data.signer) };
}

const MAX_URL_LENGTH = 2_048;
/** Encoded separators and NUL, a second layer of encoding, back-slashes, climbing: in the raw URL and after decoding. */
const HOSTILE_RAW = /%2f|%5c|%00|%25|\\|\0|\.\./i;
const HOSTILE_DECODED = /[%\\\0]|\.\./;

/** The listed file a URL names for a window kind: exact origin, path decoded once, no query; `undefined` for all else. */
export function locatePageFile(files: PageFiles, kind: WindowKind, url: string): PageFile | undefined {
  if (url.length > MAX_URL_LENGTH || HOSTILE_RAW.test(url) || /[?#]/.test(url)) return undefined;
  if (kindOfUrl(url) !== kind) return undefined;
  let decoded: string;
  try {
    // Before URL parsing, which would quietly resolve an encoded `..`.
    decoded = decodeURIComponent(url);
  } catch {
    return undefined;
  }
  if (HOSTILE_DECODED.test(decoded)) return undefined;
  const pathname = URL.parse(decoded)?.pathname;
  return pathname === undefined ? undefined : files[kind].get(pathname);
}
