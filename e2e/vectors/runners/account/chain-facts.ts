import { formatAddress as formatEvmAddress } from '../../../../chains/_families/evm/address.ts';
import { formatP2wpkhAddress } from '../../../../chains/bitcoin/address.ts';
import { formatAddress } from '../../../../chains/flux/address.ts';
import { evmChainIds } from '../../../../wallet-core/assets/index.ts';
import { encodeWif, Keyring } from '../../../../wallet-core/keyring/index.ts';
import {
  type DerivationPath,
  fromHex,
  SecretBytes,
  toHex,
  unsafeBrand,
} from '../../../../wallet-core/primitives/index.ts';
import {
  accountPath,
  deriveAccountNode,
  matchScheme,
  type PathKind,
  toZpub,
} from '../../../../wallet-core/seed/index.ts';
import { type CaseResult, type Fact, failed, skipped } from '../types.ts';
import type { Chains, Published } from './schemas.ts';

const built = ['flux', 'bitcoin', 'fluxId', 'fluxNodeIdentity', 'evm'];
const notBuilt = ['tron', 'solana', 'kadena', 'algorand', 'ergo'];

/** How a public key of a built chain is written as an address; node identities have none. */
const formats: Readonly<Record<string, (publicKey: Uint8Array, keyring: Keyring) => string>> = {
  flux: (publicKey) => formatAddress(publicKey),
  bitcoin: (publicKey) => formatP2wpkhAddress(publicKey),
  fluxId: (_publicKey, keyring) => keyring.accountPublicKeys().fluxId ?? 'none',
  evm: (publicKey) => formatEvmAddress(publicKey),
};

interface KeyRow {
  readonly path: string;
  readonly publicKey: string;
  readonly wif: string;
  readonly address?: string;
}

function keyFacts(name: string, kind: PathKind, branch: number | null, row: KeyRow, keyring: Keyring): Fact[] {
  const path = unsafeBrand<DerivationPath>(row.path);
  const match = matchScheme(row.path);
  const gotBranch = branch === null ? branch : match?.steps.at(-2);
  const publicKey = keyring.publicKey(path);
  const facts: Fact[] = [
    { name: `${name} row of the path table`, expected: `${kind} ${branch}`, got: `${match?.kind} ${gotBranch}` },
    { name: `${name} ${row.path} public key`, expected: row.publicKey, got: toHex(publicKey) },
    { name: `${name} ${row.path} wif`, expected: row.wif, got: keyring.unsafeWif(path) },
  ];
  if (row.address !== undefined) {
    const got = formats[kind]?.(publicKey, keyring) ?? 'no address form';
    facts.push({ name: `${name} ${row.path} address`, expected: row.address, got });
  }
  return facts;
}

function accountFacts(
  kind: 'flux' | 'bitcoin' | 'fluxId' | 'evm',
  row: { readonly accountPath: string; readonly xpub: string },
  seed: Uint8Array,
): Fact[] {
  const { xpub } = deriveAccountNode(new SecretBytes(seed.slice()), accountPath(kind));
  return [
    { name: `${kind} account path`, expected: row.accountPath, got: accountPath(kind) },
    { name: `${kind} xpub`, expected: row.xpub, got: xpub },
  ];
}

/** The five EVM chains of our table share one row; their keys are written as plain hex, which no screen ever shows. */
function evmFacts(row: NonNullable<Chains['evm']>, seed: Uint8Array, keyring: Keyring): Fact[] {
  const ids = Object.values(evmChainIds).toSorted((a, b) => a - b);
  const expectedIds = row.chainIds.toSorted((a, b) => a - b);
  const facts: Fact[] = [
    ...accountFacts('evm', row, seed),
    { name: 'evm chain ids', expected: expectedIds.join(), got: ids.join() },
  ];
  for (const { path, address, publicKey, privateKey } of row.addresses) {
    const wif = encodeWif(fromHex(privateKey), true);
    facts.push(...keyFacts('evm', 'evm', 0, { path, address, publicKey, wif }, keyring));
  }
  return facts;
}

/** Paths, xpubs, public keys, WIFs and addresses of the built chains below a BIP39 seed. */
export function chainFacts(chains: Chains, seed: Uint8Array): Fact[] {
  const keyring = new Keyring(new SecretBytes(seed.slice()));
  const { flux, bitcoin, fluxId, fluxNodeIdentity, evm } = chains;
  const facts: Fact[] = [];
  for (const [kind, chain] of [['flux', flux] as const, ['bitcoin', bitcoin] as const]) {
    if (chain === undefined) continue;
    const watched = keyring.accountPublicKeys()[kind] ?? 'none';
    facts.push(...accountFacts(kind, chain, seed), {
      name: `${kind} watched xpub`,
      expected: chain.xpub,
      got: watched,
    });
    for (const row of chain.receive) facts.push(...keyFacts(kind, kind, 0, row, keyring));
    for (const row of chain.change) facts.push(...keyFacts(`${kind} change`, kind, 1, row, keyring));
  }
  if (bitcoin !== undefined) facts.push({ name: 'bitcoin zpub', expected: bitcoin.zpub, got: toZpub(bitcoin.xpub) });
  if (fluxId !== undefined) {
    facts.push(...accountFacts('fluxId', fluxId, seed), ...keyFacts('fluxId', 'fluxId', 11, fluxId, keyring));
  }
  for (const row of fluxNodeIdentity ?? []) facts.push(...keyFacts('node', 'fluxNodeIdentity', 12, row, keyring));
  if (evm !== undefined) facts.push(...evmFacts(evm, seed, keyring));
  keyring.erase();
  return facts;
}

/** One skipped case for each chain without an adapter, a failure for a chain nobody knows. */
export function otherChains(id: string, chains: Chains | undefined): CaseResult[] {
  return Object.keys(chains ?? {})
    .filter((chain) => !built.includes(chain))
    .map((chain) =>
      notBuilt.includes(chain) ? skipped(`${id}/${chain}`) : failed(`${id}/${chain}`, 'a known chain', chain),
    );
}

/** Known addresses of the built chains below a BIP39 seed. */
export function publishedFacts(published: Published, seed: Uint8Array): Fact[] {
  const keyring = new Keyring(new SecretBytes(seed.slice()));
  const facts = published.flatMap(({ chain, path, address }) => {
    const format = formats[chain];
    if (format === undefined) return [];
    const kind = matchScheme(path)?.kind ?? 'a path outside the scheme';
    const got = format(keyring.publicKey(unsafeBrand<DerivationPath>(path)), keyring);
    return [
      { name: `published ${chain} ${path} is a path of`, expected: chain, got: kind },
      { name: `published ${chain} ${path}`, expected: address, got },
    ];
  });
  keyring.erase();
  return facts;
}

/** One skipped case for each published address of a chain without an adapter. */
export function otherPublished(id: string, published: Published): CaseResult[] {
  return published.flatMap(({ chain, path }) => {
    if (built.includes(chain)) return [];
    const name = `${id}/${chain} ${path}`;
    return [notBuilt.includes(chain) ? skipped(name) : failed(name, 'a known chain', chain)];
  });
}
