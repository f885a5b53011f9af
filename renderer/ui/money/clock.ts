import { useSyncExternalStore } from 'react';

/** One timer for every age on screen. It stops while nothing listens or the window is not seen. */
const TICK_MS = 1_000;

let timer: ReturnType<typeof setInterval> | null = null;
let readNow: () => number = Date.now;
const listeners = new Set<() => void>();

function tick(): void {
  for (const listener of listeners) listener();
}

function run(): void {
  const wanted = listeners.size > 0 && (typeof document === 'undefined' || !document.hidden);
  if (wanted && timer === null) timer = setInterval(tick, TICK_MS);
  if (!wanted && timer !== null) {
    clearInterval(timer);
    timer = null;
  }
}

function onVisibility(): void {
  run();
  tick();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0 && typeof document !== 'undefined')
    document.addEventListener('visibilitychange', onVisibility);
  listeners.add(listener);
  run();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && typeof document !== 'undefined') {
      document.removeEventListener('visibilitychange', onVisibility);
    }
    run();
  };
}

/** Replaces the clock of everything on screen; for pictures and tests that must not change with time. */
export function setClock(now: () => number): void {
  readNow = now;
  tick();
}

/** Something computed from the time now; draws again only when the result differs. */
export function useNow<T extends string | number | boolean>(compute: (nowMs: number) => T): T {
  return useSyncExternalStore(
    subscribe,
    () => compute(readNow()),
    () => compute(readNow()),
  );
}

export function nowMs(): number {
  return readNow();
}
