/**
 * `app.requestSingleInstanceLock` between real processes, without waiting, as in Electron: the lock is a file in the
 * profile folder, a second start leaves what it was given in a folder beside it.
 */
import {
  type FSWatcher,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly additionalData: unknown;
}

/** Start time of a process where the system tells it, so that a number used again is not taken for the old holder. */
function birthOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function isAlive(text: string): boolean {
  const [pid, birth] = text.split(' ');
  const number = Number.parseInt(pid ?? '', 10);
  if (!Number.isInteger(number)) return false;
  try {
    process.kill(number, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return birth === undefined || birth === '' || birthOf(number) === birth;
}

export class SingleInstance {
  private lock: string | undefined;
  private watcher: FSWatcher | undefined;

  has(): boolean {
    return this.lock !== undefined;
  }

  /** True when this process is the one of the folder. Otherwise the holder hears of this start. */
  request(folder: string, start: SecondStart, onSecond: (start: SecondStart) => void): boolean {
    if (this.lock !== undefined) return true;
    mkdirSync(folder, { recursive: true });
    const lock = join(folder, 'stand-in-instance');
    const inbox = join(folder, 'stand-in-starts');
    if (!this.take(lock)) {
      mkdirSync(inbox, { recursive: true });
      const file = join(inbox, `${crypto.randomUUID()}.json`);
      writeFileSync(`${file}.part`, JSON.stringify(start));
      renameSync(`${file}.part`, file);
      return false;
    }
    this.lock = lock;
    rmSync(inbox, { recursive: true, force: true });
    mkdirSync(inbox, { recursive: true });
    this.watcher = watch(inbox, () => this.readStarts(inbox, onSecond));
    this.watcher.unref();
    return true;
  }

  private take(lock: string): boolean {
    const own = `${lock}.${process.pid}`;
    writeFileSync(own, `${process.pid} ${birthOf(process.pid)}`);
    try {
      for (;;) {
        try {
          // A link, unlike a fresh file, appears with its content.
          linkSync(own, lock);
          return true;
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        }
        if (isAlive(this.holder(lock))) return false;
        rmSync(lock, { force: true });
      }
    } finally {
      rmSync(own, { force: true });
    }
  }

  private holder(lock: string): string {
    try {
      return readFileSync(lock, 'utf8');
    } catch {
      return '';
    }
  }

  private readStarts(inbox: string, onSecond: (start: SecondStart) => void): void {
    for (const name of readdirSync(inbox)
      .filter((file) => file.endsWith('.json'))
      .sort()) {
      const file = join(inbox, name);
      try {
        const start = JSON.parse(readFileSync(file, 'utf8')) as SecondStart;
        rmSync(file);
        onSecond(start);
      } catch {
        // Another event of the watcher has taken it already.
      }
    }
  }

  release(): void {
    this.watcher?.close();
    if (this.lock !== undefined) rmSync(this.lock, { force: true });
    this.lock = undefined;
  }
}
