/**
 * A public JSON-RPC server in front of the node: the same port for as long as the devnet lives, rules that real nodes
 * have and anvil lacks, and faults on demand.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Transaction } from 'ethers';
import { isJsonObject, type JsonObject } from '../api/json.ts';
import { Listener } from '../api/listener.ts';
import { readBody } from '../api/read-body.ts';
import { type NodeFault, NodeFaults } from './faults.ts';
import { rpcCaller } from './rpc.ts';

const maxBody = 10_000_000;
/** go-ethereum's `PriceBump`, in percent. */
const bump = 110n;

interface Seen {
  readonly hash: string;
  readonly maxFee: bigint;
  readonly tip: bigint;
}

const requestsOf = (body: unknown): readonly JsonObject[] => (Array.isArray(body) ? body : [body]).filter(isJsonObject);
const methodOf = (request: JsonObject): string => String(request.method);

const hugeLogs = (count: number): readonly unknown[] => {
  const word = `0x${'11'.repeat(32)}`;
  return Array.from({ length: count }, (_, index) => ({
    address: `0x${'22'.repeat(20)}`,
    topics: [word, word, word],
    data: word,
    blockNumber: '0x1',
    blockHash: word,
    transactionHash: word,
    transactionIndex: '0x0',
    logIndex: `0x${index.toString(16)}`,
    removed: false,
  }));
};

export class NodeServer {
  readonly faults = new NodeFaults();
  readonly #target: () => string;
  readonly #listener: Listener;
  /** Requests by method, for tests that count them. */
  #log: string[][] = [];
  /** What waits under each sender and number: of one server only, which is enough for one wallet. */
  readonly #waiting = new Map<string, Seen>();

  constructor(target: () => string, port = 0) {
    this.#target = target;
    this.#listener = new Listener(port, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    return this.#listener.url;
  }

  get log(): readonly (readonly string[])[] {
    return this.#log;
  }

  clearLog(): void {
    this.#log = [];
  }

  open(): Promise<void> {
    return this.#listener.open();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readBody(request, maxBody);
    const body: unknown = text === null ? null : JSON.parse(text);
    const methods = requestsOf(body).map(methodOf);
    this.#log.push([...methods]);
    const faults = this.faults.strike(methods);
    const send = (status: number, type: string, content: string): void => {
      response.writeHead(status, { 'content-type': type });
      response.end(content);
    };
    for (const fault of faults) {
      if (fault.kind === 'latency') await new Promise((resolve) => setTimeout(resolve, fault.ms));
      if (fault.kind === 'down') return void response.destroy();
      if (fault.kind === 'html') return send(200, 'text/html', '<!doctype html><title>Checking your browser</title>');
      if (fault.kind === 'status') return send(fault.status, 'text/plain', 'error');
      if (fault.kind === 'no-batches' && Array.isArray(body)) {
        const error = { code: -32600, message: 'batch requests are not allowed' };
        return send(200, 'application/json', JSON.stringify({ jsonrpc: '2.0', id: null, error }));
      }
    }
    const answers = await this.#answer(body, faults);
    if (faults.some(({ kind }) => kind === 'reply-lost')) return void response.destroy();
    send(200, 'application/json', JSON.stringify(answers));
  }

  /** Answers of the node, save where a fault or a rule says otherwise. */
  async #answer(body: unknown, faults: readonly NodeFault[]): Promise<unknown> {
    const refused = new Map<unknown, JsonObject>();
    for (const request of requestsOf(body)) {
      const error = await this.#refusal(request);
      if (error !== null) refused.set(request.id, { jsonrpc: '2.0', id: request.id ?? null, error });
    }
    const forwarded = Array.isArray(body)
      ? body.filter((request) => isJsonObject(request) && !refused.has(request.id))
      : body;
    if (!Array.isArray(body) && refused.size > 0) return [...refused.values()][0];
    const reply: unknown =
      Array.isArray(forwarded) && forwarded.length === 0
        ? []
        : await (
            await fetch(this.#target(), {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify(forwarded),
            })
          ).json();
    const methods = new Map(requestsOf(body).map((request) => [request.id, methodOf(request)]));
    const changed = (answer: unknown): unknown =>
      isJsonObject(answer) ? this.#change(answer, methods, faults) : answer;
    return Array.isArray(body)
      ? [...(Array.isArray(reply) ? reply : []), ...refused.values()].map(changed)
      : changed(reply);
  }

  #change(answer: JsonObject, methods: ReadonlyMap<unknown, string>, faults: readonly NodeFault[]): unknown {
    const { jsonrpc, id } = answer;
    const method = methods.get(id);
    for (const fault of faults) {
      if (fault.kind === 'result' && fault.method === method) return { jsonrpc, id, result: fault.result };
      if (fault.kind === 'error' && fault.method === method) {
        return { jsonrpc, id, error: { code: fault.code, message: fault.message } };
      }
      if (fault.kind === 'huge-logs' && method === 'eth_getLogs') return { jsonrpc, id, result: hugeLogs(fault.count) };
    }
    return answer;
  }

  /** A replacement must pay a tenth more, which anvil does not ask for. */
  async #refusal(request: JsonObject): Promise<JsonObject | null> {
    if (request.method !== 'eth_sendRawTransaction' || !Array.isArray(request.params)) return null;
    let transaction: Transaction;
    try {
      transaction = Transaction.from(String(request.params[0]));
    } catch {
      return null;
    }
    const { from, nonce, hash } = transaction;
    if (from === null || hash === null) return null;
    const maxFee = transaction.maxFeePerGas ?? transaction.gasPrice ?? 0n;
    const tip = transaction.maxPriorityFeePerGas ?? maxFee;
    const key = `${from} ${nonce}`;
    const seen = this.#waiting.get(key);
    const isBelow = seen !== undefined && (maxFee * 100n < seen.maxFee * bump || tip * 100n < seen.tip * bump);
    const isWaiting = async (txid: string): Promise<boolean> =>
      (await rpcCaller(this.#target())('eth_getTransactionReceipt', [txid])) === null;
    if (seen !== undefined && seen.hash !== hash && isBelow && (await isWaiting(seen.hash))) {
      return { code: -32000, message: 'replacement transaction underpriced' };
    }
    this.#waiting.set(key, { hash, maxFee, tip });
    return null;
  }
}
