/** Auto-lock: pointer, keys and scrolling count (the windows report them), the clock is a port (E-27). */
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { CurrentSettings } from '../current-settings.ts';
import { judgeIdle } from '../idle-rule.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import type { ModuleHooks } from './module.ts';

/** Until the backend has told the person's own choice. */
const DEFAULT_MINUTES = 10;
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

  const limitMs = () => (parts.settings.get()?.autoLockMinutes ?? DEFAULT_MINUTES) * 60_000;

  async function watch(signal: AbortSignal): Promise<void> {
    let warned = false;
    while (!signal.aborted) {
      const state = judgeIdle(lastActivityMs, parts.clock.now(), limitMs());
      if (state.kind === 'expired') {
        stop();
        parts.expire();
        return;
      }
      if (state.kind === 'warning' && !warned) parts.warn(state.secondsLeft);
      warned = state.kind === 'warning';
      try {
        await parts.clock.sleep(Math.min(state.nextLookMs, LONGEST_LOOK_MS), signal);
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
