import type { AccountContext } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import type { ServerPool } from '../../network/server-pool.ts';
import type { EvmServer } from './evm-server.ts';
import { nonceCalls, readNonce } from './read-context.ts';

type Nonce = AccountContext['nonce'];

/** Forward steps between two readings that need no second opinion. */
const USUAL_STEP = 16;
/** How far two honest servers are apart for a moment. */
const MAX_DIFFERENCE = 2;

export interface NonceWatch {
  /** The number to use. Throws `server.disagree` when servers contradict each other, or one its own past. */
  confirm(owner: AddressText, nonce: Nonce, server: EvmServer): Promise<Nonce>;
}

/**
 * A server that invents a number far ahead gets a transaction that cannot be mined now but could be later, when the person
 * has long paid again. So the first number of a session, and every jump, is confirmed by a second server where there is one.
 */
export function createNonceWatch(pool: ServerPool<EvmServer>): NonceWatch {
  const seen = new Map<AddressText, number>();

  async function askSecond(owner: AddressText, server: EvmServer): Promise<Nonce | undefined> {
    if (pool.candidates().filter((other) => other !== server).length === 0) return undefined;
    try {
      const read = async (other: EvmServer) => {
        const { tip, outcomes } = await other.read({ calls: nonceCalls(owner) });
        return { value: readNonce(outcomes), tip };
      };
      return (await pool.ask(read, { except: server })).value;
    } catch (error) {
      if (isWalletError(error)) return undefined;
      throw error;
    }
  }

  return {
    confirm: async (owner, nonce, server) => {
      const last = seen.get(owner);
      const isUsual = last !== undefined && nonce.mined >= last && nonce.mined - last <= USUAL_STEP;
      const second = isUsual ? undefined : await askSecond(owner, server);
      if (second !== undefined && Math.abs(second.mined - nonce.mined) > MAX_DIFFERENCE) {
        throw new WalletError('server.disagree', { detail: 'nonce' });
      }
      // Alone against its own past, a server gets no trust; a reorganisation does not take back so many.
      if (second === undefined && last !== undefined && nonce.mined < last - MAX_DIFFERENCE) {
        throw new WalletError('server.disagree', { detail: 'nonce' });
      }
      const mined = Math.max(nonce.mined, second?.mined ?? 0);
      seen.set(owner, mined);
      return { mined, next: Math.max(nonce.next, second?.next ?? 0) };
    },
  };
}
