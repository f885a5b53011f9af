import { z } from '../../../../wallet-core/primitives/zod.ts';

const text = z.string();

export const accountFile = z.looseObject({
  kind: z.literal('account-v1'),
  cases: z.array(z.looseObject({ id: text, group: text })),
});

const keyed = z.looseObject({ path: text, publicKey: text, wif: text });
const addressed = keyed.extend({ address: text });
const utxoChain = z.looseObject({
  accountPath: text,
  xpub: text,
  receive: z.array(addressed),
  change: z.array(addressed),
});

const hexKeyed = z.looseObject({ path: text, address: text, publicKey: text, privateKey: text });
const evmChain = z.looseObject({
  accountPath: text,
  xpub: text,
  chainIds: z.array(z.int()),
  addresses: z.array(hexKeyed),
});

/** Chains whose adapters are built; the others stay in the record and count as skipped. */
export const chains = z.looseObject({
  flux: utxoChain.optional(),
  bitcoin: utxoChain.extend({ zpub: text }).optional(),
  fluxId: addressed.extend({ accountPath: text, xpub: text }).optional(),
  fluxNodeIdentity: z.array(keyed).optional(),
  evm: evmChain.optional(),
});
export type Chains = z.infer<typeof chains>;

const published = z.array(z.looseObject({ chain: text, path: text, address: text }));
export type Published = z.infer<typeof published>;

const input = z.looseObject({ username: text, password: text, passphrase: text });

export const accountCase = z.looseObject({
  sameAs: text.optional(),
  differsFrom: z.array(text).optional(),
  input,
  normalized: z.looseObject({ username: text, passwordUtf8Hex: text, passphraseUtf8Hex: text }),
  salt: text,
  kdfInput: text,
  master: text,
  entropy: text,
  mnemonic: text,
  seed: text,
  vaultKey: text,
  fingerprint: z.array(text).length(3),
  fingerprintBytes: text.optional(),
  chains: chains.optional(),
});
export type AccountCase = z.infer<typeof accountCase>;

export const refusedCase = z.looseObject({ input, field: z.enum(['username', 'password', 'passphrase']) });

export const importedCase = z.looseObject({
  mnemonic: text,
  bip39Passphrase: text,
  bip39PassphraseNfkdUtf8Hex: text.optional(),
  entropy: text,
  seed: text,
  published: published.optional(),
  chains: chains.optional(),
});

export const refusedMnemonicCase = z.looseObject({ mnemonic: text });

export const publishedMnemonicCase = z.looseObject({
  mnemonic: text,
  bip39Passphrase: text,
  seed: text.optional(),
  published,
});

export const publishedKeyCase = z.looseObject({
  xprv: text,
  childPath: text,
  wif: text.optional(),
  publicKey: text.optional(),
  published,
});
