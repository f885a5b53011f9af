import { useSyncExternalStore } from 'react';
import { VisuallyHidden } from '../layout/text.tsx';

export type Politeness = 'polite' | 'assertive';

interface Said {
  readonly polite: string;
  readonly assertive: string;
  /** Counts up, so that the same words twice are read twice. */
  readonly turn: number;
}

const silent: Said = { polite: '', assertive: '', turn: 0 };
let said = silent;
const listeners = new Set<() => void>();

function publish(next: Said): void {
  said = next;
  for (const listener of listeners) listener();
}

/** Says `text` to screen readers once. For changes of state that nothing focused shows. */
export function announce(text: string, politeness: Politeness = 'polite'): void {
  publish({ ...said, [politeness]: text, turn: said.turn + 1 });
}

/** Forgets what was said: on lock, nothing of the account stays in the page. */
export function silenceAnnouncer(): void {
  publish(silent);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The live regions of a window; drawn once, at its root. */
export function Announcer() {
  const { polite, assertive, turn } = useSyncExternalStore(subscribe, () => said);
  const pause = turn % 2 === 0 ? '' : '\u00a0';
  return (
    <VisuallyHidden as="div">
      <div role="status">{polite === '' ? '' : polite + pause}</div>
      <div role="alert">{assertive === '' ? '' : assertive + pause}</div>
    </VisuallyHidden>
  );
}
