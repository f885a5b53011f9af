import { useEffect, useState } from 'react';
import type { Clock } from '../../../wallet-core/ports/index.ts';

const TICK_MS = 250;

/** The time, fresh four times a second while `running`. */
export function useNow(clock: Clock, running: boolean): number {
  const [now, setNow] = useState(clock.now());
  useEffect(() => {
    if (!running) return;
    setNow(clock.now());
    const timer = setInterval(() => setNow(clock.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [clock, running]);
  return now;
}
