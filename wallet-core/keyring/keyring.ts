import { type AccountPublicKeys, isImportedPath, type KeyAccess } from '../chain-contract/index.ts';
import { WalletError } from '../errors/index.ts';
import type { Secp256k1Engine } from '../ports/index.ts';
import { type AccountId, type DerivationPath, type SecretBytes, unsafeBrand } from '../primitives/index.ts';
import {
  type AccountNode,
  accountPath,
  deriveAccountNode,
  deriveChildNode,
  deriveChildPrivateKey,
  eraseNode,
  fluxIdPath,
  fluxNodeIdentityPath,
  matchScheme,
  type PathKind,
  type PrivateNode,
  parsePath,
  pathTable,
} from '../seed/index.ts';
import { deriveAccountId } from './account-id.ts';
import { formatFluxId } from './flux-id.ts';
import { nobleEngine } from './noble-engine.ts';
import { encodeWif } from './wif.ts';

/** Public keys are remembered up to this many; past it the memory is emptied and filled anew. */
const maxRemembered = 10_000;

interface KeyPlace {
  readonly account: DerivationPath;
  readonly branch: number;
  readonly index: number;
}

/**
 * The keys of one unlocked account, by path. Signs digests with paths of the account scheme only (any other throws
 * `approval.mismatch`), shows public keys, never private ones except through `unsafeWif`. After `erase()` everything
 * throws `session.locked`. Lives in the signer window alone.
 */
export class Keyring implements KeyAccess {
  readonly #engine: Secp256k1Engine;
  #seed: SecretBytes | undefined;
  /** Nodes below which nothing is hardened: 2,000 inputs derive the hardened steps once. */
  readonly #accounts = new Map<string, AccountNode>();
  readonly #branches = new Map<string, PrivateNode>();
  readonly #publicKeys = new Map<string, Uint8Array>();
  /** Single keys imported beside the seed, by place. */
  readonly #adopted = new Map<string, SecretBytes>();

  /** Takes ownership of the 64-byte BIP39 seed. */
  constructor(seed: SecretBytes, engine: Secp256k1Engine = nobleEngine) {
    if (seed.unsafeReveal().length !== 64) throw new RangeError('a BIP39 seed has 64 bytes');
    this.#seed = seed;
    this.#engine = engine;
  }

  publicKey(path: DerivationPath): Uint8Array {
    this.#assertOpen();
    const known = this.#publicKeys.get(path);
    if (known !== undefined) return known.slice();
    const key = this.#withPrivateKey(path, (privateKey) => {
      return this.#engine.publicKey?.(privateKey) ?? nobleEngine.publicKey(privateKey);
    });
    if (this.#publicKeys.size >= maxRemembered) this.#publicKeys.clear();
    this.#publicKeys.set(path, key);
    return key.slice();
  }

  signEcdsa(path: DerivationPath, digest32: Uint8Array): Uint8Array {
    assertDigest(digest32);
    return this.#withPrivateKey(path, (privateKey) => this.#engine.sign(digest32, privateKey));
  }

  signEcdsaRecoverable(
    path: DerivationPath,
    digest32: Uint8Array,
  ): { readonly signature: Uint8Array; readonly recoveryId: 0 | 1 | 2 | 3 } {
    assertDigest(digest32);
    return this.#withPrivateKey(path, (privateKey) => this.#engine.signRecoverable(digest32, privateKey));
  }

  /** Enough to find and show everything, nothing to sign with. */
  accountPublicKeys(): AccountPublicKeys {
    return {
      flux: this.#account(accountPath('flux')).xpub,
      bitcoin: this.#account(accountPath('bitcoin')).xpub,
      fluxId: formatFluxId(this.publicKey(fluxIdPath())),
      evm: this.#account(accountPath('evm')).xpub,
      watched: [],
    };
  }

  get accountId(): AccountId {
    return deriveAccountId(this.#account(accountPath('flux')).xpub);
  }

  /** The key a FluxNode identifies itself with; its WIF (`unsafeWif` of the path) goes into the node's configuration. */
  fluxNodeIdentity(index: number): { readonly path: DerivationPath; readonly publicKey: Uint8Array } {
    const path = fluxNodeIdentityPath(index);
    return { path, publicKey: this.publicKey(path) };
  }

  /** The private key in text form, compressed. For the export screens only: every caller is listed in SECURITY.md. */
  unsafeWif(path: DerivationPath): string {
    return this.#withPrivateKey(path, (privateKey) => encodeWif(privateKey, true));
  }

  /**
   * Takes a single secp256k1 key in: at a place for imported ones, or at the place of the Flux ID, where it stands in
   * front of the account's own until it is released. RangeError for another place. Takes ownership of the key.
   */
  adopt(path: DerivationPath, privateKey: SecretBytes): void {
    this.#assertOpen();
    if (!isImportedPath(path) && path !== fluxIdPath()) throw new RangeError('no place for an imported key');
    this.release(path);
    this.#adopted.set(path, privateKey);
  }

  /** Forgets an imported key. One that is not there is not an error. */
  release(path: DerivationPath): void {
    this.#adopted.get(path)?.erase();
    this.#adopted.delete(path);
    this.#publicKeys.delete(path);
  }

  /** Places of the imported keys. */
  get adoptedPaths(): readonly DerivationPath[] {
    return [...this.#adopted.keys()].map((path) => unsafeBrand<DerivationPath>(path));
  }

  get isErased(): boolean {
    return this.#seed === undefined;
  }

  /** Overwrites seed and nodes. Twice is not an error. */
  erase(): void {
    this.#seed?.erase();
    this.#seed = undefined;
    for (const key of this.#adopted.values()) key.erase();
    this.#adopted.clear();
    for (const node of [...this.#accounts.values(), ...this.#branches.values()]) eraseNode(node);
    this.#accounts.clear();
    this.#branches.clear();
    this.#publicKeys.clear();
  }

  #assertOpen(): SecretBytes {
    if (this.#seed === undefined) throw new WalletError('session.locked');
    return this.#seed;
  }

  #withPrivateKey<T>(path: DerivationPath, use: (privateKey: Uint8Array) => T): T {
    this.#assertOpen();
    const adopted = this.#adopted.get(path);
    if (adopted !== undefined) return use(adopted.unsafeReveal());
    const { account, branch, index } = locate(path);
    const privateKey = deriveChildPrivateKey(this.#branch(account, branch), index);
    try {
      return use(privateKey);
    } finally {
      privateKey.fill(0);
    }
  }

  #account(path: DerivationPath): AccountNode {
    const seed = this.#assertOpen();
    const known = this.#accounts.get(path);
    if (known !== undefined) return known;
    const node = deriveAccountNode(seed, path);
    this.#accounts.set(path, node);
    return node;
  }

  #branch(account: DerivationPath, branch: number): PrivateNode {
    const name = `${account}/${branch}`;
    const known = this.#branches.get(name);
    if (known !== undefined) return known;
    const node = deriveChildNode(this.#account(account), branch);
    this.#branches.set(name, node);
    return node;
  }
}

function hasAccount(kind: PathKind): kind is Parameters<typeof accountPath>[0] {
  return pathTable[kind].curve === 'secp256k1' && pathTable[kind].account !== null;
}

/** Where in the scheme a path stands. Throws `approval.mismatch` for one outside it or of another curve. */
function locate(path: string): KeyPlace {
  const match = matchScheme(path);
  if (match === undefined || !hasAccount(match.kind)) throw new WalletError('approval.mismatch', { what: 'path' });
  const account = accountPath(match.kind);
  const depth = parsePath(account)?.length ?? 0;
  const [branch, index, ...more] = match.steps.slice(depth);
  if (branch === undefined || index === undefined || more.length > 0) {
    throw new WalletError('approval.mismatch', { what: 'path' });
  }
  return { account, branch, index };
}

function assertDigest(digest32: Uint8Array): void {
  if (digest32.length !== 32) throw new WalletError('approval.mismatch', { what: 'digest' });
}
