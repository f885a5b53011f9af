/** What a START means for the person, read from its bytes, and whether that is what was agreed to (T-18). */
import type { Outpoint, StatedNodeStart } from '../../../wallet-core/chain-contract/index.ts';
import { type AddressText, equalBytes, type TxId } from '../../../wallet-core/primitives/index.ts';
import { parseMultisig } from '../../_families/utxo/index.ts';
import { formatAddress, formatScriptAddress } from '../address.ts';
import { startId } from './start.ts';
import type { CollateralOwner, NodeStart } from './types.ts';

/** The mempool takes a START whose time lies no further back (fluxnode.h:50, main.cpp:2149). Seconds. */
export const START_LIFETIME_SECONDS = 3_600;

/** The address of the collateral: the owner's key as it stands there (each form has its own address), or the script. */
export function ownerAddress(owner: CollateralOwner): AddressText {
  return owner.kind === 'p2pkh' ? formatAddress(owner.publicKey) : formatScriptAddress(owner.redeemScript);
}

export interface ExplainedStart {
  readonly txid: TxId;
  readonly version: 5 | 6;
  readonly collateral: Outpoint;
  /** The collateral must be there, and payouts go there. */
  readonly address: AddressText;
  /** `null` for a single key; any one of the keys starts the node, `required` of them spend. */
  readonly multisig: { readonly required: number; readonly keys: number } | null;
  readonly nodePublicKey: Uint8Array;
  readonly nodeKeyForm: 'compressed' | 'uncompressed';
  /** Unix seconds. */
  readonly sigTime: number;
  /** From here on no server takes it any more. Unix seconds. */
  readonly takenUntil: number;
  readonly signer: StatedNodeStart['signer'];
  /** The list that replaces the present one; `null` leaves it. */
  readonly newDelegates: readonly Uint8Array[] | null;
}

export function explainStart(start: NodeStart): ExplainedStart {
  const { version, collateral, owner, nodePublicKey, sigTime, delegates } = start;
  const multisig = owner.kind === 'p2sh' ? parseMultisig(owner.redeemScript) : undefined;
  return {
    txid: startId(start),
    version,
    collateral,
    address: ownerAddress(owner),
    multisig: multisig === undefined ? null : { required: multisig.required, keys: multisig.publicKeys.length },
    nodePublicKey,
    nodeKeyForm: nodePublicKey.length === 33 ? 'compressed' : 'uncompressed',
    sigTime,
    takenUntil: sigTime + START_LIFETIME_SECONDS,
    signer: delegates?.kind === 'signing' ? 'delegate' : 'owner',
    newDelegates: delegates?.kind === 'update' ? delegates.publicKeys : null,
  };
}

export type StartDifference = 'collateral' | 'address' | 'node-key' | 'time' | 'signer' | 'delegates';

function sameKeys(a: readonly Uint8Array[] | null, b: readonly Uint8Array[] | null): boolean {
  if (a === null || b === null) return a === b;
  return a.length === b.length && a.every((key, at) => equalBytes(key, b[at] ?? new Uint8Array()));
}

/** Everything in which the bytes differ from what was stated, in order of weight; empty when they agree. */
export function findStartDifferences(stated: StatedNodeStart, explained: ExplainedStart): readonly StartDifference[] {
  const found: StartDifference[] = [];
  const { txid, vout } = explained.collateral;
  if (txid !== stated.collateral.txid || vout !== stated.collateral.vout) found.push('collateral');
  if (explained.address !== stated.address) found.push('address');
  if (!equalBytes(explained.nodePublicKey, stated.nodePublicKey)) found.push('node-key');
  if (explained.sigTime !== stated.sigTime) found.push('time');
  if (explained.signer !== stated.signer) found.push('signer');
  if (!sameKeys(explained.newDelegates, stated.newDelegates)) found.push('delegates');
  return found;
}
