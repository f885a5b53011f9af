/**
 * The decisions of the bootstrap, apart from what they set off, so that tests can make them in a folder of their own.
 */
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LOCK_POLL_MS = 200;

/** True when dotted version `have` is not older than `want`. */
export function isAtLeast(have, want) {
  const [a, b] = [have, want].map((text) => text.split('.').map((part) => Number.parseInt(part, 10)));
  for (let index = 0; index < 3; index++) {
    if ((a[index] ?? 0) !== (b[index] ?? 0)) return (a[index] ?? 0) > (b[index] ?? 0);
  }
  return true;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

const stampFile = (root) => join(root, 'node_modules', '.parallax-lockfile');

function lockfileHash(root) {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** Remembers that `node_modules` holds exactly what the lockfile says. */
export function rememberInstall(root) {
  writeFileSync(stampFile(root), `${lockfileHash(root)}\n`);
}

/**
 * True when `node_modules` holds what the lockfile says: by our stamp, or, after an install that was not ours, by npm's
 * own record of what it put there. Optional packages may be missing: they belong to other platforms.
 */
export function isInstalled(root) {
  const stamp = existsSync(stampFile(root)) ? readFileSync(stampFile(root), 'utf8').trim() : '';
  if (stamp === lockfileHash(root)) return true;
  const wanted = readJson(join(root, 'package-lock.json'))?.packages;
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  const same = Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity && existsSync(join(root, path));
  });
  const nothingElse = Object.keys(present).every((path) => wanted[path] !== undefined);
  if (!same || !nothingElse) return false;
  rememberInstall(root);
  return true;
}

/** The Node binary that came as an optional package for this platform, or undefined. */
export function nodeFromPackages(root, platform = process.platform, arch = process.arch) {
  const names = Object.keys(readJson(join(root, 'package.json'))?.optionalDependencies ?? {});
  const system = platform === 'win32' ? 'win' : platform;
  for (const name of names.filter((candidate) => candidate.endsWith(`${system}-${arch}`))) {
    const bin = readJson(join(root, 'node_modules', name, 'package.json'))?.bin;
    const relative = typeof bin === 'string' ? bin : bin?.node;
    const file = relative === undefined ? undefined : join(root, 'node_modules', name, relative);
    if (file !== undefined && existsSync(file)) return file;
  }
  return undefined;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Where the set-up of this clone is locked; outside the clone, because `npm ci` empties `node_modules`. */
export function lockFileOf(root) {
  return join(tmpdir(), `parallax-bootstrap-${createHash('sha256').update(root).digest('hex').slice(0, 16)}.lock`);
}

/** Removes the lock of a dead holder, unless another process was faster and the lock is already a living one's. */
function removeStale(file, holder) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== holder) linkSync(aside, file);
  } catch {
    // Someone else removed or replaced it first; the caller looks again.
  }
  rmSync(aside, { force: true });
}

/** Runs `work` while no other bootstrap of this clone does; a lock left by a dead process is taken over. */
export async function withLock(root, work) {
  const file = lockFileOf(root);
  let told = false;
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = existsSync(file) ? readFileSync(file, 'utf8') : '';
    // An empty file is a holder between creating and writing: wait a round.
    if (holder !== '' && !isAlive(Number.parseInt(holder, 10))) {
      removeStale(file, holder);
      continue;
    }
    if (!told) process.stdout.write('Another command is setting up this folder; waiting for it…\n');
    told = true;
    await sleep(LOCK_POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
