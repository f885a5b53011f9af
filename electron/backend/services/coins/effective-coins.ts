import type { Snapshot, Spendable, SpendableState } from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import { applyFreezing } from '../../../../wallet-core/coin-control/index.ts';
import { fromHex, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { holdsInputs, type StoredSend } from '../send/entry.ts';
import { fromWireRef } from '../sync/stored.ts';

export interface CoinSources {
  readonly snapshot: Snapshot<readonly Spendable[]>;
  /** Journal of the same chain. */
  readonly entries: readonly StoredSend[];
  readonly frozen: ReadonlySet<string>;
  readonly isCollateralValue: (value: bigint) => boolean;
}

/**
 * Is this payment's own output still missing from what the server listed? Until it is mined, always perhaps; a server
 * that has read a later block lists it, unless it has been spent since.
 */
function mayBeUnlisted(entry: StoredSend, snapshotHeight: number): boolean {
  return entry.state !== 'confirmed' || (entry.minedHeight !== null && entry.minedHeight > snapshotHeight);
}

/** Change of a payment that the network has not confirmed to know is ours, but not to be built upon. */
function stateOf(entry: StoredSend, value: bigint, isCollateralValue: (value: bigint) => boolean): SpendableState {
  if (entry.state === 'signed' || entry.state === 'unsure') return 'incoming';
  return isCollateralValue(value) ? 'collateral' : 'own-change';
}

/**
 * The account's outputs: those the server lists, without the ones that payments under way spend, with those that they
 * give back, and with what the person has frozen marked.
 */
export function effectiveCoins({ snapshot, entries, frozen, isCollateralValue }: CoinSources): readonly Spendable[] {
  const live = entries.filter(({ state }) => holdsInputs(state));
  const spent = new Set(live.flatMap(({ inputs }) => inputs));
  const listed = snapshot.value.filter(({ outpoint }) => !spent.has(outpointKey(outpoint)));
  const known = new Set(snapshot.value.map(({ outpoint }) => outpointKey(outpoint)));
  const added: Spendable[] = [];
  for (const entry of live.filter((one) => mayBeUnlisted(one, snapshot.height))) {
    for (const output of entry.ownOutputs) {
      const outpoint = { txid: unsafeBrand<TxId>(entry.txid), vout: output.vout };
      const key = outpointKey(outpoint);
      if (known.has(key) || spent.has(key)) continue;
      const value = BigInt(output.value);
      added.push({
        outpoint,
        value,
        scriptPubKey: fromHex(output.script),
        owner: fromWireRef(output.owner),
        height: null,
        confirmations: 0,
        coinbase: false,
        state: stateOf(entry, value, isCollateralValue),
      });
    }
  }
  return applyFreezing([...listed, ...added], frozen);
}
