import { HDKey } from '@scure/bip32';
import { formatAddress as formatEvmAddress } from '../../../../chains/_families/evm/address.ts';
import { formatP2wpkhAddress } from '../../../../chains/bitcoin/address.ts';
import { formatAddress } from '../../../../chains/flux/address.ts';
import { parseSecretText, parseUsername } from '../../../../wallet-core/credentials/index.ts';
import { deriveAccountKeys, labelsV1 } from '../../../../wallet-core/kdf/index.ts';
import { deriveLabelledKey } from '../../../../wallet-core/kdf/labelled-key.ts';
import { encodeWif, formatFluxId, nobleEngine } from '../../../../wallet-core/keyring/index.ts';
import {
  fromHex,
  type Result,
  SecretBytes,
  toHex,
  unsafeBrand,
  utf8,
} from '../../../../wallet-core/primitives/index.ts';
import {
  deriveChildNode,
  deriveMnemonic,
  deriveSeed,
  type Mnemonic,
  type PrivateNode,
  parseMnemonic,
  parsePath,
} from '../../../../wallet-core/seed/index.ts';
import { type CaseResult, type Fact, failed, judge, passed } from '../types.ts';
import { chainFacts, publishedFacts } from './chain-facts.ts';
import type { RecordingArgon2 } from './oracles.ts';
import {
  type AccountCase,
  importedCase,
  publishedKeyCase,
  publishedMnemonicCase,
  refusedCase,
  refusedMnemonicCase,
} from './schemas.ts';

function accepted<T>(what: string, result: Result<T>): T {
  if (!result.ok) throw new TypeError(`${what} refused: ${result.reason}`);
  return result.value;
}

/** Name, password and passphrase through the whole scheme; `second` asks another oracle as well. */
export async function accountFacts(
  item: AccountCase,
  argon2: RecordingArgon2,
  second: RecordingArgon2 | null,
): Promise<Fact[]> {
  const username = accepted('user name', parseUsername(item.input.username));
  const secrets = () => ({
    username,
    password: accepted('password', parseSecretText(item.input.password)),
    passphrase: accepted('passphrase', parseSecretText(item.input.passphrase)),
  });
  const { password, passphrase } = secrets();
  const keys = await deriveAccountKeys(secrets(), argon2);
  const derivation = argon2.last;
  const mnemonic = deriveMnemonic(keys.entropy);
  const seed = deriveSeed(mnemonic, '').unsafeReveal();
  const facts: Fact[] = [
    { name: 'user name', expected: item.normalized.username, got: username },
    { name: 'password', expected: item.normalized.passwordUtf8Hex, got: toHex(password.unsafeReveal()) },
    { name: 'passphrase', expected: item.normalized.passphraseUtf8Hex, got: toHex(passphrase.unsafeReveal()) },
    { name: 'salt', expected: item.salt, got: derivation.salt },
    { name: 'kdfInput', expected: item.kdfInput, got: derivation.input },
    { name: 'master', expected: item.master, got: derivation.master },
    { name: 'entropy', expected: item.entropy, got: toHex(keys.entropy.unsafeReveal()) },
    { name: 'mnemonic', expected: item.mnemonic, got: mnemonic },
    { name: 'seed', expected: item.seed, got: toHex(seed) },
    { name: 'vaultKey', expected: item.vaultKey, got: toHex(keys.vaultKey.unsafeReveal()) },
    { name: 'fingerprint', expected: item.fingerprint.join(' '), got: keys.fingerprint.join(' ') },
  ];
  if (item.fingerprintBytes !== undefined) {
    const got = toHex(deriveLabelledKey(fromHex(derivation.master), labelsV1.fingerprint, 5));
    facts.push({ name: 'fingerprintBytes', expected: item.fingerprintBytes, got });
  }
  if (second !== null) {
    await deriveAccountKeys(secrets(), second);
    facts.push({ name: 'master by the second oracle', expected: item.master, got: second.last.master });
  }
  if (item.chains !== undefined) facts.push(...chainFacts(item.chains, seed));
  return facts;
}

export function judgeRefused(id: string, item: unknown): CaseResult {
  const { input, field } = refusedCase.parse(item);
  const result = field === 'username' ? parseUsername(input.username) : parseSecretText(input[field]);
  return result.ok ? failed(id, 'refused', 'accepted') : passed(id);
}

export function judgeRefusedMnemonic(id: string, item: unknown): CaseResult {
  return parseMnemonic(refusedMnemonicCase.parse(item).mnemonic).ok ? failed(id, 'refused', 'accepted') : passed(id);
}

export function judgeImported(id: string, item: unknown): CaseResult {
  const { mnemonic, bip39Passphrase, bip39PassphraseNfkdUtf8Hex, entropy, seed, chains, published } =
    importedCase.parse(item);
  const words = accepted('words', parseMnemonic(mnemonic));
  const gotSeed = deriveSeed(words, bip39Passphrase).unsafeReveal();
  const facts: Fact[] = [
    { name: 'words of the entropy', expected: mnemonic, got: deriveMnemonic(new SecretBytes(fromHex(entropy))) },
    { name: 'seed', expected: seed, got: toHex(gotSeed) },
  ];
  if (bip39PassphraseNfkdUtf8Hex !== undefined) {
    const got = toHex(utf8(bip39Passphrase.normalize('NFKD')));
    facts.push({ name: 'BIP39 passphrase', expected: bip39PassphraseNfkdUtf8Hex, got });
  }
  if (chains !== undefined) facts.push(...chainFacts(chains, gotSeed));
  if (published !== undefined) facts.push(...publishedFacts(published, gotSeed));
  return judge(id, facts);
}

/** Single known derivations: below words (of any BIP39 count) or below an extended private key. */
export function judgePublished(id: string, item: unknown): CaseResult | undefined {
  const words = publishedMnemonicCase.safeParse(item);
  const facts = words.success ? wordFacts(words.data) : keyFacts(publishedKeyCase.parse(item));
  return facts.length === 0 ? undefined : judge(id, facts);
}

function wordFacts(item: ReturnType<typeof publishedMnemonicCase.parse>): Fact[] {
  // Published words may have a count that the wallet does not import; only the derivation is judged.
  const seed = deriveSeed(unsafeBrand<Mnemonic>(item.mnemonic), item.bip39Passphrase).unsafeReveal();
  const facts = publishedFacts(item.published, seed);
  return item.seed === undefined ? facts : [{ name: 'seed', expected: item.seed, got: toHex(seed) }, ...facts];
}

const formats: Readonly<Record<string, (publicKey: Uint8Array) => string>> = {
  flux: formatAddress,
  bitcoin: formatP2wpkhAddress,
  fluxId: formatFluxId,
  evm: formatEvmAddress,
};

function childOf(xprv: string, path: string): PrivateNode {
  const { privateKey, publicKey, chainCode } = HDKey.fromExtendedKey(xprv);
  const steps = parsePath(`m/${path}`);
  if (privateKey === null || publicKey === null || chainCode === null || steps === undefined) {
    throw new TypeError('no extended private key, or a malformed path');
  }
  return steps.reduce<PrivateNode>(deriveChildNode, { privateKey, publicKey, chainCode });
}

function keyFacts(item: ReturnType<typeof publishedKeyCase.parse>): Fact[] {
  const facts: Fact[] = [];
  const child = childOf(item.xprv, item.childPath);
  if (item.wif !== undefined) facts.push({ name: 'wif', expected: item.wif, got: encodeWif(child.privateKey, true) });
  if (item.publicKey !== undefined) {
    facts.push({ name: 'publicKey', expected: item.publicKey, got: toHex(nobleEngine.publicKey(child.privateKey)) });
  }
  for (const { chain, path, address } of item.published) {
    const format = formats[chain];
    if (format === undefined) continue;
    const got = format(childOf(item.xprv, path).publicKey);
    facts.push({ name: `published ${chain} ${path}`, expected: address, got });
  }
  return facts;
}
