import type {
  AddressRef,
  ChainId,
  DiscoveredAddresses,
  Snapshot,
  Spendable,
} from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import type { Change } from '../../store/database.ts';
import { unreadableRow } from '../../store/unreadable-row.ts';
import type { AccountContext } from '../account-context.ts';
import {
  fromStoredAddresses,
  fromStoredOutputs,
  storedAddresses,
  storedOutputs,
  type TipMark,
  toStoredAddresses,
  toStoredOutputs,
} from './stored.ts';

export interface SyncCache {
  readonly addresses: Snapshot<DiscoveredAddresses> | null;
  readonly outputs: Snapshot<readonly Spendable[]> | null;
  /** Of the block the outputs were read at. */
  readonly tip: TipMark | null;
}

/** What was known when the account was closed last. Rows that cannot be read count as nothing known. */
export function loadSyncCache(context: AccountContext, chain: ChainId): SyncCache {
  try {
    const addresses = context.table('snapshots', storedAddresses).get(`${chain}.addresses`);
    const outputs = context.table('snapshots', storedOutputs).get(`${chain}.outputs`);
    return {
      addresses: addresses === undefined ? null : fromStoredAddresses(addresses),
      outputs: outputs === undefined ? null : (fromStoredOutputs(outputs) ?? null),
      tip: outputs === undefined ? null : { hash: outputs.tipHash, timeMs: outputs.tipTimeMs },
    };
  } catch (thrown) {
    context.logger.log('warn', 'cache.dropped', { chain, code: unreadableRow(thrown).code });
    return { addresses: null, outputs: null, tip: null };
  }
}

export function putAddresses(context: AccountContext, chain: ChainId, snapshot: Snapshot<DiscoveredAddresses>): Change {
  return context.table('snapshots', storedAddresses).put(`${chain}.addresses`, toStoredAddresses(snapshot));
}

export function putOutputs(
  context: AccountContext,
  chain: ChainId,
  snapshot: Snapshot<readonly Spendable[]>,
  tip: TipMark,
): Change {
  return context.table('snapshots', storedOutputs).put(`${chain}.outputs`, toStoredOutputs(snapshot, tip));
}

/** Two readings with the same mark show the same outputs, of the same value and in the same states. */
export function outputsMark(outputs: readonly Spendable[]): string {
  return outputs.map((one) => `${outpointKey(one.outpoint)} ${one.value} ${one.height} ${one.state}`).join('\n');
}

/** Each address once; where several say something of it, the first that has a key. */
export function uniqueAddresses(refs: readonly AddressRef[]): readonly AddressRef[] {
  const byText = new Map<string, AddressRef>();
  for (const ref of refs) {
    if ((byText.get(ref.address)?.path ?? null) === null) byText.set(ref.address, ref);
  }
  return [...byText.values()];
}
