/**
 * Node settings left for the installer at storage.runonflux.io (RunOnFlux/fluxstorage apiServices/nodeApi.js). The text
 * holds the node's identity key, not the collateral's; whoever has the words it gives back can read it for 24 hours.
 */
import type { Outpoint } from '../chain-contract/index.ts';
import { accept, type Result, refuse } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';

export const HAND_OVER_URL = 'https://storage.runonflux.io/v1/node';
/** Carries the Flux ID's signature over exactly the body. */
export const HAND_OVER_HEADER = 'flux-signature';

export interface HandOver {
  /** The operator's Flux ID. */
  readonly adminId: string;
  /** WIF of the node's identity. */
  readonly nodeKey: string;
  readonly collateral: Outpoint;
  readonly nodeName: string;
}

/** The body, which is also the text to sign. A secret. */
export function handOverBody({ adminId, nodeKey, collateral, nodeName }: HandOver): string {
  return JSON.stringify({
    adminId,
    nodeKey,
    transactionOutput: collateral.txid,
    transactionIndex: String(collateral.vout),
    nodeName,
  });
}

const words = z.union([z.string(), z.array(z.string()).min(1).max(24)]);
const reply = z.object({ status: z.literal('success'), data: words });
const WORDS = /^[a-z]{2,20}(?:[ -][a-z]{2,20}){1,23}$/;

/** The words to type in at the installer; a secret for a day. */
export function parseHandOverReply(value: unknown): Result<string, 'reply'> {
  const parsed = reply.safeParse(value);
  if (!parsed.success) return refuse('reply');
  const { data } = parsed.data;
  const text = (typeof data === 'string' ? data : data.join(' ')).trim();
  return WORDS.test(text) ? accept(text) : refuse('reply');
}
