import type { Tip, TxStatus } from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import type { TxId } from '../../../wallet-core/primitives/index.ts';
import { fluxConfig } from '../config.ts';
import type { FluxServer, ServerTransaction } from './server.ts';
import type { ServerPool } from './server-pool.ts';
import { vetConfirmations } from './vet-utxos.ts';

/**
 * Where a transaction stands by one server. Unmined and past its expiry it can never be mined: *expired*. Without a
 * block and not known at all: *unknown*, which is not the same as gone.
 */
export function toStatus(
  transaction: ServerTransaction | null,
  tip: Tip,
  expiryHeight: number | null,
  now: number,
): TxStatus {
  const { height } = transaction ?? { height: null };
  if (transaction !== null && height !== null) {
    const confirmations = vetConfirmations(transaction, tip);
    const kind = confirmations >= fluxConfig.maxReorganisation ? 'final' : 'confirmed';
    return { kind, confirmations: Math.max(1, confirmations), height, timeMs: transaction.timeMs ?? now };
  }
  const expiry = expiryHeight ?? transaction?.expiryHeight ?? null;
  if (expiry !== null && tip.height > expiry) return { kind: 'expired' };
  return transaction === null ? { kind: 'unknown' } : { kind: 'pending' };
}

function isMined(status: TxStatus): boolean {
  return status.kind === 'confirmed' || status.kind === 'final';
}

/**
 * The status with a second opinion where being wrong is costly: "expired" invites to pay again, so a second server, if
 * any answers, must not know the transaction as mined. A second server may also know what the first does not.
 */
export async function readStatus(
  pool: ServerPool,
  txid: TxId,
  expiryHeight: number | null,
  now: () => number,
): Promise<TxStatus> {
  const ask = async (server: FluxServer, tip: Tip) => ({
    value: { server, status: toStatus(await server.transaction(txid), tip, expiryHeight, now()) },
    tip,
  });
  const first = (await pool.use(ask)).value;
  if (first.status.kind !== 'expired' && first.status.kind !== 'unknown') return first.status;
  try {
    const second = (await pool.use(ask, { except: first.server })).value.status;
    return isMined(second) || second.kind === 'pending' ? second : first.status;
  } catch (error) {
    if (isWalletError(error)) return first.status;
    throw error;
  }
}
