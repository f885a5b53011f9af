import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

function parentsFromProc(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      // A zombie has ended; its parent has just not asked yet.
      if (fields[0] !== 'Z') parents.set(Number(name), Number(fields[1]));
    } catch {
      // Ended while we read.
    }
  }
  return parents;
}

function parentsFromPs(): Map<number, number> {
  const lines = execFileSync('ps', ['-axo', 'pid=,ppid=']).toString('utf8').trim().split('\n');
  return new Map(lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]));
}

function parentsFromWindows(): Map<number, number> {
  const query = 'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId)" }';
  const lines = execFileSync('powershell', ['-NoProfile', '-Command', query]).toString('utf8').trim().split(/\r?\n/);
  return new Map(lines.map((line) => line.split(' ').map(Number) as [number, number]));
}

function readParents(): Map<number, number> {
  if (process.platform === 'linux') return parentsFromProc();
  return process.platform === 'win32' ? parentsFromWindows() : parentsFromPs();
}

/** A process and all that came from it, itself first. Empty when it is gone. */
export function processTree(root: number): number[] {
  const parents = readParents();
  const tree = parents.has(root) ? [root] : [];
  for (let at = 0; at < tree.length; at++) {
    for (const [pid, parent] of parents) if (parent === tree[at] && !tree.includes(pid)) tree.push(pid);
  }
  return tree;
}

/** False for what has ended, also when nobody has asked for its exit code yet. */
export function isRunning(pid: number): boolean {
  if (process.platform === 'linux') return parentsFromProc().has(pid);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** SIGKILL to all at once, then waits until the system knows none of them. */
export async function killHard(pids: readonly number[], limitMs = 10_000): Promise<void> {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
  const end = performance.now() + limitMs;
  while (pids.some(isRunning)) {
    if (performance.now() > end) throw new Error(`processes ${pids.filter(isRunning).join(', ')} did not end`);
    await sleep(10);
  }
}
