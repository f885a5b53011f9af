/**
 * Auto-lock: pointer, keys and scrolling count, the clock is a port (E-27). Input of the app window is seen here on its
 * way in; that of the signer is reported by it, because main is not to see what is typed there.
 */
import { autoLockAfter, defaultAutoLock, judgeAutoLock } from '../../../wallet-core/policy/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { CurrentSettings } from '../current-settings.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import type { ModuleHooks } from './module.ts';

/** The computer may have slept: the wall clock is looked at this often, whatever a timer thinks. */
const LONGEST_LOOK_MS = 30_000;

export interface IdleParts {
  readonly clock: Clock;
  readonly settings: CurrentSettings;
  warn(secondsLeft: number): void;
  expire(): void;
}

export interface Idle extends ModuleHooks {
  /** Begins to count: at unlock, and when somebody starts to type in the signer. */
  touch(): void;
  stop(): void;
  readonly handlers: Pick<MainHandlers, 'session.activity'>;
}

export function initIdle(parts: IdleParts): Idle {
  let lastActivityMs = 0;
  let running: AbortController | null = null;

  /** The person's own choice as soon as the backend has told it. */
  const rule = () => {
    const settings = parts.settings.get();
    return settings === null ? defaultAutoLock : autoLockAfter(settings.autoLockMinutes * 60_000);
  };

  async function watch(signal: AbortSignal): Promise<void> {
    let warned = false;
    while (!signal.aborted) {
      const verdict = judgeAutoLock(lastActivityMs, parts.clock.now(), rule());
      if (verdict.kind === 'lock') {
        stop();
        parts.expire();
        return;
      }
      if (verdict.kind === 'warn' && !warned) parts.warn(Math.ceil(verdict.locksInMs / 1_000));
      warned = verdict.kind === 'warn';
      const lookAgainInMs = verdict.kind === 'warn' ? verdict.locksInMs : verdict.lookAgainInMs;
      try {
        await parts.clock.sleep(Math.min(lookAgainInMs, LONGEST_LOOK_MS), signal);
      } catch {
        return;
      }
    }
  }

  function touch(): void {
    lastActivityMs = parts.clock.now();
    if (running !== null) return;
    running = new AbortController();
    void watch(running.signal);
  }

  function stop(): void {
    running?.abort();
    running = null;
  }

  // A shorter limit holds at once.
  parts.settings.onChange(() => {
    if (running === null) return;
    running.abort();
    running = new AbortController();
    void watch(running.signal);
  });

  return {
    touch,
    stop,
    onQuit: stop,
    handlers: {
      'session.activity'() {
        touch();
        return {};
      },
    },
  };
}
