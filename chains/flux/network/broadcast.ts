import type { Signed } from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import { type TxId, toHex } from '../../../wallet-core/primitives/index.ts';
import type { FluxServer } from './server.ts';
import type { ServerPool } from './server-pool.ts';

/** A refusal counts when two servers agree, or there is only one: one of them may be behind or lie. */
const OPINIONS = 2;

type Outcome = 'accepted' | { readonly refused: WalletError } | { readonly unsure: WalletError };

async function isKnownTo(server: FluxServer, txid: TxId): Promise<boolean> {
  try {
    return (await server.transaction(txid)) !== null;
  } catch (error) {
    if (isWalletError(error)) return false;
    throw error;
  }
}

/** A refusal of bytes that the server already has (mined a moment ago, say) is no refusal. */
async function sendTo(pool: ServerPool, server: FluxServer, signed: Signed): Promise<Outcome> {
  try {
    await pool.check(server);
    const txid = await server.send(toHex(signed.bytes));
    return txid === signed.txid ? 'accepted' : { unsure: new WalletError('server.bad-reply', { detail: 'txid' }) };
  } catch (error) {
    if (!isWalletError(error)) throw error;
    if (error.code === 'chain.already-known') return 'accepted';
    if (!error.code.startsWith('chain.')) return { unsure: error };
    return (await isKnownTo(server, signed.txid)) ? 'accepted' : { refused: error };
  }
}

/**
 * Hands the bytes to the network; the same bytes twice are no error (T-10). Throws `chain.*` when it is certain that
 * they were refused, and the server's `network.*` or `server.*` when they may have got through: ask for the status.
 */
export async function broadcastThrough(pool: ServerPool, signed: Signed): Promise<TxId> {
  let refusal: WalletError | undefined;
  let doubt: WalletError | undefined;
  let refusals = 0;
  for (const server of pool.candidates()) {
    const outcome = await sendTo(pool, server, signed);
    if (outcome === 'accepted') return signed.txid;
    if ('unsure' in outcome) {
      pool.reportFailure(server, outcome.unsure);
      doubt ??= outcome.unsure;
      continue;
    }
    refusal ??= outcome.refused;
    refusals += 1;
    if (refusals === OPINIONS) break;
  }
  throw doubt ?? refusal ?? pool.noneLeft();
}
