#!/usr/bin/env node
import { createInterface } from 'node:readline';
// From user name and password to the 24 words and first addresses of a Parallax password account (scheme v1), with public
// libraries only. How to run it, and what to check before typing a secret: README.md in this folder.
import { Writable } from 'node:stream';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { ripemd160 } from '@noble/hashes/legacy.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { bech32, createBase58check } from '@scure/base';
import { HDKey } from '@scure/bip32';
import { entropyToMnemonic, mnemonicToSeedSync } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { argon2id } from 'hash-wasm';

const utf8 = (text) => new TextEncoder().encode(text);
const lengthFirst = (bytes) => Uint8Array.of(bytes.length >> 8, bytes.length & 255, ...bytes);

// Secrets come from the keyboard without echo, or as three lines of a pipe; never from the command line, where others see them.
const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
const terminal = process.stdin.isTTY === true;
const lines = terminal ? createInterface({ input: process.stdin, output: silent, terminal }) : undefined;
lines?.on('SIGINT', () => process.exit(130));
// A pipe is cut at line feeds alone: readline would also cut at U+2028, which a password may hold.
const pipe = async function* () {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  yield* new TextDecoder('utf-8', { ignoreBOM: true }).decode(Buffer.concat(chunks)).split(/\r?\n/);
};
const answers = lines?.[Symbol.asyncIterator]() ?? pipe();
const ask = async (question) => {
  process.stderr.write(`${question} (not shown): `);
  const { value = '' } = await answers.next();
  process.stderr.write('\n');
  return value;
};
const typedName = (await ask('User name')).replace(/^[\t\n\v\f\r ]+|[\t\n\v\f\r ]+$/g, '');
// Judged before it is lower-cased: some letters of other scripts become plain ones by that.
const username = /^[!-~]*$/.test(typedName) ? typedName.toLowerCase() : '';
const password = utf8((await ask('Password')).normalize('NFKC'));
const passphrase = utf8((await ask('Passphrase, empty when there is none')).normalize('NFKC'));
lines?.close();
const refuse = (why) => {
  console.error(why);
  process.exit(1);
};
if (!/^[a-z0-9._+@-]{3,64}$/.test(username)) refuse('A user name has 3 to 64 characters of a-z 0-9 . _ + @ -');
if (password.length > 1024 || passphrase.length > 1024) refuse('A password or passphrase has at most 1,024 bytes.');

process.stderr.write('Deriving: 512 MiB and some seconds …\n');
const master = await argon2id({
  password: Uint8Array.of(...lengthFirst(password), ...lengthFirst(passphrase)),
  salt: sha256(Uint8Array.of(...utf8('parallax/kdf/v1/salt'), ...lengthFirst(utf8(username)))),
  memorySize: 524288,
  iterations: 4,
  parallelism: 1,
  hashLength: 64,
  outputType: 'binary',
});
const derive = (label, length) => hkdf(sha512, master, undefined, utf8(label), length);

const mark = derive('parallax/v1/fingerprint', 5).reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0n) >> 7n;
const fingerprint = [mark >> 22n, mark >> 11n, mark].map((bits) => wordlist[Number(bits & 2047n)]);
const words = entropyToMnemonic(derive('parallax/v1/bip39-entropy', 32), wordlist);
const root = HDKey.fromMasterSeed(mnemonicToSeedSync(words));

const keyHash = (key) => ripemd160(sha256(key));
const base58 = (version) => (key) => createBase58check(sha256).encode(Uint8Array.of(...version, ...keyHash(key)));
const segwit = (key) => bech32.encode('bc', [0, ...bech32.toWords(keyHash(key))]);
const ethereum = (key) => {
  const hash = (bytes) => Buffer.from(keccak_256(bytes)).toString('hex');
  const hex = hash(secp256k1.Point.fromBytes(key).toBytes(false).slice(1)).slice(24);
  const check = hash(utf8(hex));
  return `0x${[...hex].map((digit, at) => (check[at] >= '8' ? digit.toUpperCase() : digit)).join('')}`;
};

console.log(`User name    ${username}\nFingerprint  ${fingerprint.join(' ')}\nWords        ${words}\n`);
for (const [chain, path, format] of [
  ['FLUX', "m/44'/19167'/0'/0/0", base58([0x1c, 0xb8])],
  ['FLUX', "m/44'/19167'/0'/0/1", base58([0x1c, 0xb8])],
  ['Flux ID', "m/48'/0'/0'/2'/11/0", base58([0x00])],
  ['Bitcoin', "m/84'/0'/0'/0/0", segwit],
  ['Ethereum', "m/44'/60'/0'/0/0", ethereum],
]) {
  console.log(`${chain.padEnd(9)} ${path.padEnd(20)} ${format(root.derive(path).publicKey)}`);
}
