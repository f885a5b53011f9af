/** Fields of journalled events: what the journal of swaps and claims may hold. No phrase, no signature, no key fits in. */
import { z } from '../primitives/zod.ts';
import { fusionChains } from './fusion-chains.ts';
import { address, txid } from './reply-fields.ts';

export const chain = z.enum(fusionChains);
export const units = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,17})$/)
  .transform(BigInt);
export const atMs = z.int().min(0).max(8_640_000_000_000_000);
export const draftId = z.string().regex(/^[0-9a-f]{32}$/);
export const refusal = z.strictObject({ name: z.string().max(300).nullable(), message: z.string().max(300) });
export const payoutCheck = z.strictObject({
  outcome: z.enum(['right', 'wrong-amount', 'wrong-address', 'not-seen', 'not-readable']),
  amount: units.nullable(),
  confirmations: z.int().min(0),
  isFinal: z.boolean(),
});
export { address, txid };
