import type {
  WireAccountDraft,
  WireAccountValidation,
  WireDraft,
  WireValidation,
} from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { gasChoiceOf } from '../gas/gas-form.ts';
import { type AccountChoice, draftOf, readAmount, type SendForm } from './form.ts';

/** Chains whose gas has a price in one piece take no tip. Known from the last offer; until then a tip is taken. */
export function hasTip(validation: WireValidation | WireAccountValidation | null): boolean {
  return validation === null || !isAccountValidation(validation) || validation.offer?.basePerGas !== null;
}

export function isAccountValidation(
  validation: WireValidation | WireAccountValidation,
): validation is WireAccountValidation {
  return 'isFeeApart' in validation;
}

/** What the backend judges and prepares on a chain with accounts. Unreadable amounts go as 0, as on Flux. */
export function accountDraftOf(form: SendForm, account: AccountChoice, tip: boolean): WireAccountDraft {
  const amount = readAmount(form);
  return {
    kind: 'transfer',
    chain: account.chain,
    asset: account.asset,
    decimals: account.money.decimals,
    recipient: {
      address: form.recipient.trim().slice(0, 200),
      amount: amount.kind === 'max' ? 'max' : amount.kind === 'units' ? amount.units.toString() : '0',
    },
    gas: gasChoiceOf(account.gas, tip),
  };
}

/** The form as a draft of its kind. */
export function anyDraftOf(form: SendForm, tip: boolean): WireDraft | WireAccountDraft {
  return form.account === null ? draftOf(form) : accountDraftOf(form, form.account, tip);
}

export function judgeDraft(draft: WireDraft | WireAccountDraft): Promise<WireValidation | WireAccountValidation> {
  return draft.kind === 'payment' ? call('send.validate', { draft }) : call('account.validate', { draft });
}
