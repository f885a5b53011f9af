import { secp256k1 } from '@noble/curves/secp256k1.js';
import { formatMessageSignature } from '../../../chains/_families/utxo/index.ts';
import { formatP2pkhAddress } from '../../../chains/bitcoin/address.ts';
import { bitcoinConfig } from '../../../chains/bitcoin/config.ts';
import { bitcoinMessageDigest, verifyBitcoinMessage } from '../../../chains/bitcoin/message.ts';
import { formatAddress } from '../../../chains/flux/address.ts';
import { fluxConfig } from '../../../chains/flux/config.ts';
import { fluxMessageDigest, verifyFluxMessage } from '../../../chains/flux/message.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { signRecoverable, wifKey } from './flux-keys.ts';
import { attempt, type CaseResult } from './types.ts';

const scheme = z.enum(['flux', 'zelid']);

const fileSchema = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      scheme,
      magic: z.string(),
      message: z.string(),
      wif: z.string(),
      compressed: z.boolean(),
      publicKey: z.string(),
      address: z.string(),
      messageHash: z.string(),
      signatureBase64: z.string(),
    }),
  ),
  mustFail: z.array(
    z.object({
      scheme,
      address: z.string(),
      message: z.string(),
      signatureBase64: z.string(),
      reason: z.string(),
    }),
  ),
});

const schemes = {
  flux: {
    magic: fluxConfig.messageMagic,
    digest: fluxMessageDigest,
    verify: verifyFluxMessage,
    formatAddress,
  },
  zelid: {
    magic: bitcoinConfig.messageMagic,
    digest: bitcoinMessageDigest,
    verify: verifyBitcoinMessage,
    formatAddress: formatP2pkhAddress,
  },
} as const;

/** Signs each message to the same bytes and verifies it; refuses every signature that must fail. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  const { messages, mustFail } = fileSchema.parse(file);
  for (const entry of messages) {
    yield await attempt(entry.id, () => {
      const way = schemes[entry.scheme];
      const { privateKey, compressed } = wifKey(entry.wif);
      const publicKey = secp256k1.getPublicKey(privateKey, compressed);
      const digest = way.digest(entry.message);
      const signature = formatMessageSignature(signRecoverable(digest, privateKey), compressed);
      const verified = way.verify(entry.address, entry.message, entry.signatureBase64);
      return [
        { name: 'magic', expected: entry.magic, got: way.magic },
        { name: 'compressed', expected: String(entry.compressed), got: String(compressed) },
        { name: 'publicKey', expected: entry.publicKey, got: toHex(publicKey) },
        { name: 'address', expected: entry.address, got: way.formatAddress(publicKey) },
        { name: 'messageHash', expected: entry.messageHash, got: toHex(digest) },
        { name: 'signature', expected: entry.signatureBase64, got: signature },
        { name: 'verifies', expected: 'true', got: String(verified) },
      ];
    });
  }
  for (const [position, entry] of mustFail.entries()) {
    yield await attempt(`mustFail[${position}]`, () => {
      const verified = schemes[entry.scheme].verify(entry.address, entry.message, entry.signatureBase64);
      return [{ name: `refusal (${entry.reason})`, expected: 'refused', got: verified ? 'accepted' : 'refused' }];
    });
  }
}
