import type { Logger } from '../../../wallet-core/ports/index.ts';

export interface RecordingLogger extends Logger {
  readonly events: string[];
}

export function createRecordingLogger(): RecordingLogger {
  const events: string[] = [];
  return { events, log: (_level, event) => void events.push(event) };
}
