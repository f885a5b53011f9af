import type { NodeStartRequest, Outpoint, StatedNodeStart } from '../../../wallet-core/chain-contract/index.ts';
import type { DerivationPath } from '../../../wallet-core/primitives/index.ts';
import { fluxConfig } from '../config.ts';
import { ownerAddress } from './explain-start.ts';
import { serializeUnsignedStart } from './start.ts';
import type { CollateralOwner, Delegates, NodeStart } from './types.ts';

export interface StartDraft {
  readonly collateral: Outpoint;
  /** Of the collateral, sat. */
  readonly value: bigint;
  readonly owner: CollateralOwner;
  readonly nodePublicKey: Uint8Array;
  /** Unix seconds, by the network's clock. */
  readonly sigTime: number;
  readonly signer: StatedNodeStart['signer'];
  readonly newDelegates: readonly Uint8Array[] | null;
  /** Of the key that signs. */
  readonly path: DerivationPath;
}

function delegatesOf({ signer, newDelegates }: StartDraft): Delegates | null {
  if (signer === 'delegate') return { kind: 'signing' };
  return newDelegates === null ? null : { kind: 'update', publicKeys: newDelegates };
}

/**
 * What is shown and what is signed for one node. Version 5 where it suffices, as the daemon's own command does, 6 for
 * script addresses and delegates (rpc/fluxnode.cpp:574). Throws `chain.bad-transaction` for keys and scripts that no
 * START can carry.
 */
export function buildStart(draft: StartDraft): NodeStartRequest {
  const { collateral, value, owner, nodePublicKey, sigTime, signer, path } = draft;
  const delegates = delegatesOf(draft);
  const version = owner.kind === 'p2pkh' && delegates === null ? 5 : 6;
  const start: NodeStart = { version, collateral, owner, nodePublicKey, sigTime, delegates };
  const newDelegates = signer === 'delegate' ? null : draft.newDelegates;
  const stated = { collateral, address: ownerAddress(owner), value, nodePublicKey, sigTime, signer, newDelegates };
  return {
    stated,
    unsigned: { kind: 'flux-node-start', chain: fluxConfig.chain, bytes: serializeUnsignedStart(start), path },
  };
}
