/** Node transactions of public test suites: round trip, id, signatures; signed anew where the key is published. */
import { compactSignature, messageBytesDigest, recoverCompactKey } from '../../../chains/_families/utxo/index.ts';
import { formatAddress } from '../../../chains/flux/address.ts';
import { fluxConfig } from '../../../chains/flux/config.ts';
import {
  benchmarkMessage,
  confirmId,
  confirmMessage,
  parseConfirm,
  parseStart,
  serializeConfirm,
  serializeStart,
  startDigest,
  verifyStart,
} from '../../../chains/flux/fluxnode/index.ts';
import { fluxMessageDigest } from '../../../chains/flux/message.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { signRecoverable, wifKey } from './flux-keys.ts';
import type { Fact } from './types.ts';

const base = {
  id: z.string(),
  hex: z.string(),
  version: z.int(),
  collateralTxid: z.string(),
  collateralVout: z.int(),
  sigTime: z.int(),
  txid: z.string(),
};

export const externalNodeTransaction = z.discriminatedUnion('type', [
  z.object({
    ...base,
    type: z.literal(2),
    collateralPublicKey: z.string(),
    collateralAddress: z.string(),
    nodePublicKey: z.string(),
    signature: z.string(),
  }),
  z.object({
    ...base,
    type: z.literal(4),
    benchmarkTier: z.int(),
    benchmarkSigTime: z.int(),
    updateType: z.int(),
    ip: z.string(),
    nodeSignedMessage: z.string(),
    nodeSignature: z.string(),
    nodePublicKey: z.string(),
    benchmarkSignature: z.string(),
    benchmarkPublicKey: z.string(),
    benchmarkMessageHex: z.string(),
  }),
]);

type NodeEntry = z.infer<typeof externalNodeTransaction>;
type StartEntry = Extract<NodeEntry, { readonly type: 2 }>;
type ConfirmEntry = Extract<NodeEntry, { readonly type: 4 }>;

function startFacts(entry: StartEntry): readonly Fact[] {
  const parsed = parseStart(fromHex(entry.hex));
  const { start, signature, txid } = parsed;
  const ownerKey = start.owner.kind === 'p2pkh' ? start.owner.publicKey : new Uint8Array();
  return [
    { name: 'round trip', expected: entry.hex, got: toHex(serializeStart(start, signature)) },
    { name: 'txid', expected: entry.txid, got: txid },
    { name: 'version', expected: String(entry.version), got: String(start.version) },
    {
      name: 'collateral',
      expected: `${entry.collateralTxid}:${entry.collateralVout}`,
      got: `${start.collateral.txid}:${start.collateral.vout}`,
    },
    { name: 'collateralPublicKey', expected: entry.collateralPublicKey, got: toHex(ownerKey) },
    { name: 'collateralAddress', expected: entry.collateralAddress, got: formatAddress(ownerKey) },
    { name: 'nodePublicKey', expected: entry.nodePublicKey, got: toHex(start.nodePublicKey) },
    { name: 'sigTime', expected: String(entry.sigTime), got: String(start.sigTime) },
    { name: 'signature', expected: entry.signature, got: toHex(signature) },
    { name: 'signature verifies', expected: 'true', got: String(verifyStart(parsed).ok) },
  ];
}

function recovered(signature: Uint8Array, digest: Uint8Array): string {
  return toHex(recoverCompactKey(signature, digest) ?? new Uint8Array());
}

function confirmFacts(entry: ConfirmEntry): readonly Fact[] {
  const confirm = parseConfirm(fromHex(entry.hex));
  const message = confirmMessage(confirm);
  const benchmarked = benchmarkMessage(confirm);
  return [
    { name: 'round trip', expected: entry.hex, got: toHex(serializeConfirm(confirm)) },
    { name: 'txid', expected: entry.txid, got: confirmId(confirm) },
    { name: 'version', expected: String(entry.version), got: String(confirm.version) },
    {
      name: 'collateral',
      expected: `${entry.collateralTxid}:${entry.collateralVout}`,
      got: `${confirm.collateral.txid}:${confirm.collateral.vout}`,
    },
    { name: 'sigTime', expected: String(entry.sigTime), got: String(confirm.sigTime) },
    { name: 'benchmarkTier', expected: String(entry.benchmarkTier), got: String(confirm.benchmarkTier) },
    { name: 'benchmarkSigTime', expected: String(entry.benchmarkSigTime), got: String(confirm.benchmarkSigTime) },
    { name: 'updateType', expected: entry.updateType === 0 ? 'initial' : 'update', got: confirm.update },
    { name: 'ip', expected: entry.ip, got: confirm.ip },
    { name: 'nodeSignature', expected: entry.nodeSignature, got: toHex(confirm.signature) },
    { name: 'nodeSignedMessage', expected: entry.nodeSignedMessage, got: message },
    { name: 'node key', expected: entry.nodePublicKey, got: recovered(confirm.signature, fluxMessageDigest(message)) },
    { name: 'benchmarkSignature', expected: entry.benchmarkSignature, got: toHex(confirm.benchmarkSignature) },
    { name: 'benchmarkMessage', expected: entry.benchmarkMessageHex, got: toHex(benchmarked) },
    {
      name: 'benchmark key',
      expected: entry.benchmarkPublicKey,
      got: recovered(confirm.benchmarkSignature, messageBytesDigest(fluxConfig.messageMagic, benchmarked)),
    },
  ];
}

export function nodeTransactionFacts(entry: NodeEntry): readonly Fact[] {
  return entry.type === 2 ? startFacts(entry) : confirmFacts(entry);
}

export const sdkStart = z.object({
  id: z.string(),
  version: z.int(),
  collateralTxid: z.string(),
  collateralVout: z.int(),
  signerWif: z.string(),
  nodeKeyCompressed: z.boolean(),
  sigTime: z.int(),
  redeemScript: z.string().optional(),
  hex: z.string(),
  txid: z.string(),
});

/** A published START: the same bytes by our own signing. (One is signed by a key that may not: bytes only.) */
export function sdkStartFacts(entry: z.infer<typeof sdkStart>): readonly Fact[] {
  const { start, signature, txid } = parseStart(fromHex(entry.hex));
  const { privateKey, compressed } = wifKey(entry.signerWif);
  const anew = compactSignature(signRecoverable(startDigest(start), privateKey), compressed);
  const script = start.owner.kind === 'p2sh' ? toHex(start.owner.redeemScript) : undefined;
  return [
    { name: 'txid', expected: entry.txid, got: txid },
    { name: 'version', expected: String(entry.version), got: String(start.version) },
    {
      name: 'collateral',
      expected: `${entry.collateralTxid}:${entry.collateralVout}`,
      got: `${start.collateral.txid}:${start.collateral.vout}`,
    },
    { name: 'sigTime', expected: String(entry.sigTime), got: String(start.sigTime) },
    { name: 'redeemScript', expected: String(entry.redeemScript), got: String(script) },
    {
      name: 'node key form',
      expected: String(entry.nodeKeyCompressed),
      got: String(start.nodePublicKey.length === 33),
    },
    { name: 'signature', expected: toHex(signature), got: toHex(anew) },
    { name: 'hex', expected: entry.hex, got: toHex(serializeStart(start, anew)) },
  ];
}
