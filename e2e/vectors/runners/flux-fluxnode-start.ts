import { secp256k1 } from '@noble/curves/secp256k1.js';
import { base64 } from '@scure/base';
import {
  type CollateralOwner,
  type Delegates,
  explainStart,
  type NodeStart,
  parseStart,
  parseUnsignedStart,
  serializeStart,
  serializeUnsignedStart,
  startDigest,
  startId,
  verifyStart,
} from '../../../chains/flux/fluxnode/index.ts';
import { collateralTier } from '../../../wallet-core/nodes/index.ts';
import { fromHex, type TxId, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { wifKey } from './flux-keys.ts';
import { signStart } from './flux-node-keys.ts';
import { attempt, type CaseResult, type Fact } from './types.ts';

const DELEGATES_BIT = 0x0100;

const delegateSchema = z.object({ version: z.literal(1), type: z.int(), publicKeys: z.array(z.string()).optional() });

const startSchema = z.object({
  id: z.string(),
  tier: z.string().optional(),
  collateralSat: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
  version: z.union([z.literal(5), z.literal(6)]),
  fluxTxVersion: z.int().optional(),
  collateralTxid: z.string(),
  collateralVout: z.int(),
  collateralAddress: z.string(),
  collateralPublicKey: z.string().optional(),
  redeemScript: z.string().optional(),
  signerWif: z.string(),
  signerPublicKey: z.string(),
  signerRole: z.string().optional(),
  nodeWif: z.string().optional(),
  nodePublicKey: z.string(),
  sigTime: z.int(),
  delegate: delegateSchema.optional(),
  signingPreimage: z.string(),
  txid: z.string(),
  signedMessage: z.string().optional(),
  messageHash: z.string(),
  signature: z.string(),
  signatureBase64: z.string().optional(),
  hex: z.string(),
});

const fileSchema = z.object({ starts: z.array(startSchema) });

type Entry = z.infer<typeof startSchema>;

/** A height of today: the file's amounts are those of today's tiers. */
const HEIGHT = 2_917_115;

function ownerOf(entry: Entry): CollateralOwner {
  if (entry.redeemScript !== undefined) return { kind: 'p2sh', redeemScript: fromHex(entry.redeemScript) };
  if (entry.collateralPublicKey === undefined) throw new TypeError('neither owner key nor script');
  return { kind: 'p2pkh', publicKey: fromHex(entry.collateralPublicKey) };
}

function delegatesOf({ delegate, fluxTxVersion = 0 }: Entry): Delegates | null {
  if (delegate === undefined) return (fluxTxVersion & DELEGATES_BIT) === 0 ? null : { kind: 'unused' };
  if (delegate.type === 2) return { kind: 'signing' };
  return { kind: 'update', publicKeys: (delegate.publicKeys ?? []).map(fromHex) };
}

function facts(entry: Entry): readonly Fact[] {
  const start: NodeStart = {
    version: entry.version,
    collateral: { txid: unsafeBrand<TxId>(entry.collateralTxid), vout: entry.collateralVout },
    owner: ownerOf(entry),
    nodePublicKey: fromHex(entry.nodePublicKey),
    sigTime: entry.sigTime,
    delegates: delegatesOf(entry),
  };
  const signature = signStart(start, entry.signerWif);
  const parsed = parseStart(fromHex(entry.hex));
  const signer = wifKey(entry.signerWif);
  const signerKey = secp256k1.getPublicKey(signer.privateKey, signer.compressed);
  const verdict = verifyStart(parsed, [signerKey]);
  const explained = explainStart(parsed.start);
  const result: Fact[] = [
    { name: 'signingPreimage', expected: entry.signingPreimage, got: toHex(serializeUnsignedStart(start)) },
    {
      name: 'preimage read back',
      expected: entry.signingPreimage,
      got: toHex(serializeUnsignedStart(parseUnsignedStart(fromHex(entry.signingPreimage)))),
    },
    { name: 'txid', expected: entry.txid, got: startId(start) },
    { name: 'txid of the bytes', expected: entry.txid, got: parsed.txid },
    { name: 'messageHash', expected: entry.messageHash, got: toHex(startDigest(start)) },
    { name: 'signerPublicKey', expected: entry.signerPublicKey, got: toHex(signerKey) },
    { name: 'signature', expected: entry.signature, got: toHex(signature) },
    { name: 'hex', expected: entry.hex, got: toHex(serializeStart(start, signature)) },
    { name: 'round trip', expected: entry.hex, got: toHex(serializeStart(parsed.start, parsed.signature)) },
    { name: 'verifies', expected: 'true', got: String(verdict.ok) },
    {
      name: 'verifies without a delegate',
      expected: String(explained.signer === 'owner'),
      got: String(verifyStart(parsed).ok),
    },
    { name: 'collateralAddress', expected: entry.collateralAddress, got: explained.address },
    {
      name: 'delegate signs',
      expected: String(entry.delegate?.type === 2),
      got: String(explained.signer === 'delegate'),
    },
  ];
  if (entry.signedMessage !== undefined) {
    result.push({ name: 'signedMessage', expected: entry.signedMessage, got: parsed.txid });
  }
  if (entry.signatureBase64 !== undefined) {
    result.push({ name: 'signatureBase64', expected: entry.signatureBase64, got: base64.encode(signature) });
  }
  if (entry.nodeWif !== undefined) {
    const node = wifKey(entry.nodeWif);
    const key = secp256k1.getPublicKey(node.privateKey, node.compressed);
    result.push({ name: 'nodePublicKey', expected: entry.nodePublicKey, got: toHex(key) });
  }
  if (entry.tier !== undefined && entry.collateralSat !== undefined) {
    const tier = collateralTier(BigInt(entry.collateralSat), HEIGHT);
    result.push({ name: 'tier', expected: entry.tier.toLowerCase(), got: String(tier) });
  }
  return result;
}

/** Builds, signs and reads each START byte for byte. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  for (const entry of fileSchema.parse(file).starts) yield await attempt(entry.id, () => facts(entry));
}
