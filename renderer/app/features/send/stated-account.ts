import type {
  PreparedAccountSend,
  WireAccountAction,
  WireAccountValidation,
  WireStatedAccountPayment,
} from '../../../../wallet-core/ipc/index.ts';
import { accept, type Result, refuse } from '../../../../wallet-core/primitives/index.ts';
import { sameAsset } from '../chains/account-chains.ts';
import { readAmount, type SendForm } from './form.ts';

/** Prices move with every block: a little more than was shown is no news, more than this is. In hundredths. */
const TOLERATED_PERCENT = 10n;

/** What one fee may have become meanwhile without being looked at again. */
export function isNearFee(shown: string | null, stated: Pick<WireStatedAccountPayment, 'fee' | 'extraFee'>): boolean {
  if (shown === null) return false;
  return BigInt(stated.fee) + BigInt(stated.extraFee) <= (BigInt(shown) * (100n + TOLERATED_PERCENT)) / 100n;
}

function isAsked(action: WireAccountAction, form: SendForm, asset: string): boolean {
  return (
    action.kind === 'transfer' &&
    sameAsset(action.asset, asset) &&
    action.recipient.toLowerCase() === form.recipient.trim().toLowerCase()
  );
}

/** Everything of a coin: what goes and its fee together are what they were, however they are divided now. */
function isSameWhole(amount: string, stated: WireStatedAccountPayment, shown: WireAccountValidation): boolean {
  if (shown.amount === null) return false;
  if (shown.isFeeApart) return amount === shown.amount;
  return (
    BigInt(amount) + BigInt(stated.fee) + BigInt(stated.extraFee) === BigInt(shown.amount) + BigInt(shown.fee ?? 0)
  );
}

/**
 * T-06 for chains with accounts: what was prepared must be what stands in the form, in chain, asset, recipient and amount;
 * else `approval.mismatch`. `changed`: honest news, a fee well above the one shown or another maximum.
 */
export function statedAccountFor(
  form: SendForm,
  shown: WireAccountValidation,
  prepared: PreparedAccountSend,
): Result<WireStatedAccountPayment, 'approval.mismatch' | 'changed'> {
  const { account } = form;
  const { stated } = prepared;
  const { action } = stated;
  if (account === null || stated.chain !== account.chain || stated.replaces !== null)
    return refuse('approval.mismatch');
  if (action.kind !== 'transfer' || !isAsked(action, form, account.asset)) return refuse('approval.mismatch');
  const amount = readAmount(form);
  if (amount.kind === 'units' && action.amount !== amount.units.toString()) return refuse('approval.mismatch');
  if (amount.kind !== 'units' && amount.kind !== 'max') return refuse('changed');
  if (amount.kind === 'max' && !isSameWhole(action.amount, stated, shown)) return refuse('changed');
  if (!isNearFee(shown.fee, stated)) return refuse('changed');
  return accept(stated);
}
