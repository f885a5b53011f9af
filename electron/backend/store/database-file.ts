import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { APPLICATION_ID } from './migrations.ts';

const MAGIC = 'SQLite format 3\u0000';
const HEADER_LENGTH = 100;
const VERSION_AT = 60;
const APPLICATION_AT = 68;

/** What belongs to one SQLite database besides the file itself. */
const companions = ['-wal', '-shm', '-journal'] as const;

function flush(path: string, mode: 'r' | 'r+'): void {
  const handle = openSync(path, mode);
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes renames and new names in a folder last. Windows cannot and need not: its file system keeps them in order. */
function flushFolder(path: string): void {
  if (process.platform !== 'win32') flush(path, 'r');
}

/**
 * Format number of a database file, read from its header (sqlite.org/fileformat.html §1.3) so that a file we must not
 * touch is never opened. Throws `store.corrupt` for a file that is not a database of this program.
 */
export function readFormat(path: string): number {
  const header = new DataView(new ArrayBuffer(HEADER_LENGTH));
  const handle = openSync(path, 'r');
  try {
    if (readSync(handle, header, 0, HEADER_LENGTH, 0) !== HEADER_LENGTH)
      throw new WalletError('store.corrupt', { why: 'short' });
  } finally {
    closeSync(handle);
  }
  const magic = new TextDecoder('latin1').decode(new Uint8Array(header.buffer, 0, MAGIC.length));
  if (magic !== MAGIC) throw new WalletError('store.corrupt', { why: 'magic' });
  if (header.getUint32(APPLICATION_AT) !== APPLICATION_ID)
    throw new WalletError('store.corrupt', { why: 'application' });
  const format = header.getUint32(VERSION_AT);
  if (format === 0) throw new WalletError('store.corrupt', { why: 'format' });
  return format;
}

/** True when the last writer did not close it: the write-ahead log still holds work. */
export function hasUnfinishedLog(path: string): boolean {
  return existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0;
}

/** Copies a database with its log and flushes the copy; nothing of the original changes. */
export function copyDatabase(from: string, to: string): void {
  removeDatabase(to);
  for (const end of ['', ...companions]) {
    if (end === '-shm' || !existsSync(from + end)) continue;
    copyFileSync(from + end, to + end, constants.COPYFILE_FICLONE);
    flush(to + end, 'r+');
  }
  flushFolder(dirname(to));
}

/** Puts a finished, closed database in the place of another in one step. */
export function replaceDatabase(from: string, to: string): void {
  flush(from, 'r+');
  renameSync(from, to);
  flushFolder(dirname(to));
}

/** The first damaged state is the one worth keeping; later starts add nothing to it. */
export function keepDamaged(copy: string, kept: string): void {
  if (existsSync(kept)) removeDatabase(copy);
  else for (const end of ['', ...companions]) if (existsSync(copy + end)) renameSync(copy + end, kept + end);
}

/** Removes what upgrades have kept of earlier formats. */
export function removeCopies(path: string): void {
  const folder = dirname(path);
  const start = `${basename(path)}.format-`;
  for (const name of readdirSync(folder)) if (name.startsWith(start)) rmSync(join(folder, name), { force: true });
}

export function removeDatabase(path: string): void {
  for (const end of ['', ...companions]) rmSync(path + end, { force: true });
}
