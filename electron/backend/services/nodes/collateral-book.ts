/** The person's nodes as they are kept: those found by their collateral, and those added by hand. */
import { type AccountKeys, createAccountKeys } from '../../../../chains/flux/network/account-keys.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import { type CollateralFacts, collateralTier } from '../../../../wallet-core/nodes/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import { emptyNode, type StoredNode, storedNode } from './stored.ts';

/** Identities looked through when the network names one: more nodes than anybody has on one account by hand. */
export const KNOWN_IDENTITIES = 100;
const TODAY = Number.MAX_SAFE_INTEGER;

export interface CollateralBook {
  all(): readonly StoredNode[];
  get(key: string): StoredNode | undefined;
  put(node: StoredNode): void;
  putAll(nodes: readonly StoredNode[]): void;
  remove(key: string): void;
  /** Takes in collateral that the chain shows, and drops what was spent before it ever held a node. */
  discover(isListed: (key: string) => boolean): void;
  /** `unknown` for foreign ones, and while the account's own outputs are not known. */
  facts(node: StoredNode): CollateralFacts;
  /** Number of an identity key of this account. */
  identityIndex(publicKeyHex: string): number | null;
  /** `null` for an account without FLUX keys. */
  readonly keys: AccountKeys | null;
}

export interface CollateralBookOptions {
  readonly context: AccountContext;
  readonly chain: AccountChain;
  /** Foreign collateral as last asked for. */
  readonly foreign: (key: string) => CollateralFacts;
}

export function createCollateralBook({ context, chain, foreign }: CollateralBookOptions): CollateralBook {
  const rows = context.table('nodes', storedNode);
  const byKey = new Map(rows.list().map(({ key, value }) => [key, value]));
  const keys = context.keys.flux === null ? null : createAccountKeys(context.keys.flux);
  const indexOf = new Map<string, number>();

  function putAll(nodes: readonly StoredNode[]): void {
    if (nodes.length === 0) return;
    context.signal.throwIfAborted();
    context.database.write(nodes.map((node) => rows.put(node.key, node)));
    for (const node of nodes) byKey.set(node.key, node);
  }

  function remove(key: string): void {
    context.database.write([rows.remove(key)]);
    byKey.delete(key);
  }

  const ownCoins = () =>
    chain.coins().filter(({ value, owner }) => owner.path !== null && chain.port.isCollateralValue(value));

  return {
    keys,
    all: () => [...byKey.values()],
    get: (key) => byKey.get(key),
    put: (node) => putAll([node]),
    putAll,
    remove,
    discover: (isListed) => {
      if (chain.sync.state().outputs === null) return;
      const coins = new Map(ownCoins().map((coin) => [outpointKey(coin.outpoint), coin]));
      const found = [...coins].flatMap(([key, { value, owner, height }]): readonly StoredNode[] => {
        const before = byKey.get(key);
        const seen = { address: owner.address, value: value.toString(), path: owner.path, minedHeight: height };
        if (before === undefined) return [{ ...emptyNode, ...seen, key, origin: 'own' }];
        if (before.origin === 'own' && before.minedHeight === height) return [];
        return [{ ...before, ...seen, origin: 'own' }];
      });
      putAll(found);
      for (const node of byKey.values()) {
        const isGone = node.origin === 'own' && !coins.has(node.key);
        if (isGone && node.seenConfirm === null && !isListed(node.key)) remove(node.key);
      }
    },
    facts: (node) => {
      if (node.origin !== 'own') return foreign(node.key);
      const { outputs } = chain.sync.state();
      if (outputs === null) return { kind: 'unknown' };
      const coin = ownCoins().find(({ outpoint }) => outpointKey(outpoint) === node.key);
      if (coin !== undefined) return { kind: 'unspent', value: coin.value, height: coin.height };
      // Spent by a payment of ours that waits for its block: the server still lists it.
      const isStillListed = outputs.value.some(({ outpoint }) => outpointKey(outpoint) === node.key);
      return { kind: 'spent', pending: isStillListed };
    },
    identityIndex: (publicKeyHex) => {
      if (keys === null) return null;
      if (indexOf.size === 0) {
        for (let at = 0; at < KNOWN_IDENTITIES; at++) indexOf.set(toHex(keys.at(12, at).publicKey), at);
      }
      return indexOf.get(publicKeyHex) ?? null;
    },
  };
}

export function tierOf(node: StoredNode) {
  return node.value === null ? null : collateralTier(BigInt(node.value), TODAY);
}
