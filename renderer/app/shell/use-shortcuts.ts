import { useEffect } from 'react';
import { goTo } from '../routes/router.ts';
import { availableRoutes, lock, refresh, toggleAmounts } from './commands.ts';
import { useShell } from './shell-store.ts';

/** Does typing go somewhere? Then single letters are letters. */
function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select') !== null
  );
}

/** A dialog owns the keyboard while it is open. */
function isBehindDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function handle(event: KeyboardEvent): boolean {
  const mod = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (mod && key === 'l') {
    lock();
    return true;
  }
  if (isBehindDialog()) return false;
  if (mod && !event.altKey && !event.shiftKey) {
    const route = /^[1-9]$/.test(key) ? availableRoutes()[Number(key) - 1] : undefined;
    if (route !== undefined) goTo(route.id);
    else if (key === 'k') useShell.setState({ overlay: 'commands' });
    else if (key === 'h') toggleAmounts();
    else if (key === 'r') refresh();
    else return false;
    return true;
  }
  if (event.key === '?' && !mod && !isTyping(event.target)) {
    useShell.setState({ overlay: 'shortcuts' });
    return true;
  }
  return false;
}

/** The shortcuts that work everywhere in this window. */
export function useShortcuts(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.defaultPrevented && handle(event)) event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}
