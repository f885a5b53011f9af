import { useEffect } from 'react';
import { useSnapshots } from '../state/index.ts';

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/**
 * Takes the idle warning down when the person moves. Whether somebody is there is main's to judge, from the input it
 * sees itself: nothing here keeps the lock away.
 */
export function useIdleWarning(): void {
  useEffect(() => {
    const dismiss = (event: Event) => {
      if (event.isTrusted && useSnapshots.getState().idleSecondsLeft !== null) {
        useSnapshots.setState({ idleSecondsLeft: null });
      }
    };
    for (const sign of signs) document.addEventListener(sign, dismiss, { passive: true, capture: true });
    return () => {
      for (const sign of signs) document.removeEventListener(sign, dismiss, { capture: true });
    };
  }, []);
}
