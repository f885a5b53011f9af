/** A JSON-RPC node of a small made-up world, for tests: speaks batches and Multicall3, keeps what it is sent. */
import { getAddress, Interface, Transaction } from 'ethers';
import type { HttpReply, HttpRequest } from '../../../../wallet-core/ports/index.ts';
import type { EvmConfig } from '../config.ts';

export interface RpcRequest {
  readonly id: number;
  readonly method: string;
  readonly params: readonly unknown[];
}

export type RpcAnswer =
  | { readonly result: unknown }
  | { readonly error: { readonly code: number; readonly message: string; readonly data?: unknown } };

export interface NodeWorld {
  chainId: number;
  height: number;
  timestamp: number;
  baseFee: bigint | null;
  multicall: boolean;
  batches: boolean;
  /** By address, checksummed. */
  coins: Map<string, bigint>;
  /** By `<token> <owner>`. */
  tokens: Map<string, bigint>;
  nonces: Map<string, { mined: number; next: number }>;
  accepted: Set<string>;
  receipts: Map<string, { height: number; status: boolean; from: string }>;
  pending: Map<string, { from: string; nonce: number }>;
  /** Answers of contracts that no rule here covers: by `<to> <selector>`, hex. */
  calls: Map<string, string>;
  /** Replaces the answer of a method. */
  overrides: Map<string, (params: readonly unknown[]) => RpcAnswer | undefined>;
  /** Every call made, in order; one list per HTTP request. */
  log: string[][];
}

export const NODE_NOW_MS = 1_790_000_000_000;

export function createWorld(config: EvmConfig): NodeWorld {
  return {
    chainId: config.chainId,
    height: 21_000_000,
    timestamp: NODE_NOW_MS / 1_000 - 5,
    baseFee: 10_000_000_000n,
    multicall: true,
    batches: true,
    coins: new Map(),
    tokens: new Map(),
    nonces: new Map(),
    accepted: new Set(),
    receipts: new Map(),
    pending: new Map(),
    calls: new Map(),
    overrides: new Map(),
    log: [],
  };
}

const MULTICALL = '0xcA11bde05977b3631167028862bE2a173976CA11';
const multicall = new Interface([
  'function aggregate3((address target, bool allowFailure, bytes callData)[] calls) returns ((bool success, bytes returnData)[])',
  'function getEthBalance(address) view returns (uint256)',
  'function getBlockNumber() view returns (uint256)',
]);
const erc20 = new Interface([
  'function balanceOf(address) view returns (uint256)',
  'function allowance(address,address) view returns (uint256)',
  'function decimals() view returns (uint8)',
]);

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;
const word = (value: bigint): string => `0x${value.toString(16).padStart(64, '0')}`;

export const blockHash = (height: number): string => `0x${height.toString(16).padStart(64, 'b')}`;

/** What a contract answers; `undefined` where there is none. */
function contractAnswer(world: NodeWorld, config: EvmConfig, to: string, data: string): string | undefined {
  const fixed = world.calls.get(`${to} ${data.slice(0, 10)}`);
  if (fixed !== undefined) return fixed;
  if (to === MULTICALL && world.multicall) {
    if (data.startsWith(multicall.getFunction('getBlockNumber')?.selector ?? '-')) return word(BigInt(world.height));
    if (data.startsWith(multicall.getFunction('getEthBalance')?.selector ?? '-')) {
      const [owner] = multicall.decodeFunctionData('getEthBalance', data);
      return word(world.coins.get(getAddress(owner)) ?? 0n);
    }
    const [calls] = multicall.decodeFunctionData('aggregate3', data);
    const answers = [...calls].map(([target, , inner]) => {
      const answer = contractAnswer(world, config, getAddress(target), inner);
      return answer === 'revert' ? [false, '0x'] : [true, answer ?? '0x'];
    });
    return multicall.encodeFunctionResult('aggregate3', [answers]);
  }
  const isToken = to === config.flux.identifier || [...world.tokens.keys()].some((key) => key.startsWith(`${to} `));
  if (!isToken) return undefined;
  if (data.startsWith(erc20.getFunction('balanceOf')?.selector ?? '-')) {
    const [owner] = erc20.decodeFunctionData('balanceOf', data);
    return word(world.tokens.get(`${to} ${getAddress(owner)}`) ?? 0n);
  }
  if (data.startsWith(erc20.getFunction('decimals')?.selector ?? '-')) return word(8n);
  return word(1n);
}

interface CallObject {
  readonly to?: string;
  readonly data?: string;
}

function blockAt(world: NodeWorld, tag: unknown): unknown {
  const height = tag === 'latest' ? world.height : tag === 'finalized' ? Math.max(0, world.height - 64) : Number(tag);
  if (height > world.height) return null;
  const base = world.baseFee === null ? {} : { baseFeePerGas: hex(world.baseFee) };
  const timestamp = hex(world.timestamp - (world.height - height) * 12);
  return { number: hex(height), hash: blockHash(height), timestamp, ...base, transactions: [] };
}

function answerCall(world: NodeWorld, config: EvmConfig, method: string, params: readonly unknown[]): RpcAnswer {
  const [first, second] = params;
  const owner = typeof first === 'string' && /^0x[0-9a-f]{40}$/i.test(first) ? getAddress(first) : '';
  switch (method) {
    case 'eth_chainId':
      return { result: hex(world.chainId) };
    case 'eth_getBlockByNumber':
      return { result: blockAt(world, first) };
    case 'eth_getBalance':
      return { result: hex(world.coins.get(owner) ?? 0n) };
    case 'eth_getTransactionCount': {
      const nonce = world.nonces.get(owner) ?? { mined: 0, next: 0 };
      return { result: hex(second === 'pending' ? nonce.next : nonce.mined) };
    }
    case 'eth_getCode':
      return { result: [...world.tokens.keys()].some((key) => key.startsWith(`${owner} `)) ? '0x60' : '0x' };
    case 'eth_feeHistory': {
      const base = world.baseFee ?? 0n;
      const reward = Array.from({ length: 20 }, () => [hex(500_000_000n), hex(1_000_000_000n), hex(2_000_000_000n)]);
      return {
        result: {
          oldestBlock: hex(world.height - 19),
          baseFeePerGas: Array.from({ length: 21 }, () => hex(base)),
          gasUsedRatio: [],
          reward,
        },
      };
    }
    case 'eth_gasPrice':
      return { result: hex((world.baseFee ?? 5_000_000_000n) + 1_000_000_000n) };
    case 'eth_estimateGas':
      return { result: (first as CallObject).data === undefined ? '0x5208' : hex(52_000) };
    case 'eth_call': {
      const { to = '', data = '0x' } = first as CallObject;
      const answer = contractAnswer(world, config, getAddress(to), data);
      return answer === 'revert' ? { error: { code: 3, message: 'execution reverted' } } : { result: answer ?? '0x' };
    }
    case 'eth_getTransactionReceipt': {
      const receipt = world.receipts.get(String(first));
      if (receipt === undefined) return { result: null };
      const { height, status, from } = receipt;
      return {
        result: {
          transactionHash: first,
          blockHash: blockHash(height),
          blockNumber: hex(height),
          from,
          status: status ? '0x1' : '0x0',
        },
      };
    }
    case 'eth_getTransactionByHash': {
      const known =
        world.pending.get(String(first)) ??
        (world.accepted.has(String(first)) ? { from: MULTICALL, nonce: 0 } : undefined);
      return {
        result:
          known === undefined
            ? null
            : { hash: first, from: known.from, nonce: hex(known.nonce), blockHash: null, blockNumber: null },
      };
    }
    case 'eth_getLogs':
      return { result: [] };
    case 'eth_sendRawTransaction': {
      const { hash } = Transaction.from(String(first));
      if (hash === null) return { error: { code: -32000, message: 'invalid transaction' } };
      if (world.accepted.has(hash)) return { error: { code: -32000, message: 'already known' } };
      world.accepted.add(hash);
      return { result: hash };
    }
    default:
      return { error: { code: -32601, message: `the method ${method} does not exist` } };
  }
}

/** Answers one HTTP request as the world would. */
export function answerRequest(
  world: NodeWorld,
  config: EvmConfig,
  { body = '' }: Pick<HttpRequest, 'body'>,
): HttpReply {
  const reply = (text: string, status = 200): HttpReply => ({ status, contentType: 'application/json', text });
  const parsed = JSON.parse(body) as RpcRequest | readonly RpcRequest[];
  const requests: readonly RpcRequest[] = Array.isArray(parsed) ? parsed : [parsed as RpcRequest];
  world.log.push(requests.map(({ method }) => method));
  if (Array.isArray(parsed) && !world.batches) {
    return reply('{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"batches are not supported"}}');
  }
  const answers = requests.map(({ id, method, params }) => ({
    jsonrpc: '2.0',
    id,
    ...(world.overrides.get(method)?.(params) ?? answerCall(world, config, method, params)),
  }));
  // A batch may be answered in any order.
  return reply(JSON.stringify(Array.isArray(parsed) ? answers.toReversed() : answers[0]));
}
