import type { LinkProposal, WireAccountValidation, WireValidation } from '../../../../wallet-core/ipc/index.ts';
import { createStore } from '../../state/view-store.ts';
import { isAccountChain, type Money } from '../chains/account-chains.ts';
import { emptyGas } from '../gas/gas-form.ts';
import { type AccountChoice, emptyForm, type SendForm } from './form.ts';
import { composing, nextStep, type SendEvent, type SendStep } from './send-machine.ts';

/** What the paste guard remembers: the hash of what was on the clipboard, and the text the field held then. */
export interface Pasted {
  readonly sha256: string;
  readonly recipient: string;
}

/** The last judgement of the backend, with the draft it belongs to. */
export interface Judged {
  readonly draft: string;
  readonly validation: WireValidation | WireAccountValidation | null;
  readonly errorCode: string | null;
}

export interface SendView {
  readonly form: SendForm;
  readonly step: SendStep;
  /** The person has asked for the review, so gaps are shown too. */
  readonly asked: boolean;
  readonly pasted: Pasted | null;
  /** The paste guard's alarm, waiting for a decision. */
  readonly alarm: 'at-once' | 'later' | null;
  /** The person compared the address after an alarm; holds until the recipient changes. */
  readonly compared: boolean;
  readonly fromLink: LinkProposal | null;
  readonly judged: Judged | null;
}

export const initialSendView: SendView = {
  form: emptyForm,
  step: composing,
  asked: false,
  pasted: null,
  alarm: null,
  compared: false,
  fromLink: null,
  judged: null,
};

export const useSend = createStore<SendView>('send', initialSendView);

/** Changes fields of the form. A new recipient forgets what was known about the old one. */
export function editForm(change: Partial<SendForm>): void {
  useSend.setState((state) => {
    const newRecipient = change.recipient !== undefined && change.recipient !== state.form.recipient;
    return {
      form: { ...state.form, ...change },
      ...(newRecipient ? { pasted: null, alarm: null, compared: false, fromLink: null } : {}),
      ...(state.step.kind === 'compose' && state.step.changed ? { step: composing } : {}),
    };
  });
}

export function advance(event: SendEvent): void {
  useSend.setState((state) => ({ step: nextStep(state.step, event) }));
}

/** An empty form for the next payment. */
export function startOver(): void {
  useSend.setState({ ...initialSendView });
}

/**
 * Fills the form from a payment link; nothing is sent by it. `money` null: an asset or network that cannot be chosen here;
 * the link is shown and fills in nothing. `kept`: what stays chosen instead of the link's asset.
 */
export function fillFromLink(
  link: LinkProposal,
  amountText: string,
  money: Money | null,
  kept: AccountChoice | null = null,
): void {
  const { chain, asset } = link;
  const ofLink = isAccountChain(chain) && money !== null ? { chain, asset, money, gas: emptyGas } : null;
  const account = kept ?? ofLink;
  const filled = { ...emptyForm, account, recipient: link.address, amount: amountText, message: link.message ?? '' };
  const isUnusable = isAccountChain(chain) && account === null;
  useSend.setState({ ...initialSendView, form: isUnusable ? emptyForm : filled, fromLink: link });
}
