/**
 * What the bytes of an EVM transaction mean for the person, and whether that is what was agreed to (T-06, T-09). Names of
 * tokens come from our own table or from what the person accepted once; anything else is an unknown token in raw units.
 */
import { formatAmount } from '../../../wallet-core/amounts/index.ts';
import { chainNames, findAsset } from '../../../wallet-core/assets/index.ts';
import type {
  AccountAction,
  AccountReview,
  GasPrice,
  StatedAccountPayment,
  UnsignedAccount,
} from '../../../wallet-core/chain-contract/index.ts';
import {
  type AddressText,
  type DerivationPath,
  equalBytes,
  unreachable,
} from '../../../wallet-core/primitives/index.ts';
import type { EvmConfig } from './config.ts';
import { type FeeVerdict, judgeFee } from './fee-limits.ts';
import { isOwnPath } from './own-path.ts';
import type { PinnedToken } from './token.ts';

export interface AssetLabel {
  readonly identifier: string;
  /** `unknown`: no name is shown for it, amounts are in its smallest units. */
  readonly standing: 'coin' | 'flux' | 'accepted' | 'unknown';
  readonly symbol: string | null;
  readonly decimals: number | null;
}

/** A sentence of the language files with what goes into it. Amounts carry their unit. */
export interface ActionSentence {
  readonly id:
    | 'evm.send'
    | 'evm.sendFrom'
    | 'evm.allow'
    | 'evm.allowUnlimited'
    | 'evm.revoke'
    | 'evm.permit'
    | 'evm.permitUnlimited'
    | 'evm.cancel'
    | 'evm.nothing'
    | 'evm.unknownCall'
    | 'evm.newContract';
  readonly values: Readonly<Record<string, string>>;
}

/** Why bytes are not signed although they are understood. */
export type EvmRefusal = 'unknown-call' | 'unlimited-allowance' | 'fee-absurd' | 'foreign-path';

export interface ExplainedAccountPayment {
  readonly from: AddressText;
  readonly action: AccountAction;
  readonly asset: AssetLabel | null;
  readonly sentence: ActionSentence;
  /** The most the bytes let the network charge, in the chain's coin. */
  readonly fee: bigint;
  readonly feeVerdict: FeeVerdict;
  readonly price: GasPrice;
  readonly gasLimit: bigint;
  readonly nonce: number;
  readonly signedSize: number;
  /** Any of these refuses. */
  readonly refusals: readonly EvmRefusal[];
}

export interface ExplainOptions {
  /** Derives an own address from a path; may throw for paths outside the account. */
  readonly addressOf: (path: DerivationPath) => AddressText;
  readonly tokens: readonly PinnedToken[];
  /** Simple mode: calls that are not understood are refused. Advanced mode shows them as what they are. */
  readonly mode: 'simple' | 'advanced';
}

/** How an asset is called: by our table, by what the person accepted, or not at all. FLUX by its contract only. */
export function labelAsset(config: EvmConfig, identifier: string, tokens: readonly PinnedToken[]): AssetLabel {
  const known = findAsset(config.chain, identifier);
  if (known !== undefined) {
    const { symbol, decimals, isFlux } = known;
    return { identifier: known.identifier, standing: isFlux ? 'flux' : 'coin', symbol, decimals };
  }
  const pinned = tokens.find(({ contract }) => contract === identifier);
  if (pinned === undefined) return { identifier, standing: 'unknown', symbol: null, decimals: null };
  return { identifier, standing: 'accepted', symbol: pinned.symbol, decimals: pinned.decimals };
}

function amountText(amount: bigint, { symbol, decimals, identifier }: AssetLabel): string {
  if (symbol === null || decimals === null) return `${amount} × ${identifier}`;
  return `${formatAmount(amount, decimals)} ${symbol}`;
}

function assetOf(action: AccountAction): string | null {
  return 'asset' in action ? action.asset : null;
}

function sentenceOf(
  config: EvmConfig,
  action: AccountAction,
  label: AssetLabel | null,
  from: AddressText,
  nonce: number,
): ActionSentence {
  const network = chainNames[config.chain];
  const amount = 'amount' in action && label !== null ? amountText(action.amount, label) : '';
  const asset = label?.symbol ?? label?.identifier ?? '';
  switch (action.kind) {
    case 'transfer':
      return { id: 'evm.send', values: { amount, recipient: action.recipient, network } };
    case 'transfer-from':
      return { id: 'evm.sendFrom', values: { amount, owner: action.owner, recipient: action.recipient, network } };
    case 'allowance': {
      const values = { amount, asset, spender: action.spender, network };
      if (action.unlimited) return { id: 'evm.allowUnlimited', values };
      return { id: action.amount === 0n ? 'evm.revoke' : 'evm.allow', values };
    }
    case 'permit': {
      const values = { amount, asset, owner: action.owner, spender: action.spender, network };
      return { id: action.unlimited ? 'evm.permitUnlimited' : 'evm.permit', values };
    }
    case 'nothing':
      return action.recipient === from
        ? { id: 'evm.cancel', values: { nonce: String(nonce), network } }
        : { id: 'evm.nothing', values: { recipient: action.recipient, network } };
    case 'unknown': {
      const values = { amount: amountText(action.value, labelAsset(config, 'native', [])), network };
      return action.target === null
        ? { id: 'evm.newContract', values }
        : { id: 'evm.unknownCall', values: { ...values, target: action.target } };
    }
    default:
      return unreachable(action);
  }
}

function refusalsOf(
  action: AccountAction,
  verdict: FeeVerdict,
  path: DerivationPath,
  mode: ExplainOptions['mode'],
): readonly EvmRefusal[] {
  const refusals: EvmRefusal[] = [];
  if (!isOwnPath(path)) refusals.push('foreign-path');
  if (action.kind === 'unknown' && mode === 'simple') refusals.push('unknown-call');
  if ('unlimited' in action && action.unlimited) refusals.push('unlimited-allowance');
  if (verdict === 'absurd') refusals.push('fee-absurd');
  return refusals;
}

/** Explains a decoded transaction. `review` must be the codec's own of these bytes. */
export function explainAccountPayment(
  config: EvmConfig,
  unsigned: UnsignedAccount,
  review: AccountReview,
  { addressOf, tokens, mode }: ExplainOptions,
): ExplainedAccountPayment {
  const { action, fee, price, gasLimit, nonce, signedSize, value } = review;
  const from = addressOf(unsigned.path);
  const identifier = assetOf(action);
  const asset = identifier === null ? null : labelAsset(config, identifier, tokens);
  const feeVerdict = judgeFee(config, fee, price, value);
  const refusals = refusalsOf(action, feeVerdict, unsigned.path, mode);
  const sentence = sentenceOf(config, action, asset, from, nonce);
  return { from, action, asset, sentence, fee, feeVerdict, price, gasLimit, nonce, signedSize, refusals };
}

export type AccountDifference =
  | 'chain'
  | 'sender'
  | 'action'
  | 'asset'
  | 'recipient'
  | 'amount'
  | 'fee'
  | 'extra-fee'
  | 'nonce';

const fieldDifference: Readonly<Record<string, AccountDifference>> = {
  asset: 'asset',
  recipient: 'recipient',
  spender: 'recipient',
  owner: 'recipient',
  target: 'recipient',
  amount: 'amount',
  value: 'amount',
};

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? equalBytes(a, b) : a === b;
}

function compareActions(stated: AccountAction, actual: AccountAction): readonly AccountDifference[] {
  if (stated.kind !== actual.kind) return ['action'];
  const said = new Map<string, unknown>(Object.entries(stated));
  const found: AccountDifference[] = [];
  for (const [name, value] of Object.entries(actual)) {
    if (!isSame(said.get(name), value)) found.push(fieldDifference[name] ?? 'action');
  }
  return found;
}

/** Everything in which the bytes differ from what was stated; empty when they agree to the unit. */
export function findAccountDifferences(
  config: EvmConfig,
  stated: StatedAccountPayment,
  explained: ExplainedAccountPayment,
): readonly AccountDifference[] {
  const found = new Set<AccountDifference>();
  if (stated.chain !== config.chain) found.add('chain');
  if (stated.from !== explained.from) found.add('sender');
  for (const difference of compareActions(stated.action, explained.action)) found.add(difference);
  if (stated.fee !== explained.fee) found.add('fee');
  if (stated.nonce !== explained.nonce) found.add('nonce');
  // No bytes can prove it, so it is bounded: a rollup's data fee, and nothing on any other chain.
  const mostExtra = config.dataFeeOracle === null ? 0n : config.absurdFee;
  if (stated.extraFee < 0n || stated.extraFee > mostExtra) found.add('extra-fee');
  return [...found];
}

export interface EvmExplainer {
  explain(unsigned: UnsignedAccount, review: AccountReview, options: ExplainOptions): ExplainedAccountPayment;
  differences(stated: StatedAccountPayment, explained: ExplainedAccountPayment): readonly AccountDifference[];
}

/** Both questions for one chain. */
export function createEvmExplainer(config: EvmConfig): EvmExplainer {
  return Object.freeze<EvmExplainer>({
    explain: (unsigned, review, options) => explainAccountPayment(config, unsigned, review, options),
    differences: (stated, explained) => findAccountDifferences(config, stated, explained),
  });
}
