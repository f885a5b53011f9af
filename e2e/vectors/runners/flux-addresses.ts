import { secp256k1 } from '@noble/curves/secp256k1.js';
import { HDKey } from '@scure/bip32';
import { mnemonicToSeedSync } from '@scure/bip39';
import {
  formatBase58Check,
  hash160,
  multisigScript,
  parseMultisig,
  sortPublicKeys,
} from '../../../chains/_families/utxo/index.ts';
import { formatP2pkhAddress } from '../../../chains/bitcoin/address.ts';
import {
  addressOfScript,
  destinationScript,
  formatAddress,
  formatScriptAddress,
  parseAddress,
  parseDestination,
} from '../../../chains/flux/address.ts';
import { fluxConfig } from '../../../chains/flux/config.ts';
import { encodeWif } from '../../../wallet-core/keyring/wif.ts';
import { fromHex, toHex } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { wifKey } from './flux-keys.ts';
import { attempt, type CaseResult, type Fact } from './types.ts';

const TESTNET_WIF_VERSION = 0xef;

const derived = z.object({
  path: z.string(),
  publicKey: z.string(),
  wif: z.string(),
  address: z.string(),
  chain: z.string().optional(),
  addressUncompressedKey: z.string().optional(),
  testnetAddress: z.string().optional(),
});

const fileSchema = z.object({
  mnemonics: z.array(
    z.object({
      id: z.string(),
      mnemonic: z.string(),
      passphrase: z.string(),
      seedHex: z.string(),
      masterXprv: z.string(),
      accounts: z.array(z.object({ path: z.string(), xpub: z.string(), xprv: z.string() })),
      addresses: z.array(derived),
    }),
  ),
  sspMultisig: z.array(
    z.object({
      walletXpub: z.string(),
      keyXpub: z.string(),
      chain: z.int(),
      index: z.int(),
      walletPublicKey: z.string(),
      keyPublicKey: z.string(),
      redeemScript: z.string(),
      address: z.string(),
      testnetAddress: z.string().optional(),
    }),
  ),
  keys: z.array(
    z.object({
      wif: z.string(),
      compressed: z.boolean(),
      publicKey: z.string(),
      hash160: z.string(),
      scriptPubKey: z.string(),
      address: z.string(),
      testnetWif: z.string(),
      testnetAddress: z.string(),
      bitcoinAddress: z.string(),
    }),
  ),
  multisig: z.array(
    z.object({
      m: z.int(),
      n: z.int(),
      publicKeys: z.array(z.string()),
      sortedKeys: z.boolean(),
      redeemScript: z.string(),
      scriptHash: z.string(),
      scriptPubKey: z.string(),
      address: z.string(),
    }),
  ),
  invalid: z.array(z.object({ value: z.string(), reason: z.string() })),
});

type File = z.infer<typeof fileSchema>;

function testnetAddress(version: readonly [number, number], hash: Uint8Array): string {
  return formatBase58Check(Uint8Array.of(...version), hash);
}

function testnetWif(privateKey: Uint8Array, compressed: boolean): string {
  return formatBase58Check(Uint8Array.of(TESTNET_WIF_VERSION), privateKey, Uint8Array.of(...(compressed ? [1] : [])));
}

function scriptOfAddress(address: string): string {
  const parsed = parseDestination(address);
  return parsed.ok ? toHex(destinationScript(parsed.value)) : parsed.reason;
}

/** A valid address is taken as it is and its script leads back to it. */
function addressFacts(address: string): readonly Fact[] {
  const parsed = parseAddress(address);
  const script = scriptOfAddress(address);
  return [
    { name: 'parsed', expected: address, got: parsed.ok ? parsed.value : parsed.reason },
    { name: 'address of script', expected: address, got: String(addressOfScript(fromHex(script))) },
  ];
}

function derivedFacts(entry: z.infer<typeof derived>, root: HDKey): readonly Fact[] {
  const { publicKey, privateKey } = root.derive(entry.path);
  if (publicKey === null || privateKey === null) throw new TypeError('no key');
  const wif = encodeWif(privateKey, true);
  const uncompressed = secp256k1.getPublicKey(privateKey, false);
  const isBitcoin = entry.chain !== undefined && entry.chain !== 'flux';
  const facts: Fact[] = [
    { name: 'publicKey', expected: entry.publicKey, got: toHex(publicKey) },
    { name: 'wif', expected: entry.wif, got: wif },
    {
      name: 'address',
      expected: entry.address,
      got: isBitcoin ? formatP2pkhAddress(publicKey) : formatAddress(publicKey),
    },
  ];
  if (!isBitcoin) facts.push(...addressFacts(entry.address));
  if (entry.addressUncompressedKey !== undefined) {
    facts.push({ name: 'uncompressed', expected: entry.addressUncompressedKey, got: formatAddress(uncompressed) });
  }
  if (entry.testnetAddress !== undefined) {
    const got = testnetAddress(fluxConfig.testnetP2pkhVersion, hash160(publicKey));
    facts.push({ name: 'testnet', expected: entry.testnetAddress, got });
  }
  return facts;
}

async function* runMnemonics(mnemonics: File['mnemonics']): AsyncGenerator<CaseResult> {
  for (const entry of mnemonics) {
    const seed = mnemonicToSeedSync(entry.mnemonic, entry.passphrase);
    const root = HDKey.fromMasterSeed(seed);
    yield await attempt(entry.id, () => [
      { name: 'seed', expected: entry.seedHex, got: toHex(seed) },
      { name: 'master', expected: entry.masterXprv, got: root.privateExtendedKey },
    ]);
    for (const account of entry.accounts) {
      yield await attempt(`${entry.id} ${account.path}`, () => {
        const key = root.derive(account.path);
        return [
          { name: 'xpub', expected: account.xpub, got: key.publicExtendedKey },
          { name: 'xprv', expected: account.xprv, got: key.privateExtendedKey },
        ];
      });
    }
    for (const address of entry.addresses) {
      yield await attempt(`${entry.id} ${address.path}`, () => derivedFacts(address, root));
    }
  }
}

async function* runSspMultisig(entries: File['sspMultisig']): AsyncGenerator<CaseResult> {
  for (const [position, entry] of entries.entries()) {
    yield await attempt(`sspMultisig[${position}]`, () => {
      const path = `m/${entry.chain}/${entry.index}`;
      const wallet = HDKey.fromExtendedKey(entry.walletXpub).derive(path).publicKey;
      const key = HDKey.fromExtendedKey(entry.keyXpub).derive(path).publicKey;
      if (wallet === null || key === null) throw new TypeError('no key');
      const script = multisigScript({ required: 2, publicKeys: sortPublicKeys([wallet, key]) });
      const facts: Fact[] = [
        { name: 'wallet key', expected: entry.walletPublicKey, got: toHex(wallet) },
        { name: 'other key', expected: entry.keyPublicKey, got: toHex(key) },
        { name: 'redeemScript', expected: entry.redeemScript, got: toHex(script) },
        { name: 'address', expected: entry.address, got: formatScriptAddress(script) },
        ...addressFacts(entry.address),
      ];
      if (entry.testnetAddress !== undefined) {
        const got = testnetAddress(fluxConfig.testnetP2shVersion, hash160(script));
        facts.push({ name: 'testnet', expected: entry.testnetAddress, got });
      }
      return facts;
    });
  }
}

async function* runKeys(keys: File['keys']): AsyncGenerator<CaseResult> {
  for (const [position, entry] of keys.entries()) {
    yield await attempt(`keys[${position}]`, () => {
      const key = wifKey(entry.wif);
      const publicKey = secp256k1.getPublicKey(key.privateKey, key.compressed);
      const hash = hash160(publicKey);
      return [
        { name: 'compressed', expected: String(entry.compressed), got: String(key.compressed) },
        { name: 'publicKey', expected: entry.publicKey, got: toHex(publicKey) },
        { name: 'hash160', expected: entry.hash160, got: toHex(hash) },
        { name: 'address', expected: entry.address, got: formatAddress(publicKey) },
        { name: 'scriptPubKey', expected: entry.scriptPubKey, got: scriptOfAddress(entry.address) },
        { name: 'wif', expected: entry.wif, got: encodeWif(key.privateKey, key.compressed) },
        { name: 'testnetWif', expected: entry.testnetWif, got: testnetWif(key.privateKey, key.compressed) },
        {
          name: 'testnetAddress',
          expected: entry.testnetAddress,
          got: testnetAddress(fluxConfig.testnetP2pkhVersion, hash),
        },
        { name: 'bitcoinAddress', expected: entry.bitcoinAddress, got: formatP2pkhAddress(publicKey) },
        ...addressFacts(entry.address),
      ];
    });
  }
}

async function* runMultisig(entries: File['multisig']): AsyncGenerator<CaseResult> {
  for (const [position, entry] of entries.entries()) {
    yield await attempt(`multisig[${position}]`, () => {
      const publicKeys = entry.publicKeys.map(fromHex);
      const script = multisigScript({ required: entry.m, publicKeys });
      const parsed = parseMultisig(script);
      const sorted = sortPublicKeys(publicKeys).map(toHex).join();
      return [
        { name: 'n', expected: String(entry.n), got: String(parsed?.publicKeys.length) },
        { name: 'm', expected: String(entry.m), got: String(parsed?.required) },
        { name: 'sorted', expected: String(entry.sortedKeys), got: String(sorted === entry.publicKeys.join()) },
        { name: 'redeemScript', expected: entry.redeemScript, got: toHex(script) },
        { name: 'scriptHash', expected: entry.scriptHash, got: toHex(hash160(script)) },
        { name: 'address', expected: entry.address, got: formatScriptAddress(script) },
        { name: 'scriptPubKey', expected: entry.scriptPubKey, got: scriptOfAddress(entry.address) },
        ...addressFacts(entry.address),
      ];
    });
  }
}

/** Keys, xpubs, addresses and scripts made anew; invalid addresses refused. */
export async function* run(file: unknown): AsyncGenerator<CaseResult> {
  const { mnemonics, sspMultisig, keys, multisig, invalid } = fileSchema.parse(file);
  yield* runMnemonics(mnemonics);
  yield* runSspMultisig(sspMultisig);
  yield* runKeys(keys);
  yield* runMultisig(multisig);
  for (const [position, entry] of invalid.entries()) {
    yield await attempt(`invalid[${position}]`, () => {
      const got = parseAddress(entry.value).ok ? 'accepted' : 'refused';
      return [{ name: `answer (${entry.reason})`, expected: 'refused', got }];
    });
  }
}
