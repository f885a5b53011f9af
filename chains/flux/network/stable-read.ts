import type { Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { FluxServer } from './server.ts';
import type { Finding } from './server-pool.ts';

const MAX_ATTEMPTS = 3;

/**
 * Reads something that takes several requests, and reads it again when the chain has moved meanwhile, so that one
 * answer never mixes two states. After some attempts a chain that only grew is accepted (each part is sound, and the
 * next refresh comes soon); one that went back is not: throws `server.disagree`.
 */
export async function readStably<T>(
  server: FluxServer,
  firstTip: Tip,
  read: (tip: Tip) => Promise<T>,
): Promise<Finding<T>> {
  let before = firstTip;
  for (let attempt = 1; ; attempt++) {
    const value = await read(before);
    const after = await server.tip();
    if (after.hash === before.hash) return { value, tip: before };
    if (attempt >= MAX_ATTEMPTS) {
      if (after.height > before.height) return { value, tip: before };
      throw new WalletError('server.disagree', { detail: 'reorganisation' });
    }
    before = after;
  }
}
