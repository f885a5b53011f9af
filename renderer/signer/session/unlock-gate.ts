import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { MainPort } from './main-port.ts';

/** E-21: asks whether an attempt for this name is due. Throws `account.throttled` with the time to wait. */
export async function passGate(main: MainPort, username: string): Promise<void> {
  const { waitMs } = await main('unlock.gate', { username });
  if (waitMs > 0) throw new WalletError('account.throttled', { seconds: Math.ceil(waitMs / 1_000), waitMs });
}

/** When the next attempt may be made, by what the last one threw; 0: now. */
export function waitUntil(thrown: unknown, clock: Clock): number {
  if (!isWalletError(thrown) || thrown.code !== 'account.throttled') return 0;
  const { waitMs } = thrown.data;
  return typeof waitMs === 'number' ? clock.now() + waitMs : 0;
}
