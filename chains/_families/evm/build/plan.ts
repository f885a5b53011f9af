/** From draft to a complete plan, or to everything that is wrong with it. Pure: the same input gives the same plan. */
import type {
  AccountAction,
  AccountContext,
  AccountDraft,
  GasPrice,
  Validation,
} from '../../../../wallet-core/chain-contract/index.ts';
import type { TxId } from '../../../../wallet-core/primitives/index.ts';
import type { EvmCodec } from '../codec.ts';
import { judgeFee } from '../fee-limits.ts';
import { readAction } from '../read-call.ts';
import { addIssue, type Findings, noFindings } from './findings.ts';
import { readDraft, type Task } from './read-draft.ts';
import { type ChosenGas, chooseGas } from './read-gas.ts';

const NATIVE = 'native';

export interface AccountPlan {
  readonly action: AccountAction;
  readonly nonce: number;
  readonly price: GasPrice;
  readonly gasLimit: bigint;
  readonly fee: bigint;
  readonly replaces: TxId | null;
  /** Recipient, value and data of the transaction that is repeated; `null` when the action says it all. */
  readonly repeats: { readonly to: Uint8Array | null; readonly value: bigint; readonly data: Uint8Array } | null;
}

export interface Planned {
  readonly validation: Validation;
  /** `null` exactly when the validation has errors. */
  readonly plan: AccountPlan | null;
}

/** What leaves the account besides the fee. */
interface Spending {
  readonly coin: bigint;
  readonly token: bigint;
}

interface Aim {
  readonly action: AccountAction;
  readonly spends: Spending;
  /** What the person calls the amount; `null` for cancellations. */
  readonly amount: bigint | null;
}

function spendingOf(action: AccountAction, value: bigint): Spending {
  const isToken = action.kind === 'transfer' && action.asset !== NATIVE;
  return { coin: value, token: isToken ? action.amount : 0n };
}

/** The amount of a draft that sends everything: what the fee leaves, or all of the token. */
function everything(
  task: Extract<Task, { kind: 'coin' | 'token' }>,
  context: AccountContext,
  feeInAll: bigint,
): bigint {
  return task.kind === 'coin' ? context.coinBalance - feeInAll : (context.token?.balance ?? 0n);
}

function aimOf(codec: EvmCodec, task: Task, context: AccountContext, feeInAll: bigint | null): Aim | null {
  if (task.kind === 'cancel') {
    return {
      action: { kind: 'nothing', recipient: context.sender.address },
      spends: { coin: 0n, token: 0n },
      amount: null,
    };
  }
  if (task.kind === 'speed-up') {
    const { transaction } = task.original;
    const action = readAction(codec.config.chain, transaction);
    const amount = 'amount' in action ? action.amount : null;
    return { action, spends: spendingOf(action, transaction.value), amount };
  }
  if (task.kind === 'allowance') {
    const { token: asset, spender, amount } = task;
    if (spender === null || amount === null) return null;
    return {
      action: { kind: 'allowance', asset, spender, amount, unlimited: false },
      spends: { coin: 0n, token: 0n },
      amount,
    };
  }
  const { recipient } = task;
  const amount = task.amount === 'max' ? (feeInAll === null ? null : everything(task, context, feeInAll)) : task.amount;
  if (recipient === null || amount === null) return null;
  const asset = task.kind === 'coin' ? NATIVE : task.token;
  const spends = task.kind === 'coin' ? { coin: amount, token: 0n } : { coin: 0n, token: amount };
  return { action: { kind: 'transfer', asset, recipient, amount }, spends, amount };
}

/** Is there enough of the coin for the fee, whatever else? Told before anything is composed, with how much is missing. */
function checkGasCoin(codec: EvmCodec, context: AccountContext, feeInAll: bigint, findings: Findings): boolean {
  const { coinBalance } = context;
  if (coinBalance >= feeInAll) return true;
  addIssue(findings.errors, 'send.gas-missing', 'fee', {
    missing: String(feeInAll - coinBalance),
    needed: String(feeInAll),
    available: String(coinBalance),
    symbol: codec.config.coin.symbol,
    decimals: codec.config.coin.decimals,
  });
  return false;
}

function checkMoney(context: AccountContext, { spends }: Aim, feeInAll: bigint, { errors }: Findings): boolean {
  const tokenBalance = context.token?.balance ?? 0n;
  const report = (missing: bigint, available: bigint): void =>
    addIssue(errors, 'chain.insufficient-funds', 'amount', { missing: String(missing), available: String(available) });
  if (spends.token > tokenBalance) {
    report(spends.token - tokenBalance, tokenBalance);
    return false;
  }
  const coinNeeded = spends.coin + feeInAll;
  if (coinNeeded <= context.coinBalance) return true;
  report(coinNeeded - context.coinBalance, context.coinBalance > feeInAll ? context.coinBalance - feeInAll : 0n);
  return false;
}

/** "Everything" of nothing is nothing to send. */
function checkMaximum(task: Task, aim: Aim, { errors }: Findings): boolean {
  const isMax = (task.kind === 'coin' || task.kind === 'token') && task.amount === 'max';
  if (!isMax || (aim.amount ?? 0n) > 0n) return true;
  addIssue(errors, 'chain.insufficient-funds', 'amount', { missing: '1', available: '0' });
  return false;
}

function checkFee(
  codec: EvmCodec,
  context: AccountContext,
  { price }: ChosenGas,
  fee: bigint,
  coinAmount: bigint,
  { errors, warnings }: Findings,
): void {
  const verdict = judgeFee(codec.config, fee + context.extraFee, price, coinAmount);
  if (verdict === 'absurd') addIssue(errors, 'send.gas-fee-absurd', 'fee', { fee: String(fee + context.extraFee) });
  if (verdict === 'high') addIssue(warnings, 'send.fee-high', 'fee', { fee: String(fee + context.extraFee) });
}

const isReplacement = (task: Task): task is Extract<Task, { kind: 'speed-up' | 'cancel' }> =>
  task.kind === 'speed-up' || task.kind === 'cancel';

/** A token cannot be tried out with more than there is: the lack of it has been said already. */
function checkRehearsal({ rehearsal }: AccountContext, hasMoney: boolean, { errors }: Findings): Validation['revert'] {
  if (rehearsal.kind !== 'fails' || !hasMoney) return undefined;
  addIssue(errors, 'send.would-fail', 'general', { why: rehearsal.reason.kind });
  return rehearsal.reason;
}

function neededLimit(task: Task, context: AccountContext): bigint {
  return task.kind === 'speed-up' ? task.original.transaction.gasLimit : context.gas.limit;
}

function rejected({ errors, warnings }: Findings, known: Partial<Validation> = {}): Planned {
  return { validation: { errors, warnings, fee: null, amount: null, total: null, ...known }, plan: null };
}

/** Everything `validate` says and `build` makes, from one computation. */
export function planAccountPayment(codec: EvmCodec, draft: AccountDraft, context: AccountContext): Planned {
  const findings = noFindings();
  const task = readDraft(codec, draft, context, findings);
  if (task === null) return rejected(findings);
  const original = isReplacement(task) ? task.original : null;
  const gas = chooseGas(draft.gas, context, original?.transaction ?? null, neededLimit(task, context), findings);
  if (gas === null) return rejected(findings);

  const fee = gas.limit * gas.price.maxPerGas;
  const feeInAll = fee + context.extraFee;
  const hasGasCoin = checkGasCoin(codec, context, feeInAll, findings);
  const aim = aimOf(codec, task, context, feeInAll);
  checkFee(codec, context, gas, fee, aim?.spends.coin ?? 0n, findings);
  const isAboutCoin =
    aim === null
      ? draft.kind === 'transfer' && draft.asset === NATIVE
      : aim.action.kind === 'transfer' && aim.action.asset === NATIVE;
  const feeAsset = isAboutCoin ? {} : { feeAsset: NATIVE };
  if (aim === null) return rejected(findings, { fee: feeInAll, ...feeAsset });

  const hasMoney = hasGasCoin && checkMaximum(task, aim, findings) && checkMoney(context, aim, feeInAll, findings);
  const reason = checkRehearsal(context, hasMoney, findings);
  if (original === null && context.nonce.next > context.nonce.mined) {
    addIssue(findings.warnings, 'send.waits-behind', 'general', { waiting: context.nonce.next - context.nonce.mined });
  }
  const { errors, warnings } = findings;
  // What the fee leaves may be less than nothing; that has been said in other words.
  const amount = aim.amount !== null && aim.amount >= 0n ? aim.amount : null;
  const validation: Validation = {
    errors,
    warnings,
    fee: feeInAll,
    amount,
    total: amount === null ? null : isAboutCoin ? amount + feeInAll : amount,
    ...feeAsset,
    ...(reason === undefined ? {} : { revert: reason }),
  };
  if (errors.length > 0) return { validation, plan: null };
  const plan: AccountPlan = {
    action: aim.action,
    nonce: original?.transaction.nonce ?? context.nonce.next,
    price: gas.price,
    gasLimit: gas.limit,
    fee,
    replaces: original?.txid ?? null,
    repeats: task.kind === 'speed-up' ? task.original.transaction : null,
  };
  return { validation, plan };
}
