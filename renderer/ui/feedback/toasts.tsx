import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Button } from '../controls/button.tsx';
import type { Tone } from '../controls/chip.tsx';
import { IconButton } from '../controls/icon-button.tsx';
import { t } from '../language/index.ts';
import { announce } from './announcer.tsx';
import styles from './toasts.module.css';
import { toneIcon } from './tone-icon.tsx';

export interface Toast {
  readonly id: number;
  readonly tone: Tone;
  readonly text: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

const MOST = 3;
const SHOWN_MS = 6_000;

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

/** Shows a short message at the foot of the window and reads it out. Dangers stay until dismissed, the rest goes by itself. */
export function toast(tone: Tone, text: string, action: Toast['action'] = null): number {
  const id = nextId++;
  // Said again, it stands there once.
  const others = toasts.filter((one) => one.tone !== tone || one.text !== text);
  publish([...others, { id, tone, text, action }].slice(-MOST));
  announce(text, tone === 'danger' ? 'assertive' : 'polite');
  if (tone !== 'danger' && action === null) setTimeout(() => dismissToast(id), SHOWN_MS);
  return id;
}

export function clearToasts(): void {
  publish([]);
}

/**
 * Where toasts appear; drawn once in a window, at the foot of what scrolls or at its head. They take room of their own
 * there and cover nothing.
 */
export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  if (shown.length === 0) return null;
  return (
    <section className={styles.shelf} aria-label={t('common.messages')}>
      <ol className={styles.list}>
        {shown.map((one) => {
          const Icon = toneIcon(one.tone);
          return (
            <li key={one.id} className={styles.toast} data-tone={one.tone}>
              <Icon className={styles.icon} aria-hidden />
              <span className={styles.text}>{one.text}</span>
              {one.action !== null && (
                <Button size="small" variant="quiet" onClick={one.action.run}>
                  {one.action.label}
                </Button>
              )}
              <IconButton icon={X} size="small" label={t('common.dismiss')} onClick={() => dismissToast(one.id)} />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
