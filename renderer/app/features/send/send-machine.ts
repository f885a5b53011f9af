import type { WireError } from '../../../../wallet-core/errors/index.ts';
import type {
  PreparedAccountSend,
  PreparedSend,
  WireStatedAccountPayment,
  WireStatedPayment,
} from '../../../../wallet-core/ipc/index.ts';
import { unreachable } from '../../../../wallet-core/primitives/index.ts';

/** Where a payment stands in this window. What happens after `sent` is the journal's to say. */
export type SendStep =
  | { readonly kind: 'compose'; readonly changed: boolean }
  | { readonly kind: 'preparing'; readonly attempt: number }
  | {
      readonly kind: 'signing';
      readonly attempt: number;
      readonly prepared: PreparedSend | PreparedAccountSend;
      readonly stated: WireStatedPayment | WireStatedAccountPayment;
    }
  | { readonly kind: 'sent'; readonly sendId: string; readonly txid: string }
  | { readonly kind: 'stopped'; readonly error: WireError };

export type SendEvent =
  | { readonly kind: 'submit'; readonly attempt: number }
  | {
      readonly kind: 'prepared';
      readonly attempt: number;
      readonly prepared: PreparedSend | PreparedAccountSend;
      readonly stated: WireStatedPayment | WireStatedAccountPayment;
    }
  | { readonly kind: 'changed'; readonly attempt: number }
  | { readonly kind: 'committed'; readonly attempt: number; readonly sendId: string; readonly txid: string }
  | { readonly kind: 'failed'; readonly attempt: number; readonly error: WireError }
  | { readonly kind: 'edit' }
  | { readonly kind: 'show'; readonly sendId: string; readonly txid: string };

export const composing: SendStep = { kind: 'compose', changed: false };

const isAttempt = (step: SendStep, attempt: number): boolean =>
  (step.kind === 'preparing' || step.kind === 'signing') && step.attempt === attempt;

/**
 * The next step. Pure. Answers of an attempt that is over are ignored, with one exception: a payment that was committed
 * is always shown as sent, wherever the person has gone meanwhile.
 */
export function nextStep(step: SendStep, event: SendEvent): SendStep {
  switch (event.kind) {
    case 'submit':
      return step.kind === 'compose' || step.kind === 'stopped' ? { kind: 'preparing', attempt: event.attempt } : step;
    case 'prepared':
      return step.kind === 'preparing' && step.attempt === event.attempt
        ? { kind: 'signing', attempt: event.attempt, prepared: event.prepared, stated: event.stated }
        : step;
    case 'changed':
      return isAttempt(step, event.attempt) ? { kind: 'compose', changed: true } : step;
    case 'committed':
      return { kind: 'sent', sendId: event.sendId, txid: event.txid };
    case 'failed':
      return isAttempt(step, event.attempt) ? { kind: 'stopped', error: event.error } : step;
    case 'edit':
      return step.kind === 'stopped' || step.kind === 'sent' ? composing : step;
    case 'show':
      return step.kind === 'preparing' || step.kind === 'signing'
        ? step
        : { kind: 'sent', sendId: event.sendId, txid: event.txid };
    default:
      return unreachable(event);
  }
}
