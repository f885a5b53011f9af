/** What concerns an address, gathered from every block of the node: the knowledge of an explorer. */
import { isJsonObject, type JsonObject } from '../api/json.ts';
import { type RpcCaller, toHex, toNumber } from './rpc.ts';

export interface IndexedTransaction {
  readonly hash: string;
  readonly block: number;
  readonly blockHash: string;
  readonly time: number;
  readonly position: number;
  readonly from: string;
  readonly to: string | null;
  readonly value: bigint;
  readonly input: string;
  readonly nonce: number;
  readonly gasUsed: bigint;
  readonly gasPrice: bigint;
  readonly succeeded: boolean;
}

export interface IndexedTransfer {
  readonly hash: string;
  readonly block: number;
  readonly time: number;
  readonly from: string;
  readonly to: string;
  readonly value: bigint;
  /** Of the transfer within its block. */
  readonly position: number;
  /** `null` for coin. */
  readonly token: string | null;
}

interface IndexedBlock {
  readonly number: number;
  readonly hash: string;
  readonly transactions: readonly IndexedTransaction[];
  readonly internal: readonly IndexedTransfer[];
  readonly tokens: readonly IndexedTransfer[];
}

const transferTopic = '0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef';

const objects = (value: unknown): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isJsonObject) : []);
const text = (value: unknown): string => String(value).toLowerCase();
const fromTopic = (topic: unknown): string => `0x${String(topic).slice(26)}`;

export class ChainIndex {
  readonly #call: RpcCaller;
  #blocks: IndexedBlock[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(call: RpcCaller) {
    this.#call = call;
  }

  /** Reads new blocks, after forgetting those that a reorganisation has replaced. One after the other, however many ask. */
  sync(): Promise<number> {
    const next = this.#last.then(
      () => this.#catchUp(),
      () => this.#catchUp(),
    );
    this.#last = next;
    return next;
  }

  async #catchUp(): Promise<number> {
    const tip = toNumber(await this.#call('eth_blockNumber'));
    this.#blocks = this.#blocks.slice(0, tip + 1);
    for (let last = this.#blocks.at(-1); last !== undefined; last = this.#blocks.at(-1)) {
      const block = await this.#call('eth_getBlockByNumber', [toHex(last.number), false]);
      if (isJsonObject(block) && block.hash === last.hash) break;
      this.#blocks.pop();
    }
    for (let number = this.#blocks.length; number <= tip; number++) this.#blocks.push(await this.#read(number));
    return tip;
  }

  /** Newest first. */
  transactions(address: string): readonly IndexedTransaction[] {
    const wanted = address.toLowerCase();
    return this.#blocks
      .flatMap((block) => block.transactions.filter(({ from, to }) => from === wanted || to === wanted))
      .toSorted((a, b) => b.block - a.block || b.position - a.position);
  }

  internal(address: string): readonly IndexedTransfer[] {
    return this.#transfers((block) => block.internal, address);
  }

  tokens(address: string): readonly IndexedTransfer[] {
    return this.#transfers((block) => block.tokens, address);
  }

  #transfers(list: (block: IndexedBlock) => readonly IndexedTransfer[], address: string): readonly IndexedTransfer[] {
    const wanted = address.toLowerCase();
    return this.#blocks
      .flatMap((block) => list(block).filter(({ from, to }) => from === wanted || to === wanted))
      .toSorted((a, b) => b.block - a.block || b.position - a.position);
  }

  async #read(number: number): Promise<IndexedBlock> {
    const at = toHex(number);
    const [block, receipts, traces] = await Promise.all([
      this.#call('eth_getBlockByNumber', [at, true]),
      this.#call('eth_getBlockReceipts', [at]),
      number === 0 ? [] : this.#call('trace_block', [at]),
    ]);
    if (!isJsonObject(block)) throw new Error(`no block ${number}`);
    const time = toNumber(block.timestamp);
    const byHash = new Map(objects(receipts).map((receipt) => [text(receipt.transactionHash), receipt]));
    return {
      number,
      hash: String(block.hash),
      transactions: objects(block.transactions).map((entry, position) =>
        toTransaction(entry, byHash.get(text(entry.hash)), {
          block: number,
          blockHash: String(block.hash),
          time,
          position,
        }),
      ),
      internal: objects(traces).flatMap((trace, position) => toInternal(trace, { block: number, time, position })),
      tokens: [...byHash.values()].flatMap((receipt) =>
        objects(receipt.logs).flatMap((log) => toTokenTransfer(log, { block: number, time })),
      ),
    };
  }
}

type Place = Pick<IndexedTransaction, 'block' | 'blockHash' | 'time' | 'position'>;

function toTransaction(entry: JsonObject, receipt: JsonObject | undefined, place: Place): IndexedTransaction {
  return {
    ...place,
    hash: text(entry.hash),
    from: text(entry.from),
    to: typeof entry.to === 'string' ? text(entry.to) : null,
    value: BigInt(String(entry.value)),
    input: text(entry.input),
    nonce: toNumber(entry.nonce),
    gasUsed: BigInt(String(receipt?.gasUsed ?? '0x0')),
    gasPrice: BigInt(String(receipt?.effectiveGasPrice ?? '0x0')),
    succeeded: receipt?.status === '0x1',
  };
}

/** Coin moved by calls below the transaction's own. */
function toInternal(
  trace: JsonObject,
  { block, time, position }: Pick<Place, 'block' | 'time' | 'position'>,
): IndexedTransfer[] {
  const { action, traceAddress, error } = trace;
  if (!isJsonObject(action) || !Array.isArray(traceAddress) || traceAddress.length === 0 || error !== undefined)
    return [];
  const value = BigInt(String(action.value ?? '0x0'));
  if (value === 0n || typeof action.to !== 'string') return [];
  const hash = text(trace.transactionHash);
  return [{ hash, block, time, position, from: text(action.from), to: text(action.to), value, token: null }];
}

function toTokenTransfer(log: JsonObject, { block, time }: Pick<Place, 'block' | 'time'>): IndexedTransfer[] {
  const topics: readonly unknown[] = Array.isArray(log.topics) ? log.topics : [];
  if (topics[0] !== transferTopic || topics.length !== 3) return [];
  const position = toNumber(log.logIndex);
  const parties = { from: fromTopic(topics[1]), to: fromTopic(topics[2]) };
  return [
    {
      hash: text(log.transactionHash),
      block,
      time,
      position,
      ...parties,
      value: BigInt(String(log.data)),
      token: text(log.address),
    },
  ];
}
