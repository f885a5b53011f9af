import { secp256k1 } from '@noble/curves/secp256k1.js';
import { HDKey } from '@scure/bip32';
import { mnemonicToSeedSync } from '@scure/bip39';
import { classifyScript, formatBase58Check, parseMultisig } from '../../../chains/_families/utxo/index.ts';
import {
  addressOfScript,
  destinationScript,
  formatAddress,
  formatScriptAddress,
  parseDestination,
} from '../../../chains/flux/address.ts';
import { fluxConfig } from '../../../chains/flux/config.ts';
import { createSighasher } from '../../../chains/flux/sighash.ts';
import { parseTransaction, serializeTransaction } from '../../../chains/flux/transaction.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { externalNodeTransaction, nodeTransactionFacts, sdkStart, sdkStartFacts } from './flux-external-nodes.ts';
import { externalTransaction, transactionFacts } from './flux-external-transactions.ts';
import { wifKey } from './flux-keys.ts';
import { attempt, type CaseResult, type Fact } from './types.ts';

const amount = z.string().regex(/^\d{1,20}$/);

const zip243 = z.object({
  txWithoutScriptSig: z.string(),
  input: z.int(),
  scriptCode: z.string(),
  valueSat: amount,
  hashPrevouts: z.string(),
  hashSequence: z.string(),
  hashOutputs: z.string(),
  preimage: z.string(),
  sighash: z.string(),
});

const trustWallet = z.object({
  mnemonic: z.string(),
  passphrase: z.string(),
  accountPath: z.string(),
  xpub: z.string(),
  xprv: z.string(),
  addresses: z.array(z.object({ path: z.string(), address: z.string() })),
  fromXpub: z.array(z.object({ xpub: z.string(), chain: z.int(), index: z.int(), address: z.string() })),
  fromPrivateKey: z.array(z.object({ privateKey: z.string(), address: z.string() })),
});

const redeem = z.object({
  redeemScript: z.string(),
  address: z.string(),
  secondKeyWif: z.string(),
  secondPublicKey: z.string(),
});

const base58Row = z.object({ address: z.string(), scriptPubKey: z.string(), chain: z.string() });

const fileSchema = z.object({
  transactions: z.array(externalTransaction),
  fluxnodeTransactions: z.array(externalNodeTransaction).optional(),
  published: z
    .object({
      zip243Vector3: zip243.optional(),
      trustWallet: trustWallet.optional(),
      fluxdRedeemScript: redeem.optional(),
      fluxdBase58: z.object({ rows: z.array(base58Row) }).optional(),
      fluxSdkStarts: z.object({ starts: z.array(sdkStart) }).optional(),
    })
    .optional(),
});

function zip243Facts(vector: z.infer<typeof zip243>): readonly Fact[] {
  const transaction = parseTransaction(fromHex(vector.txWithoutScriptSig));
  const sighasher = createSighasher(transaction);
  const scriptCode = fromHex(vector.scriptCode);
  const value = BigInt(vector.valueSat);
  return [
    { name: 'round trip', expected: vector.txWithoutScriptSig, got: toHex(serializeTransaction(transaction)) },
    { name: 'hashPrevouts', expected: vector.hashPrevouts, got: toHex(sighasher.hashOutpoints) },
    { name: 'hashSequence', expected: vector.hashSequence, got: toHex(sighasher.hashSequences) },
    { name: 'hashOutputs', expected: vector.hashOutputs, got: toHex(sighasher.hashOutputs) },
    { name: 'preimage', expected: vector.preimage, got: toHex(sighasher.preimage(vector.input, scriptCode, value)) },
    { name: 'sighash', expected: vector.sighash, got: toHex(sighasher.digest(vector.input, scriptCode, value)) },
  ];
}

function addressOfKey(key: HDKey): string {
  return key.publicKey === null ? 'no key' : formatAddress(key.publicKey);
}

async function* runTrustWallet(vector: z.infer<typeof trustWallet>): AsyncGenerator<CaseResult> {
  const root = HDKey.fromMasterSeed(mnemonicToSeedSync(vector.mnemonic, vector.passphrase));
  yield await attempt('trustWallet account', () => {
    const account = root.derive(vector.accountPath);
    return [
      { name: 'xpub', expected: vector.xpub, got: account.publicExtendedKey },
      { name: 'xprv', expected: vector.xprv, got: account.privateExtendedKey },
    ];
  });
  for (const { path, address } of vector.addresses) {
    yield await attempt(`trustWallet ${path}`, () => [
      { name: 'address', expected: address, got: addressOfKey(root.derive(path)) },
    ]);
  }
  for (const [position, { xpub, chain, index, address }] of vector.fromXpub.entries()) {
    yield await attempt(`trustWallet fromXpub[${position}]`, () => {
      const key = HDKey.fromExtendedKey(xpub).deriveChild(chain).deriveChild(index);
      return [{ name: 'address', expected: address, got: addressOfKey(key) }];
    });
  }
  for (const [position, { privateKey, address }] of vector.fromPrivateKey.entries()) {
    yield await attempt(`trustWallet fromPrivateKey[${position}]`, () => {
      const publicKey = secp256k1.getPublicKey(fromHex(privateKey), true);
      return [{ name: 'address', expected: address, got: formatAddress(publicKey) }];
    });
  }
}

function redeemFacts(vector: z.infer<typeof redeem>): readonly Fact[] {
  const script = fromHex(vector.redeemScript);
  const { privateKey, compressed } = wifKey(vector.secondKeyWif);
  return [
    { name: 'address', expected: vector.address, got: formatScriptAddress(script) },
    {
      name: 'key of WIF',
      expected: vector.secondPublicKey,
      got: toHex(secp256k1.getPublicKey(privateKey, compressed)),
    },
    { name: 'key in script', expected: vector.secondPublicKey, got: toHex(keyOf(script, 1)) },
  ];
}

function keyOf(redeemScript: Uint8Array, position: number): Uint8Array {
  return parseMultisig(redeemScript)?.publicKeys[position] ?? new Uint8Array();
}

function base58Facts(row: z.infer<typeof base58Row>): readonly Fact[] {
  const parsed = parseDestination(row.address);
  const script = fromHex(row.scriptPubKey);
  if (row.chain === 'mainnet') {
    const got = parsed.ok ? toHex(destinationScript(parsed.value)) : parsed.reason;
    return [
      { name: 'script', expected: row.scriptPubKey, got },
      { name: 'address', expected: row.address, got: String(addressOfScript(script)) },
    ];
  }
  const kind = classifyScript(script);
  if (kind.kind !== 'p2pkh' && kind.kind !== 'p2sh') throw new TypeError('script without address');
  const version = kind.kind === 'p2pkh' ? fluxConfig.testnetP2pkhVersion : fluxConfig.testnetP2shVersion;
  return [
    { name: 'answer', expected: 'wrong-network', got: parsed.ok ? 'accepted' : parsed.reason },
    { name: 'address', expected: row.address, got: formatBase58Check(Uint8Array.of(...version), kind.hash) },
  ];
}

/** Public transactions parsed, verified and round-tripped; known values recomputed. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  const { transactions, fluxnodeTransactions = [], published = {} } = fileSchema.parse(file);
  for (const entry of transactions) yield await attempt(entry.id, () => transactionFacts(entry));
  for (const entry of fluxnodeTransactions) yield await attempt(entry.id, () => nodeTransactionFacts(entry));
  const { zip243Vector3, trustWallet: trust, fluxdRedeemScript, fluxdBase58, fluxSdkStarts } = published;
  if (zip243Vector3 !== undefined) yield await attempt('zip243Vector3', () => zip243Facts(zip243Vector3));
  if (trust !== undefined) yield* runTrustWallet(trust);
  if (fluxdRedeemScript !== undefined) yield await attempt('fluxdRedeemScript', () => redeemFacts(fluxdRedeemScript));
  for (const row of fluxdBase58?.rows ?? []) yield await attempt(row.address, () => base58Facts(row));
  for (const start of fluxSdkStarts?.starts ?? []) yield await attempt(start.id, () => sdkStartFacts(start));
}
