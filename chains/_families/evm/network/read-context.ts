/** Everything building needs for one draft, in one request to one server. */
import { findAsset } from '../../../../wallet-core/assets/index.ts';
import type {
  AccountContext,
  AccountDraft,
  AddressRef,
  Rehearsal,
} from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import type { Finding } from '../../network/server-pool.ts';
import { encodeCall, parseUintAnswer, selectors } from '../abi.ts';
import type { EvmCodec } from '../codec.ts';
import { type CallIntent, intentOf, subjectOf } from '../intent.ts';
import { dataFeeCall, readDataFee } from './data-fee.ts';
import { balanceOf, type EvmServer, nonceResult, requireUint, type StateCall } from './evm-server.ts';
import { feeCalls, readOffer } from './fees.ts';
import { type RpcCall, type RpcOutcome, resultOf } from './json-rpc.ts';
import { assumedGas, readGas, readRehearsal, rehearsalCalls } from './rehearse.ts';
import { data } from './shapes.ts';

/** Of an account, waiting in a server's pool: servers keep far fewer. */
const MAX_WAITING = 1_000;
const MAX_DECIMALS = 36n;

const countCall = (owner: AddressText, at: string): RpcCall => ({
  method: 'eth_getTransactionCount',
  params: [owner, at],
});

export const nonceCalls = (owner: AddressText): readonly RpcCall[] => [
  countCall(owner, 'latest'),
  countCall(owner, 'pending'),
];

/** Numbers of an account. A server that counts fewer with the waiting ones than without is behind by one node. */
export function readNonce(outcomes: readonly RpcOutcome[]): AccountContext['nonce'] {
  const mined = resultOf(outcomes[0], nonceResult);
  const next = Math.max(mined, resultOf(outcomes[1], nonceResult));
  if (next - mined > MAX_WAITING) throw new WalletError('server.bad-reply', { detail: 'nonce' });
  return { mined, next };
}

/** Bound of the table for known assets: a server cannot invent more FLUX than there is. */
export function vetBalance(codec: EvmCodec, asset: string, balance: bigint): bigint {
  const known = findAsset(codec.config.chain, asset);
  if (known !== undefined && balance > known.maxUnits) throw new WalletError('server.bad-reply', { detail: 'balance' });
  return balance;
}

function readDecimals(answer: Uint8Array | null | undefined): number {
  const value = answer === null || answer === undefined ? undefined : parseUintAnswer(answer);
  if (value === undefined || value > MAX_DECIMALS) throw new WalletError('chain.not-supported', { what: 'token' });
  return Number(value);
}

interface TokenCalls {
  readonly calls: readonly StateCall[];
  read(answers: readonly (Uint8Array | null)[]): AccountContext['token'];
}

/** Balance, and decimals of tokens that are not in our table: those of FLUX are known and asked of nobody. */
function tokenCalls(codec: EvmCodec, asset: string, owner: AddressText): TokenCalls {
  if (asset === 'native') return { calls: [], read: () => null };
  const parsed = codec.parseAddress(asset);
  if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
  const balance = balanceOf(parsed.value, owner);
  const known = findAsset(codec.config.chain, parsed.value);
  const toBalance = (answer: Uint8Array | null | undefined) => vetBalance(codec, parsed.value, requireUint(answer));
  if (known !== undefined) {
    return { calls: [balance], read: ([first]) => ({ balance: toBalance(first), decimals: known.decimals }) };
  }
  const decimals: StateCall = { kind: 'call', to: parsed.value, data: encodeCall(selectors.decimals) };
  return {
    calls: [balance, decimals],
    read: ([first, second]) => ({ decimals: readDecimals(second), balance: toBalance(first) }),
  };
}

/** A stand-in of the usual size while the draft has no recipient, so that a fee can be shown before. */
function standIn(codec: EvmCodec, asset: string, sender: AddressText): CallIntent {
  const parsed = codec.parseAddress(asset);
  if (asset === 'native' || !parsed.ok) return { to: sender, value: 1n, data: new Uint8Array() };
  return { to: parsed.value, value: 0n, data: new Uint8Array(68).fill(0x5a) };
}

/** Reads the context of a draft. Drafts may lack recipient or amount; originals must be transactions of this chain. */
export async function readContext(
  server: EvmServer,
  codec: EvmCodec,
  draft: AccountDraft,
  sender: AddressRef,
): Promise<Finding<AccountContext>> {
  const { asset, party } = subjectOf(codec, draft);
  // What "everything" is, is not known before: one unit takes the same gas.
  const intent = intentOf(codec, draft, sender.address, 1n);
  const token = tokenCalls(codec, asset, sender.address);
  const dataFee = dataFeeCall(codec.config, intent ?? standIn(codec, asset, sender.address));
  const state: StateCall[] = [{ kind: 'coin', owner: sender.address }, ...token.calls];
  if (dataFee !== null) state.push(dataFee);

  const code: readonly RpcCall[] = party === null ? [] : [{ method: 'eth_getCode', params: [party, 'latest'] }];
  const trial = intent === undefined ? [] : rehearsalCalls(intent, sender.address);
  const calls = [...nonceCalls(sender.address), ...feeCalls, ...trial, ...code];

  const { tip, head, state: answers, outcomes } = await server.read({ state, calls });
  const offer = readOffer(codec.config, head, outcomes.slice(2, 4));
  const tried = outcomes.slice(4, 4 + trial.length);
  const rehearsal: Rehearsal =
    intent === undefined ? { kind: 'untried' } : readRehearsal(tried[1], asset !== 'native' && intent.data.length > 0);
  const value: AccountContext = {
    tip,
    sender,
    nonce: readNonce(outcomes),
    coinBalance: requireUint(answers[0]),
    token: token.read(answers.slice(1)),
    prices: offer.prices,
    basePerGas: offer.basePerGas,
    gas: intent === undefined ? assumedGas(asset) : readGas(tried[0], asset),
    extraFee: dataFee === null ? 0n : readDataFee(answers.at(-1)),
    rehearsal,
    isContract: party === null ? null : resultOf(outcomes.at(-1), data).length > 0,
  };
  return { value, tip };
}
