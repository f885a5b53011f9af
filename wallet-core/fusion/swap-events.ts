/**
 * What can happen to a swap, in the form in which it is journalled. The journal is the list of events; the state is what
 * `applySwap` makes of it, so a replay always gives the same state.
 */
import { z } from '../primitives/zod.ts';
import { address, atMs, chain, draftId, payoutCheck, refusal, txid, units } from './event-fields.ts';
import { swapStatuses } from './swap-replies.ts';

const route = { chainFrom: chain, chainTo: chain, addressFrom: address, addressTo: address };

export const swapEvent = z.discriminatedUnion('kind', [
  /** The person has agreed to a quote. */
  z.strictObject({
    kind: z.literal('planned'),
    atMs,
    ...route,
    amount: units,
    fee: units,
    received: units,
    confirmations: z.int().min(0),
    depositAddress: address,
    expiresAtMs: atMs,
  }),
  /**
   * Found again without a journal: by the service's history, or by a deposit on the chain alone (`route` of the target
   * not known then).
   */
  z.strictObject({
    kind: z.literal('recovered'),
    atMs,
    source: z.enum(['service', 'chain']),
    chainFrom: chain,
    addressFrom: address,
    amount: units,
    txid,
    target: z.strictObject({ chainTo: chain, addressTo: address }).nullable(),
  }),
  z.strictObject({ kind: z.literal('target-chosen'), atMs, chainTo: chain, addressTo: address }),
  z.strictObject({ kind: z.literal('reserve-asked'), atMs }),
  z.strictObject({ kind: z.literal('reserved'), atMs }),
  z.strictObject({ kind: z.literal('reserve-refused'), atMs, refusal }),
  /** A deposit has been built and may be signed from now on. */
  z.strictObject({ kind: z.literal('deposit-drafted'), atMs, draftId }),
  /** It was not signed, and cannot be any more. */
  z.strictObject({ kind: z.literal('deposit-dropped'), atMs, draftId }),
  /** It is in the journal of payments. */
  z.strictObject({ kind: z.literal('deposit-signed'), atMs, draftId, txid }),
  z.strictObject({ kind: z.literal('deposit-died'), atMs, how: z.enum(['expired', 'refused', 'replaced']) }),
  /** The network has it after all. */
  z.strictObject({ kind: z.literal('deposit-alive'), atMs }),
  /** The person has sent it again dearer, under the same number: of the two only one can happen, and this one is the newer. */
  z.strictObject({ kind: z.literal('deposit-replaced'), atMs, txid }),
  z.strictObject({ kind: z.literal('create-asked'), atMs }),
  z.strictObject({ kind: z.literal('create-refused'), atMs, refusal }),
  /** What the service says of it. */
  z.strictObject({
    kind: z.literal('told'),
    atMs,
    status: z.enum([...swapStatuses, 'unrecognised']),
    amountFrom: units.nullable(),
    amountTo: units.nullable(),
    fee: units.nullable(),
    confirmations: z.int().min(0).nullable(),
    txidTo: txid.nullable(),
  }),
  /** The service has an order for our deposit that pays somebody else, or elsewhere: whoever knew the id could make one. */
  z.strictObject({ kind: z.literal('order-differs'), atMs, chainTo: chain, addressTo: address }),
  /** What the target chain says of the payout. */
  z.strictObject({ kind: z.literal('payout-checked'), atMs, ...payoutCheck.shape }),
  /** By the person, before any deposit. */
  z.strictObject({ kind: z.literal('cancelled'), atMs }),
]);

export type SwapEvent = z.infer<typeof swapEvent>;
/** The form in the journal: units as text. */
export type StoredSwapEvent = z.input<typeof swapEvent>;

/** The journalled form of an event. */
export function toStoredEvent<T extends { readonly kind: string }>(event: T): unknown {
  return JSON.parse(JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? value.toString() : value)));
}
