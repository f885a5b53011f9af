/** The account of a vector file, so that specs know every secret it comes to without deriving anything. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../launch/project-root.ts';
import type { Planted } from '../world/search.ts';
import type { Credentials } from './signer-screens.ts';

interface AccountCase {
  readonly id: string;
  readonly input: Credentials;
  readonly master: string;
  readonly entropy: string;
  readonly mnemonic: string;
  readonly seed: string;
  readonly vaultKey: string;
  readonly fingerprint: readonly string[];
  readonly chains: {
    readonly flux: { readonly receive: readonly { readonly address: string; readonly wif: string }[] };
    readonly evm: { readonly addresses: readonly { readonly address: string }[] };
  };
}

export interface KnownPerson {
  readonly credentials: Credentials;
  readonly fingerprint: string;
  readonly addresses: readonly string[];
  /** BIP39 seed, hex: for what a person does outside of the wallet with keys of theirs. */
  readonly seed: string;
  /** The one address on all chains with Ethereum's transactions. */
  readonly evmAddress: string;
  /** All that must never be found on disk or in output. */
  readonly secrets: readonly Planted[];
}

function readPerson(id: string): KnownPerson {
  const file = join(projectRoot, 'e2e/vectors/account-v1.json');
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly AccountCase[] };
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`account-v1.json has no case ${id}`);
  const { input, chains, fingerprint } = found;
  return {
    credentials: input,
    fingerprint: fingerprint.join(' '),
    addresses: chains.flux.receive.map(({ address }) => address),
    seed: found.seed,
    evmAddress: chains.evm.addresses[0]?.address ?? '',
    secrets: [
      { name: 'password', text: input.password },
      ...(['master', 'entropy', 'mnemonic', 'seed', 'vaultKey'] as const).map((name) => ({ name, text: found[name] })),
      { name: 'first half of the seed', text: found.seed.slice(0, 64) },
      ...chains.flux.receive.map(({ wif }, index) => ({ name: `WIF ${index}`, text: wif })),
    ],
  };
}

interface ImportedCase {
  readonly id: string;
  readonly mnemonic: string;
  readonly seed: string;
  readonly chains: AccountCase['chains'];
}

export interface KnownWords {
  readonly words: string;
  readonly addresses: readonly string[];
  readonly secrets: readonly Planted[];
}

function readWords(id: string): KnownWords {
  const file = join(projectRoot, 'e2e/vectors/account-v1.json');
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly ImportedCase[] };
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`account-v1.json has no case ${id}`);
  const { mnemonic, seed, chains } = found;
  return {
    words: mnemonic,
    addresses: chains.flux.receive.map(({ address }) => address),
    secrets: [
      { name: 'imported words', text: mnemonic },
      { name: 'imported seed', text: seed },
      ...chains.flux.receive.map(({ wif }, index) => ({ name: `imported WIF ${index}`, text: wif })),
    ],
  };
}

/** The best-known test mnemonic, twelve words. */
export const abandonAbout = readWords('imported-12-abandon-about');

/** `ada.flux`, without a passphrase. */
export const ada = readPerson('ascii');
