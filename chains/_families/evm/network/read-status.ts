import type { AccountTxStatus } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError, WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AddressText, TxId } from '../../../../wallet-core/primitives/index.ts';
import type { Finding, ServerPool } from '../../network/server-pool.ts';
import type { EvmConfig } from '../config.ts';
import { type EvmServer, getBlock, nonceResult, type Reading } from './evm-server.ts';
import { isUnsupported, type RpcCall, type RpcOutcome, resultOf } from './json-rpc.ts';
import { block, type Receipt, type RpcTransaction, receipt, transaction } from './shapes.ts';

/** Sender and number of a transaction, as the journal has them: they tell a replaced one from an unknown one. */
export interface Origin {
  readonly from: AddressText;
  readonly nonce: number;
}

const MAX_ATTEMPTS = 3;
/** How many blocks the tip may have moved between the answers of one batch. */
const SAME_MOMENT = 8;

interface Answers {
  readonly reading: Reading;
  readonly transaction: RpcTransaction | null;
  readonly receipt: Receipt | null;
  /** `null` when the server knows no such block. */
  readonly finalHeight: number | null;
  /** Number the chain takes next from the sender; `null` without an origin. */
  readonly mined: number | null;
}

function readFinalHeight(outcome: RpcOutcome | undefined): number | null {
  if (outcome?.ok === false && isUnsupported(outcome.error)) return null;
  return resultOf(outcome, block.nullable())?.number ?? null;
}

const receiptCall = (txid: TxId): RpcCall => ({ method: 'eth_getTransactionReceipt', params: [txid] });

async function readAnswers(server: EvmServer, txid: TxId, origin: Origin | null): Promise<Answers> {
  const calls: RpcCall[] = [
    { method: 'eth_getTransactionByHash', params: [txid] },
    receiptCall(txid),
    getBlock('finalized'),
  ];
  if (origin !== null) calls.push({ method: 'eth_getTransactionCount', params: [origin.from, 'latest'] });
  const reading = await server.read({ calls });
  const [first, second, third, fourth] = reading.outcomes;
  const known = resultOf(first, transaction.nullable());
  const found = resultOf(second, receipt.nullable());
  if ((known !== null && known.hash !== txid) || (found !== null && found.transactionHash !== txid)) {
    throw new WalletError('server.bad-reply', { detail: 'txid' });
  }
  const mined = origin === null ? null : resultOf(fourth, nonceResult);
  return { reading, transaction: known, receipt: found, finalHeight: readFinalHeight(third), mined };
}

/** A mined transaction's standing; `undefined` when its block is no longer the chain's: a reorganisation is under way. */
async function minedStatus(
  server: EvmServer,
  config: EvmConfig,
  { reading, finalHeight }: Answers,
  { blockNumber, blockHash, status }: Receipt,
): Promise<AccountTxStatus | undefined> {
  const [outcome] = await server.send([getBlock(blockNumber)]);
  const home = resultOf(outcome, block.nullable());
  if (home === null || home.hash !== blockHash) return undefined;
  const tip = reading.tip.height;
  if (blockNumber > tip + SAME_MOMENT) throw new WalletError('server.bad-reply', { detail: 'height' });
  if (!status) return { kind: 'failed' };
  const confirmations = Math.max(1, tip - blockNumber + 1);
  const isFinal = finalHeight === null ? confirmations >= config.finalAfter : blockNumber <= finalHeight;
  return { kind: isFinal ? 'final' : 'confirmed', confirmations, height: blockNumber, timeMs: home.timestamp };
}

async function attempt(
  server: EvmServer,
  config: EvmConfig,
  txid: TxId,
  origin: Origin | null,
): Promise<Finding<AccountTxStatus> | undefined> {
  const answers = await readAnswers(server, txid, origin);
  const { tip } = answers.reading;
  const found = (value: AccountTxStatus) => ({ value, tip });
  if (answers.receipt !== null) {
    const status = await minedStatus(server, config, answers, answers.receipt);
    return status === undefined ? undefined : found(status);
  }
  if (origin !== null && answers.mined !== null && answers.mined > origin.nonce) {
    // The number is taken. By this very transaction, perhaps, a moment after its receipt was looked for.
    const [again] = await server.send([receiptCall(txid)]);
    return resultOf(again, receipt.nullable()) === null ? found({ kind: 'replaced' }) : undefined;
  }
  if (answers.transaction !== null) return found({ kind: 'pending' });
  return found({ kind: origin === null ? 'unknown' : 'dropped' });
}

async function readFrom(
  server: EvmServer,
  config: EvmConfig,
  txid: TxId,
  origin: Origin | null,
): Promise<Finding<AccountTxStatus>> {
  for (let count = 0; count < MAX_ATTEMPTS; count++) {
    const finding = await attempt(server, config, txid, origin);
    if (finding !== undefined) return finding;
  }
  throw new WalletError('server.disagree', { detail: 'reorganisation' });
}

/** Nothing that invites to pay again. */
const isHarmless = ({ kind }: AccountTxStatus) => kind === 'confirmed' || kind === 'final' || kind === 'pending';

/**
 * The status with a second opinion where being wrong is costly: "failed", "replaced" and "dropped" invite to pay again, so
 * a second server, if any answers, must not know better.
 */
export async function readStatus(
  pool: ServerPool<EvmServer>,
  config: EvmConfig,
  txid: TxId,
  origin: Origin | null,
): Promise<AccountTxStatus> {
  const askOne = async (server: EvmServer) => {
    const { value, tip } = await readFrom(server, config, txid, origin);
    return { value: { server, status: value }, tip };
  };
  const first = (await pool.ask(askOne)).value;
  if (isHarmless(first.status) || pool.candidates().length < 2) return first.status;
  try {
    const second = (await pool.ask(askOne, { except: first.server })).value.status;
    if (isHarmless(second)) return second;
    // One says that another took its place: to send the bytes again would be in vain at best.
    return second.kind === 'replaced' ? second : first.status;
  } catch (error) {
    if (isWalletError(error)) return first.status;
    throw error;
  }
}
