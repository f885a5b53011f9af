import type { Tip } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type AddressText, toHex } from '../../../../wallet-core/primitives/index.ts';
import type { PoolServer } from '../../network/server-pool.ts';
import { balanceOfCall, parseUintAnswer } from '../abi.ts';
import type { EvmConfig } from '../config.ts';
import { type RpcCall, type RpcClient, type RpcOutcome, resultOf } from './json-rpc.ts';
import {
  blockNumberCall,
  type ContractCall,
  coinBalanceCall,
  decodeAggregate,
  encodeAggregate,
  MULTICALL_ADDRESS,
} from './multicall.ts';
import { type Block, block, data, quantity, smallQuantity, toQuantity } from './shapes.ts';

/** Something read from the chain's state; all of one reading are of the same block. */
export type StateCall =
  | { readonly kind: 'coin'; readonly owner: AddressText }
  | { readonly kind: 'call'; readonly to: AddressText; readonly data: Uint8Array };

export interface Reading {
  readonly tip: Tip;
  readonly head: Block;
  /** In the order asked for; `null` where a contract failed or gave no sensible answer. */
  readonly state: readonly (Uint8Array | null)[];
  readonly outcomes: readonly RpcOutcome[];
}

export interface ReadRequest {
  readonly state?: readonly StateCall[];
  readonly calls?: readonly RpcCall[];
  readonly maxBytes?: number;
}

/**
 * One server of one EVM chain. Every reading carries the tip and the chain id in the same request: throws
 * `server.wrong-chain` when it is not ours, whatever else it says.
 */
export interface EvmServer extends PoolServer {
  readonly kind: 'json-rpc';
  tip(): Promise<Tip>;
  read(request: ReadRequest): Promise<Reading>;
  /** Calls without tip and chain, for steps that follow a reading of the same server. */
  send(calls: readonly RpcCall[], maxBytes?: number): Promise<readonly RpcOutcome[]>;
}

const LATEST = 'latest';

export const getBlock = (at: number | string): RpcCall => ({
  method: 'eth_getBlockByNumber',
  params: [typeof at === 'number' ? toQuantity(at) : at, false],
});

export const ethCall = (call: ContractCall, at: number | string = LATEST): RpcCall => ({
  method: 'eth_call',
  params: [{ to: call.to, data: `0x${toHex(call.data)}` }, typeof at === 'number' ? toQuantity(at) : at],
});

const headCalls: readonly RpcCall[] = [{ method: 'eth_chainId', params: [] }, getBlock(LATEST)];

export const balanceOf = (token: AddressText, owner: AddressText): StateCall => ({
  kind: 'call',
  to: token,
  data: balanceOfCall(owner),
});

function toContractCall(call: StateCall): ContractCall {
  return call.kind === 'coin' ? coinBalanceCall(call.owner) : { to: call.to, data: call.data };
}

/** The same without Multicall3, pinned to one block. */
function toRpcCall(call: StateCall, height: number): RpcCall {
  if (call.kind === 'call') return ethCall(call, height);
  return { method: 'eth_getBalance', params: [call.owner, toQuantity(height)] };
}

/** Answers of the single calls in the form Multicall3 gives: a balance is one word. */
function toAnswer(call: StateCall, outcome: RpcOutcome | undefined): Uint8Array | null {
  if (call.kind === 'coin') {
    const text = resultOf(outcome, quantity).toString(16).padStart(64, '0');
    return Uint8Array.from({ length: 32 }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
  }
  const parsed = outcome?.ok === true ? data.safeParse(outcome.result) : undefined;
  return parsed?.success === true ? parsed.data : null;
}

export function createEvmServer(client: RpcClient, config: EvmConfig): EvmServer {
  /** `false` once an answer has shown that the contract is not there. */
  let hasMulticall = true;

  function parseHead(outcomes: readonly RpcOutcome[]): Block {
    const chainId = resultOf(outcomes[0], quantity);
    if (chainId !== BigInt(config.chainId)) throw new WalletError('server.wrong-chain', { host: client.host });
    return resultOf(outcomes[1], block);
  }

  const tipOf = ({ number, hash, timestamp }: Block, height = number): Tip => ({ height, hash, timeMs: timestamp });

  async function readAtOnce(
    state: readonly StateCall[],
    { calls = [], maxBytes }: ReadRequest,
  ): Promise<Reading | undefined> {
    const aggregate: ContractCall = {
      to: MULTICALL_ADDRESS,
      data: encodeAggregate([blockNumberCall, ...state.map(toContractCall)]),
    };
    const outcomes = await client.send([...headCalls, ethCall(aggregate), ...calls], maxBytes);
    const head = parseHead(outcomes);
    const bytes = resultOf(outcomes[2], data);
    // A call to an address without code succeeds and says nothing.
    if (bytes.length === 0) return undefined;
    const [height, ...answers] = decodeAggregate(bytes, state.length + 1) ?? [];
    const number = height === undefined || height === null ? undefined : parseUintAnswer(height);
    if (number === undefined || number > BigInt(Number.MAX_SAFE_INTEGER)) {
      throw new WalletError('server.bad-reply', { detail: 'multicall' });
    }
    // Parts of a batch may be answered by different nodes behind one name: the older of the two heights holds for all.
    const tip = tipOf(head, Math.min(head.number, Number(number)));
    return { tip, head, state: answers, outcomes: outcomes.slice(3) };
  }

  async function readHead({ calls = [], maxBytes }: ReadRequest): Promise<Reading> {
    const outcomes = await client.send([...headCalls, ...calls], maxBytes);
    const head = parseHead(outcomes);
    return { tip: tipOf(head), head, state: [], outcomes: outcomes.slice(2) };
  }

  return {
    kind: 'json-rpc',
    host: client.host,
    tip: async () => (await readHead({})).tip,
    read: async (request) => {
      const { state = [], maxBytes } = request;
      if (state.length === 0) return readHead(request);
      if (hasMulticall) {
        const reading = await readAtOnce(state, request);
        if (reading !== undefined) return reading;
        hasMulticall = false;
      }
      const reading = await readHead(request);
      const pinned = state.map((call) => toRpcCall(call, reading.tip.height));
      const outcomes = await client.send(pinned, maxBytes);
      return { ...reading, state: state.map((call, index) => toAnswer(call, outcomes[index])) };
    },
    send: (calls, maxBytes) => client.send(calls, maxBytes),
  };
}

/** Result of `eth_getTransactionCount`. */
export const nonceResult = smallQuantity;

/** The number in a state answer that has to be one word. Throws for anything else: the server lies or is broken. */
export function requireUint(answer: Uint8Array | null | undefined): bigint {
  const value = answer === null || answer === undefined ? undefined : parseUintAnswer(answer);
  if (value === undefined) throw new WalletError('server.bad-reply', { detail: 'state' });
  return value;
}
