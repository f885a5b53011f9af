import { useEffect } from 'react';
import { call } from '../api/index.ts';
import { useSnapshots } from '../state/index.ts';

/** Main restarts its idle clock at most this often; half a minute of doubt is nothing against minutes. */
const AT_MOST_EVERY_MS = 5_000;

const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;

/** Tells main that the person is there. While the warning stands, every sign counts at once. */
export function useActivityReport(): void {
  useEffect(() => {
    let lastMs = Number.NEGATIVE_INFINITY;
    const report = (event: Event) => {
      if (!event.isTrusted) return;
      const warned = useSnapshots.getState().idleSecondsLeft !== null;
      if (!warned && event.timeStamp - lastMs < AT_MOST_EVERY_MS) return;
      lastMs = event.timeStamp;
      useSnapshots.setState({ idleSecondsLeft: null });
      call('session.activity', {}).catch(() => undefined);
    };
    for (const sign of signs) document.addEventListener(sign, report, { passive: true, capture: true });
    return () => {
      for (const sign of signs) document.removeEventListener(sign, report, { capture: true });
    };
  }, []);
}
