import type { Signed } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import { type TxId, toHex } from '../../../../wallet-core/primitives/index.ts';
import type { ServerPool } from '../../network/server-pool.ts';
import type { EvmServer } from './evm-server.ts';
import { type RpcOutcome, resultOf } from './json-rpc.ts';
import { refusalError } from './refusal.ts';
import { transaction, txid } from './shapes.ts';

/** A refusal counts when two servers agree, or there is only one: one of them may be behind or lie. */
const OPINIONS = 2;

type Outcome = 'accepted' | { readonly refused: WalletError } | { readonly unsure: WalletError };

async function isKnownTo(server: EvmServer, wanted: TxId): Promise<boolean> {
  try {
    const [outcome] = await server.send([{ method: 'eth_getTransactionByHash', params: [wanted] }]);
    return resultOf(outcome, transaction.nullable())?.hash === wanted;
  } catch (error) {
    if (isWalletError(error)) return false;
    throw error;
  }
}

function judge(outcome: RpcOutcome | undefined, signed: Signed): Outcome {
  if (outcome?.ok === false) {
    const error = refusalError(outcome.error);
    if (error.code === 'chain.already-known') return 'accepted';
    return error.code.startsWith('chain.') ? { refused: error } : { unsure: error };
  }
  // The id is computed from the bytes; a server that names another one has not understood them.
  return resultOf(outcome, txid) === signed.txid
    ? 'accepted'
    : { unsure: new WalletError('server.bad-reply', { detail: 'txid' }) };
}

/** A refusal of bytes that the server already has (mined a moment ago: "nonce too low") is no refusal. */
async function sendTo(pool: ServerPool<EvmServer>, server: EvmServer, signed: Signed): Promise<Outcome> {
  try {
    await pool.check(server);
    const [outcome] = await server.send([{ method: 'eth_sendRawTransaction', params: [`0x${toHex(signed.bytes)}`] }]);
    const judged = judge(outcome, signed);
    if (judged === 'accepted' || 'unsure' in judged) return judged;
    return (await isKnownTo(server, signed.txid)) ? 'accepted' : judged;
  } catch (error) {
    if (!isWalletError(error)) throw error;
    return { unsure: error };
  }
}

/**
 * Hands the bytes to the network; the same bytes twice are no error (T-10). Throws `chain.*` when it is certain that
 * they were refused, and the server's `network.*` or `server.*` when they may have got through: ask for the status.
 */
export async function broadcastThrough(pool: ServerPool<EvmServer>, signed: Signed): Promise<TxId> {
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
