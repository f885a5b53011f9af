import type { PreparedSend, WireStatedPayment, WireValidation } from '../../../../wallet-core/ipc/index.ts';
import { accept, type Result, refuse } from '../../../../wallet-core/primitives/index.ts';
import { FLUX, readAmount, type SendForm } from './form.ts';

/**
 * What the person agreed to, made from the form and from the numbers that stood beside it, never copied from the
 * backend's answer (T-06): a backend that prepared something else is found out here, or by the signer, which compares
 * this with the bytes. `changed`: honest news (a higher fee, another maximum), to be looked at again.
 */
export function statedFor(
  form: SendForm,
  shown: WireValidation,
  prepared: PreparedSend,
): Result<WireStatedPayment, 'approval.mismatch' | 'changed'> {
  const reading = readAmount(form);
  const amount = reading.kind === 'units' ? reading.units.toString() : reading.kind === 'max' ? shown.amount : null;
  if (amount === null || shown.fee === null) return refuse('changed');
  const stated: WireStatedPayment = {
    kind: 'payment',
    chain: 'flux',
    asset: FLUX.asset,
    recipients: [{ address: form.recipient.trim(), amount }],
    message: form.message === '' ? null : form.message,
    fee: shown.fee,
  };
  const theirs = prepared.stated;
  const [recipient, ...others] = theirs.recipients;
  if (
    recipient === undefined ||
    others.length > 0 ||
    recipient.address !== stated.recipients[0]?.address ||
    theirs.message !== stated.message ||
    theirs.chain !== stated.chain ||
    theirs.asset !== stated.asset ||
    (reading.kind === 'units' && recipient.amount !== amount)
  ) {
    return refuse('approval.mismatch');
  }
  if (theirs.fee !== stated.fee || recipient.amount !== amount) return refuse('changed');
  return accept(stated);
}
