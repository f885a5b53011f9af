import { isWalletError } from '../../../wallet-core/errors/index.ts';
import type { Logger, LogLevel } from '../../../wallet-core/ports/index.ts';

/** The first place in our code that a stack names, as `file.ts:12`: enough to find a fault, nothing of the machine. */
function placeOf(thrown: Error): string {
  const match = /([\w.-]+\.[jt]s):(\d+):\d+\)?$/m.exec(thrown.stack ?? '');
  return match === null ? '' : `${match[1]}:${match[2]}`;
}

/** Writes what was thrown: codes, safe data and where, never a message text. */
export function logError(logger: Logger, event: string, thrown: unknown, level: LogLevel = 'warn'): void {
  if (isWalletError(thrown)) logger.log(level, event, { ...thrown.data, code: thrown.code });
  else if (thrown instanceof Error)
    logger.log('error', event, { code: 'internal', cause: thrown.name, at: placeOf(thrown) });
  else logger.log('error', event, { code: 'internal', cause: typeof thrown });
}
