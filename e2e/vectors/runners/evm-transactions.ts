import { addressBytes, formatAddress, parseAddress } from '../../../chains/_families/evm/address.ts';
import { createEvmCodec, type EvmCodec } from '../../../chains/_families/evm/codec.ts';
import { createEvmSigner } from '../../../chains/_families/evm/sign.ts';
import {
  type EvmTransaction,
  parseSignedTransaction,
  parseUnsignedTransaction,
  serializeUnsigned,
  signingDigest,
} from '../../../chains/_families/evm/transaction.ts';
import { avalancheConfig } from '../../../chains/avalanche/config.ts';
import { baseConfig } from '../../../chains/base/config.ts';
import { bscConfig } from '../../../chains/bsc/config.ts';
import { ethereumConfig } from '../../../chains/ethereum/config.ts';
import { polygonConfig } from '../../../chains/polygon/config.ts';
import type { AccountAction, KeyAccess, UnsignedAccount } from '../../../wallet-core/chain-contract/index.ts';
import { nobleEngine } from '../../../wallet-core/keyring/index.ts';
import { type DerivationPath, fromHex, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { attempt, type CaseResult, type Fact } from './types.ts';

const whole = z.string().regex(/^\d{1,78}$/);
const hex = z.string().regex(/^0x(?:[0-9a-f]{2})*$/);
const address = z.string();

const sharedFields = { chainId: whole, nonce: whole, to: address, value: whole, data: hex, gasLimit: whole };
const txSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal(2),
    ...sharedFields,
    maxFeePerGas: whole,
    maxPriorityFeePerGas: whole,
    accessList: z.array(z.unknown()).length(0),
  }),
  z.strictObject({ type: z.literal(0), ...sharedFields, gasPrice: whole }),
]);

const callSchema = z.discriminatedUnion('method', [
  z.object({ method: z.literal('transfer'), token: address, decimals: z.int(), to: address, amountUnits: whole }),
  z.object({ method: z.literal('approve'), token: address, decimals: z.int(), spender: address, amountUnits: whole }),
]);

const caseSchema = z.object({
  id: z.string(),
  from: address,
  privateKey: z.string(),
  tx: txSchema,
  call: callSchema.optional(),
  maxFeeWei: whole,
  unsignedSerialized: hex,
  signingHash: hex,
  signature: z.object({ r: hex, s: hex, yParity: z.literal([0, 1]), v: whole.optional() }),
  signedSerialized: hex,
  hash: hex,
});
type Vector = z.infer<typeof caseSchema>;

const fileSchema = z.object({
  kind: z.literal('evm-transactions'),
  tokens: z.record(z.string(), address),
  cases: z.array(z.looseObject({ id: z.string() })),
});

const configs = [ethereumConfig, bscConfig, polygonConfig, avalancheConfig, baseConfig];
const codecs: ReadonlyMap<string, EvmCodec> = new Map(
  configs.map((config) => [String(config.chainId), createEvmCodec(config)]),
);

function bytesOf(text: string): Uint8Array {
  const parsed = parseAddress(text);
  if (!parsed.ok) throw new TypeError(`address refused: ${parsed.reason}`);
  return addressBytes(parsed.value);
}

function transactionOf(tx: Vector['tx']): EvmTransaction {
  const price =
    tx.type === 2
      ? { maxPerGas: BigInt(tx.maxFeePerGas), tipPerGas: BigInt(tx.maxPriorityFeePerGas) }
      : { maxPerGas: BigInt(tx.gasPrice), tipPerGas: null };
  return {
    chainId: Number(tx.chainId),
    nonce: Number(tx.nonce),
    price,
    gasLimit: BigInt(tx.gasLimit),
    to: bytesOf(tx.to),
    value: BigInt(tx.value),
    data: fromHex(tx.data.slice(2)),
  };
}

const path = unsafeBrand<DerivationPath>("m/44'/60'/0'/0/0");

function keysOf(privateKey: Uint8Array): KeyAccess {
  return {
    publicKey: () => nobleEngine.publicKey(privateKey),
    signEcdsa: (_path, digest) => nobleEngine.sign(digest, privateKey),
    signEcdsaRecoverable: (_path, digest) => nobleEngine.signRecoverable(digest, privateKey),
  };
}

/** What the file says the transaction does, in the words of the codec. */
function describeVector({ tx, call }: Vector): string {
  if (call?.method === 'transfer') return `transfer ${call.token} ${call.to} ${call.amountUnits}`;
  if (call?.method === 'approve') return `allowance ${call.token} ${call.spender} ${call.amountUnits}`;
  if (tx.data !== '0x') return `unknown ${tx.to} ${tx.value} ${tx.data}`;
  return tx.value === '0' ? `nothing ${tx.to}` : `transfer native ${tx.to} ${tx.value}`;
}

function describeAction(action: AccountAction): string {
  switch (action.kind) {
    case 'transfer':
      return `transfer ${action.asset} ${action.recipient} ${action.amount}`;
    case 'allowance':
      return `allowance ${action.asset} ${action.spender} ${action.amount}`;
    case 'nothing':
      return `nothing ${action.recipient}`;
    case 'unknown':
      return `unknown ${action.target} ${action.value} 0x${toHex(action.data)}`;
    default:
      return action.kind;
  }
}

async function factsOf(vector: Vector): Promise<readonly Fact[]> {
  const codec = codecs.get(vector.tx.chainId);
  if (codec === undefined) throw new TypeError('a chain nobody knows');
  const transaction = transactionOf(vector.tx);
  const privateKey = fromHex(vector.privateKey);
  const unsigned: UnsignedAccount = {
    kind: 'account',
    chain: codec.chain,
    bytes: serializeUnsigned(transaction),
    path,
  };
  const review = codec.decode(unsigned);
  const signatures = await createEvmSigner(codec).sign(unsigned, keysOf(privateKey));
  const signed = codec.combine(unsigned, signatures);
  const { signature } = parseSignedTransaction(signed.bytes);
  const read = codec.readSigned(fromHex(vector.signedSerialized.slice(2)));
  const quoted = parseUnsignedTransaction(fromHex(vector.unsignedSerialized.slice(2)));
  const word = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`;
  return [
    { name: 'from', expected: vector.from, got: formatAddress(nobleEngine.publicKey(privateKey)) },
    { name: 'unsigned', expected: vector.unsignedSerialized, got: `0x${toHex(unsigned.bytes)}` },
    {
      name: 'parsed and serialized',
      expected: vector.unsignedSerialized,
      got: `0x${toHex(serializeUnsigned(quoted))}`,
    },
    { name: 'signing hash', expected: vector.signingHash, got: `0x${toHex(signingDigest(quoted))}` },
    { name: 'r', expected: vector.signature.r, got: word(signature.r) },
    { name: 's', expected: vector.signature.s, got: word(signature.s) },
    { name: 'parity', expected: String(vector.signature.yParity), got: String(signature.yParity) },
    { name: 'signed', expected: vector.signedSerialized, got: `0x${toHex(signed.bytes)}` },
    { name: 'hash', expected: vector.hash, got: signed.txid },
    { name: 'highest fee', expected: vector.maxFeeWei, got: String(review.fee) },
    { name: 'action', expected: describeVector(vector), got: describeAction(review.action) },
    { name: 'signer of the signed bytes', expected: vector.from, got: read.from },
    {
      name: 'unsigned part of the signed bytes',
      expected: vector.unsignedSerialized,
      got: `0x${toHex(read.unsigned)}`,
    },
  ];
}

/** `evm-transactions.json`: own codec and signer against every byte of the file; FLUX contracts against the asset table. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  const { tokens, cases } = fileSchema.parse(file);
  for (const item of cases) {
    yield await attempt(item.id, async () => {
      const vector = caseSchema.parse(item);
      const flux = codecs.get(vector.tx.chainId)?.config.flux.identifier ?? 'none';
      return [
        { name: 'FLUX contract', expected: tokens[vector.tx.chainId] ?? 'none', got: flux },
        ...(await factsOf(vector)),
      ];
    });
  }
}
