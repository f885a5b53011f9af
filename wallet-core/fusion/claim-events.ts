/** What can happen to a claim, as journalled. The signed phrase is in none of them (T-14). */
import { z } from '../primitives/zod.ts';
import { address, atMs, chain, payoutCheck, refusal, txid, units } from './event-fields.ts';
import { claimKinds } from './names.ts';

export const claimEvent = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('planned'),
    atMs,
    claim: z.enum(claimKinds),
    address,
    from: chain,
    chain,
    claimingAddress: address,
    amount: units,
    fee: units,
    received: units,
  }),
  /** The signer has been asked, with these claims on the service's list before. */
  z.strictObject({ kind: z.literal('signing'), atMs, before: z.array(txid).max(10_000) }),
  /** It said no, or was never heard of again; nothing has left this device. */
  z.strictObject({ kind: z.literal('not-signed'), atMs }),
  /** The claim may be with the service from now on; its phrase was made at `phraseMs`. */
  z.strictObject({ kind: z.literal('asked'), atMs, phraseMs: atMs }),
  z.strictObject({ kind: z.literal('refused'), atMs, refusal }),
  /** No answer: it may have been heard. */
  z.strictObject({ kind: z.literal('unanswered'), atMs }),
  /** Paid out, by the answer or by the service's list of claims. */
  z.strictObject({ kind: z.literal('paid'), atMs, txid }),
  /** The list was read and has no new claim. */
  z.strictObject({ kind: z.literal('not-listed'), atMs }),
  z.strictObject({ kind: z.literal('payout-checked'), atMs, ...payoutCheck.shape }),
  z.strictObject({ kind: z.literal('cancelled'), atMs }),
]);

export type ClaimEvent = z.infer<typeof claimEvent>;
