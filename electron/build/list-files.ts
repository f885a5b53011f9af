/**
 * The build-time list of files (E-10): the scheme handler serves what stands here and nothing else, whatever lies on
 * the disk. Written to `out/files.json`, next to `out/main`.
 *
 *   { "wallet": { "/index.html": { "path": "renderer/app/index.html", "sha256": "…" }, … }, "signer": { … } }
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export interface ListedFile {
  /** Below the output folder, with forward slashes. */
  readonly path: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

export type FileList = Readonly<Record<'wallet' | 'signer', Readonly<Record<string, ListedFile>>>>;

const ORIGIN_FOLDERS = { wallet: 'renderer/app', signer: 'renderer/signer' } as const;

function listFolder(out: string, folder: string): Record<string, ListedFile> {
  const base = join(out, folder);
  const files = readdirSync(base, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(base, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
  return Object.fromEntries(
    files.map((file) => {
      const sha256 = createHash('sha256')
        .update(readFileSync(join(base, file)))
        .digest('hex');
      return [`/${file}`, { path: `${folder}/${file}`, sha256 }];
    }),
  );
}

export function listFiles(out: string): FileList {
  return { wallet: listFolder(out, ORIGIN_FOLDERS.wallet), signer: listFolder(out, ORIGIN_FOLDERS.signer) };
}

export function writeFileList(out: string): FileList {
  const list = listFiles(out);
  writeFileSync(join(out, 'files.json'), `${JSON.stringify(list, null, 2)}\n`);
  return list;
}
