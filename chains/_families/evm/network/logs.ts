/** Events of contracts in bounded ranges of blocks: public servers answer no more, and nobody may flood us. */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type AddressText, fromHex, toHex } from '../../../../wallet-core/primitives/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { addressWord, parseAddressWord, topics, WORD_BYTES } from '../abi.ts';
import { toUint } from '../rlp.ts';
import { type EvmServer, getBlock } from './evm-server.ts';
import { type RpcCall, type RpcError, resultOf, rpcFailure } from './json-rpc.ts';
import { block, type Log, log, toQuantity } from './shapes.ts';

const MAX_LOG_BYTES = 8_388_608;
const MAX_LOGS = 5_000;
/** Blocks asked about at once; halved when a server says it is too much. */
const FIRST_RANGE = 5_000;
const SMALLEST_RANGE = 10;

export interface LogFilter {
  /** `null`: of any contract. */
  readonly contracts: readonly AddressText[] | null;
  /** By position; `null` takes anything. */
  readonly topics: readonly (string | readonly string[] | null)[];
}

export interface LogRange {
  readonly from: number;
  readonly to: number;
}

const TOO_MUCH = /range|too (?:many|large|wide|big)|limit|exceed|more than|query returned|timeout|response size/i;

function isTooMuch({ code, message }: RpcError): boolean {
  return code === -32005 || code === -32602 || TOO_MUCH.test(message);
}

function callOf({ contracts, topics: wanted }: LogFilter, { from, to }: LogRange): RpcCall {
  const where = contracts === null ? {} : { address: contracts };
  return {
    method: 'eth_getLogs',
    params: [{ ...where, fromBlock: toQuantity(from), toBlock: toQuantity(to), topics: wanted }],
  };
}

function fits(entry: Log, { contracts, topics: wanted }: LogFilter, { from, to }: LogRange): boolean {
  if (entry.removed || entry.blockNumber < from || entry.blockNumber > to) return false;
  if (contracts !== null && !contracts.includes(entry.address)) return false;
  return wanted.every((topic, index) => {
    const actual = entry.topics[index];
    if (actual === undefined) return false;
    return topic === null || (typeof topic === 'string' ? actual === topic : topic.includes(actual));
  });
}

const logs = z.array(log).max(MAX_LOGS);

/** What the filters find in the range; `undefined` when it is too much for the server or for us. */
async function readRange(
  server: EvmServer,
  filters: readonly LogFilter[],
  range: LogRange,
): Promise<readonly Log[] | undefined> {
  let outcomes: Awaited<ReturnType<EvmServer['send']>>;
  try {
    outcomes = await server.send(
      filters.map((filter) => callOf(filter, range)),
      MAX_LOG_BYTES,
    );
  } catch (error) {
    if (error instanceof WalletError && error.code === 'network.too-large') return undefined;
    throw error;
  }
  const found = new Map<string, Log>();
  for (const [index, outcome] of outcomes.entries()) {
    const filter = filters[index];
    if (!outcome.ok) {
      if (isTooMuch(outcome.error)) return undefined;
      throw rpcFailure(outcome.error);
    }
    if (Array.isArray(outcome.result) && outcome.result.length > MAX_LOGS) return undefined;
    for (const entry of resultOf(outcome, logs)) {
      if (filter === undefined || !fits(entry, filter, range))
        throw new WalletError('server.bad-reply', { detail: 'log' });
      found.set(`${entry.blockNumber} ${entry.logIndex}`, entry);
    }
  }
  return [...found.values()];
}

export interface LogPart {
  readonly logs: readonly Log[];
  /** Everything in blocks above this height is in it. */
  readonly completeAbove: number;
}

/**
 * Logs from `to` downwards until `enough` are found, `maxRequests` are spent or `floor` is reached. Throws
 * `chain.not-supported` for a server that answers no range at all.
 */
export async function readLogsDown(
  server: EvmServer,
  filters: readonly LogFilter[],
  { from: floor, to }: LogRange,
  { enough, maxRequests }: { readonly enough: number; readonly maxRequests: number },
): Promise<LogPart> {
  const found: Log[] = [];
  let size = FIRST_RANGE;
  let top = to;
  for (let requests = 0; requests < maxRequests && top >= floor && found.length < enough; requests++) {
    const range = { from: Math.max(floor, top - size + 1), to: top };
    const part = await readRange(server, filters, range);
    if (part === undefined) {
      if (size <= SMALLEST_RANGE) throw new WalletError('chain.not-supported', { what: 'logs' });
      size = Math.max(SMALLEST_RANGE, Math.floor(size / 4));
      continue;
    }
    found.push(...part);
    top = range.from - 1;
  }
  return { logs: found, completeAbove: top };
}

/** Times of the blocks of these logs. Throws `server.disagree` when a block is not the one the log was in: a reorganisation. */
export async function readTimes(server: EvmServer, found: readonly Log[]): Promise<ReadonlyMap<number, number>> {
  const hashes = new Map(found.map(({ blockNumber, blockHash }) => [blockNumber, blockHash]));
  const heights = [...hashes.keys()];
  const outcomes = await server.send(heights.map(getBlock));
  const times = new Map<number, number>();
  for (const [index, height] of heights.entries()) {
    const home = resultOf(outcomes[index], block.nullable());
    const isHome =
      home !== null && found.every((entry) => entry.blockNumber !== height || entry.blockHash === home.hash);
    if (!isHome) throw new WalletError('server.disagree', { detail: 'reorganisation' });
    times.set(height, home.timestamp);
  }
  return times;
}

export const addressTopic = (address: AddressText): string => `0x${toHex(addressWord(address))}`;
export const transferTopic = `0x${topics.transfer}`;
export const approvalTopic = `0x${topics.approval}`;

/** The address in an indexed topic; `undefined` when it is none. */
export function parseAddressTopic(topic: string | undefined): AddressText | undefined {
  return topic === undefined ? undefined : parseAddressWord(fromHex(topic.slice(2)));
}

/** The one number in a log's data; `undefined` for any other data. */
export function parseAmountData(data: Uint8Array): bigint | undefined {
  return data.length === WORD_BYTES ? toUint(data) : undefined;
}
