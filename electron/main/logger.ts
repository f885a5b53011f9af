import type { Logger } from '../../wallet-core/ports/index.ts';

/** Code-like words only: no spaces, so neither sentences nor paths nor addresses with amounts get through (E-35). */
const WORD = /^[a-z][a-z0-9.-]{0,47}$/;

/** JSON lines of an event and allow-listed fields; anything else is dropped without a trace of it. */
export function createLogger(writeLine: (line: string) => void): Logger {
  return {
    log(level, event, fields = {}) {
      const kept: Record<string, string | number | boolean> = {};
      for (const [name, value] of Object.entries(fields)) {
        if (!WORD.test(name)) continue;
        if (typeof value !== 'string' || WORD.test(value)) kept[name] = value;
      }
      writeLine(JSON.stringify({ place: 'main', level, event: WORD.test(event) ? event : 'unnamed', ...kept }));
    },
  };
}
