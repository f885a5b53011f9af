/** What the signer tells about the second factor, for the app window to show. No secret, and nothing that decides anything. */
import { z } from '../primitives/zod.ts';

const height = z.int().min(0).max(499_999_999);
const txid = z.string().regex(/^[0-9a-f]{64}$/);
const change = z.enum(['on', 'off', 'disable-request']);

export const d2faView = z.strictObject({
  /** As in `D2faState` (`wallet-core/d2fa/state.ts`). */
  kind: z.enum(['unknown', 'none-found', 'off', 'on', 'disagree', 'newer-version']),
  why: z
    .enum(['no-answer', 'incomplete', 'memory-lost', 'records', 'tips', 'memory', 'by-record', 'by-request'])
    .nullable(),
  /** `memory`: nobody answered in full, this is what this device knew. */
  from: z.enum(['servers', 'memory']),
  /** Servers that answered in full. */
  sources: z.array(z.string().min(1).max(255)).max(8),
  /** Height it holds at; `null` when no server answered in full. */
  height: height.nullable(),
  /** When it was last asked for. */
  atMs: z.int().min(0).max(8.64e15),
  asks: z.array(z.enum(['send', 'sign', 'export'])).max(3),
  factors: z.array(z.enum(['totp', 'pin'])).max(2),
  /** A disable request that runs. */
  request: z.strictObject({ effectiveHeight: height, blocksLeft: z.int().min(0).max(500_000_000), txid }).nullable(),
  /** The newest change that is in a block. */
  lastChange: z.strictObject({ kind: change.nullable(), height: height.nullable(), txid }).nullable(),
  /** A change that is not in a block yet: without effect. */
  pending: z.strictObject({ kind: change.nullable(), txid }).nullable(),
});
export type D2faView = z.infer<typeof d2faView>;
