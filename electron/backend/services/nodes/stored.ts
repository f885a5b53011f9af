/** What is kept about nodes: how the person calls and reaches them, what was seen last, starts that are under way. */
import { nodeShapes, shapes } from '../../../../wallet-core/ipc/index.ts';
import { daemonReasons } from '../../../../wallet-core/nodes/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';

export const storedIdentity = z.discriminatedUnion('source', [
  z.strictObject({ source: z.literal('account'), index: nodeShapes.keyIndex }),
  z.strictObject({ source: z.literal('imported'), publicKey: nodeShapes.publicKeyText }),
]);

export const sha256Text = z.string().regex(/^[0-9a-f]{64}$/);
export const storedTrust = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('certificate'), sha256: sha256Text }),
  z.strictObject({ kind: z.literal('plain-http') }),
]);
export type StoredTrust = z.infer<typeof storedTrust>;

/** One node by its collateral. */
export const storedNode = z.strictObject({
  key: shapes.outpointText,
  /** How it came here: its collateral is this account's, or the person said so. */
  origin: z.enum(['own', 'script', 'delegate', 'watched']),
  address: shapes.addressText.nullable(),
  value: shapes.positiveUnitsText.nullable(),
  /** Of the key here that may start it. */
  path: shapes.pathText.nullable(),
  redeemScript: shapes.hexText(1_040).nullable(),
  ownerKey: nodeShapes.publicKeyText.nullable(),
  name: shapes.plainText(64).nullable(),
  host: nodeShapes.serverHost.nullable(),
  apiPort: nodeShapes.apiPort.nullable(),
  identity: storedIdentity.nullable(),
  /** Its identity as the network had it last: an expired node is started with the same. */
  seenKey: nodeShapes.publicKeyText.nullable(),
  /** Block of the collateral, and of the last CONFIRM that was seen. */
  minedHeight: shapes.height.nullable(),
  seenConfirm: shapes.height.nullable(),
  wasConfirmed: z.boolean(),
  raised: z.enum(['left-confirmed', 'about-to-expire', 'confirm-window-closing', 'collateral-spent']).nullable(),
  trust: storedTrust.nullable(),
});
export type StoredNode = z.infer<typeof storedNode>;

export const emptyNode: Omit<StoredNode, 'key' | 'origin'> = Object.freeze({
  address: null,
  value: null,
  path: null,
  redeemScript: null,
  ownerKey: null,
  name: null,
  host: null,
  apiPort: null,
  identity: null,
  seenKey: null,
  minedHeight: null,
  seenConfirm: null,
  wasConfirmed: false,
  raised: null,
  trust: null,
});

/**
 * A START in the journal. signed: on disk, network not told · unsure: told, no answer · sent: accepted · started: in the
 * start list · confirmed · refused (`reason`) · lapsed: an hour has gone by without a block.
 */
export const storedStart = z.strictObject({
  txid: shapes.txidText,
  key: shapes.outpointText,
  signed: shapes.hexText(4_000),
  sigTime: z.int().min(0).max(0xffffffff),
  state: z.enum(['signed', 'unsure', 'sent', 'started', 'confirmed', 'refused', 'lapsed']),
  reason: z.enum(daemonReasons).nullable(),
  createdAtMs: shapes.timeMs,
  updatedAtMs: shapes.timeMs,
});
export type StoredStart = z.infer<typeof storedStart>;
