/** Collateral of scripts and of others, by their address, like anybody can ask; and who was asked for the lists. */
import type { AddressRef } from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import type { NodesView } from '../../../../wallet-core/ipc/index.ts';
import type { CollateralFacts } from '../../../../wallet-core/nodes/index.ts';
import { type AddressText, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { Lists, Opinion } from './sources.ts';
import type { StoredNode } from './stored.ts';

export function watchedRef(address: string): AddressRef {
  return { address: unsafeBrand<AddressText>(address), role: 'watched', index: 0, path: null };
}

/** Fills `facts` by key and gives the nodes of which more is known now. Throws `network.*`, `server.*`. */
export async function readForeignCollateral(
  chain: AccountChain,
  nodes: readonly StoredNode[],
  addressOf: (node: StoredNode) => string | null,
  facts: Map<string, CollateralFacts>,
): Promise<readonly StoredNode[]> {
  const placed = nodes.flatMap((node) => {
    const address = addressOf(node);
    return address === null ? [] : [{ node, address }];
  });
  const addresses = [...new Set(placed.map(({ address }) => address))];
  if (addresses.length === 0) return [];
  const outputs = await chain.connection().spendables(addresses.map(watchedRef));
  if (outputs === undefined) return [];
  const byKey = new Map(outputs.value.map((coin) => [outpointKey(coin.outpoint), coin]));
  return placed.flatMap(({ node, address }): readonly StoredNode[] => {
    const coin = byKey.get(node.key);
    if (coin === undefined) {
      facts.set(node.key, { kind: 'spent', pending: false });
      return [];
    }
    facts.set(node.key, { kind: 'unspent', value: coin.value, height: coin.height });
    const isKnown = node.value !== null && node.address !== null && node.minedHeight === coin.height;
    return isKnown ? [] : [{ ...node, value: coin.value.toString(), address, minedHeight: coin.height }];
  });
}

/** What is shown first, then the second opinion. */
export function sourcesView(lists: Lists | null, second: Opinion | null): NodesView['sources'] {
  const first = lists === null ? [] : [{ host: lists.source, height: lists.height, atMs: lists.atMs, error: null }];
  if (second === null) return first;
  const { host, error } = second;
  return [...first, { host, height: second.lists?.height ?? null, atMs: second.lists?.atMs ?? null, error }];
}
