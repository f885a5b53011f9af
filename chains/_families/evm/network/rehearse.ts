/** Trying a call out without sending it: gas it takes, and why it would fail. */
import type { Rehearsal } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type AddressText, toHex } from '../../../../wallet-core/primitives/index.ts';
import { isConsent } from '../abi.ts';
import type { CallIntent } from '../intent.ts';
import { decodeRevert } from '../revert.ts';
import { type RpcCall, type RpcError, type RpcOutcome, resultOf, rpcFailure } from './json-rpc.ts';
import { data, quantity, toQuantity } from './shapes.ts';

/** A plain transfer to an account without code (Ethereum yellow paper, appendix G). */
export const TRANSFER_GAS = 21_000n;
/** Taken for the call of a token until it can be estimated. */
const ASSUMED_TOKEN_GAS = 90_000n;
/** EIP-7825: no transaction may ask for more. */
const MAX_GAS = 16_777_216n;
/** Over the estimate, in percent: state may change until the transaction is mined. */
const MARGIN = 125n;

const MONEY = /insufficient (?:funds|balance)|gas required exceeds allowance|exceeds balance of sender/i;
const REVERTED = /revert|invalid opcode|out of gas|stack|always failing/i;

function toRpc(call: CallIntent, from: AddressText): Readonly<Record<string, string>> {
  const { to, value, data: bytes } = call;
  return { from, to, value: toQuantity(value), ...(bytes.length === 0 ? {} : { data: `0x${toHex(bytes)}` }) };
}

/** Estimate and rehearsal of one call, in this order. */
export function rehearsalCalls(call: CallIntent, from: AddressText): readonly RpcCall[] {
  const transaction = toRpc(call, from);
  return [
    { method: 'eth_estimateGas', params: [transaction] },
    { method: 'eth_call', params: [transaction, 'latest'] },
  ];
}

/** Revert data wherever servers put it: as text, or one level down. */
function revertBytes({ data: given }: RpcError): Uint8Array {
  const nested = typeof given === 'object' && given !== null && 'data' in given ? given.data : given;
  const text = typeof nested === 'string' ? nested.replace(/^Reverted /, '') : '';
  const parsed = data.safeParse(text);
  return parsed.success ? parsed.data : new Uint8Array();
}

function failureOf(error: RpcError): Rehearsal {
  if (MONEY.test(error.message)) return { kind: 'untried' };
  const bytes = revertBytes(error);
  if (error.code !== 3 && bytes.length === 0 && !REVERTED.test(error.message)) throw rpcFailure(error);
  return { kind: 'fails', reason: decodeRevert(bytes) };
}

/** How the call fares. A token must also say yes to what changes it; one without any answer has said yes. */
export function readRehearsal(outcome: RpcOutcome | undefined, asksToken: boolean): Rehearsal {
  if (outcome?.ok === false) return failureOf(outcome.error);
  const answer = resultOf(outcome, data);
  return asksToken && !isConsent(answer) ? { kind: 'fails', reason: { kind: 'declined' } } : { kind: 'passes' };
}

export interface GasNeed {
  readonly limit: bigint;
  readonly source: 'estimated' | 'assumed';
}

export function assumedGas(asset: string): GasNeed {
  return { limit: asset === 'native' ? TRANSFER_GAS : ASSUMED_TOKEN_GAS, source: 'assumed' };
}

/** Gas limit with a margin, but none on a plain transfer, which takes exactly its price. Throws for absurd numbers. */
export function readGas(outcome: RpcOutcome | undefined, asset: string): GasNeed {
  if (outcome?.ok === false) {
    failureOf(outcome.error);
    return assumedGas(asset);
  }
  const estimate = resultOf(outcome, quantity);
  if (estimate < TRANSFER_GAS || estimate > MAX_GAS) throw new WalletError('server.bad-reply', { detail: 'gas' });
  const limit = estimate === TRANSFER_GAS ? estimate : (estimate * MARGIN + 99n) / 100n;
  return { limit: limit > MAX_GAS ? MAX_GAS : limit, source: 'estimated' };
}
