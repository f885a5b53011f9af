import { type Outpoint, outpointKey, type Review, type ReviewOutput } from '../chain-contract/index.ts';
import { type AddressText, equalBytes } from '../primitives/index.ts';
import { recordBytes } from './candidates.ts';

/** What the anchor is paid: the smallest output the FLUX chain relays well (architecture, "FLUX constants"). */
export const anchorUnits = 546n;

/**
 * The payment that carries a record, for the backend to build and for the signer to compare with: own inputs, of which
 * `firstInput` stands first; `anchorUnits` to the anchor; change to the account; the record in an OP_RETURN, last.
 */
export interface D2faPublication {
  readonly chain: 'flux';
  /** t1 address of `deriveAnchorPublicKey` for the record's sequence. */
  readonly anchor: AddressText;
  readonly data: Uint8Array;
  readonly firstInput: Outpoint;
  readonly fee: bigint;
}

/** Size of the data before it exists: the backend chooses inputs and fee with a record of zeros, then the signer makes it. */
export const placeholderData: Uint8Array = new Uint8Array(recordBytes);

export type PublicationMismatch =
  | 'wrong-chain'
  | 'first-input'
  | 'anchor'
  | 'change-to-stranger'
  | 'extra-output'
  | 'record'
  | 'record-not-last'
  | 'fee';

/**
 * Compares decoded bytes with the publication, to the unit (T-06). Empty means equal. `isOwnChange` must prove by
 * derivation that an output is the account's; only a plain `true` counts.
 */
export function comparePublication(
  review: Review,
  publication: D2faPublication,
  isOwnChange: (vout: number) => boolean,
): readonly PublicationMismatch[] {
  const found = new Set<PublicationMismatch>();
  if (review.chain !== publication.chain) found.add('wrong-chain');
  const first = review.inputs[0]?.outpoint;
  if (first === undefined || outpointKey(first) !== outpointKey(publication.firstInput)) found.add('first-input');

  let anchors = 0;
  let messages = 0;
  for (const output of review.outputs) {
    if (output.kind === 'message') {
      messages++;
      if (!equalBytes(output.bytes, publication.data)) found.add('record');
    } else if (output.kind === 'script') found.add('extra-output');
    else if (output.address === publication.anchor) {
      anchors++;
      if (output.amount !== anchorUnits) found.add('anchor');
    } else if (isOwnChange(output.vout) !== true) found.add('change-to-stranger');
  }
  if (anchors !== 1) found.add('anchor');
  if (messages !== 1) found.add('record');
  if (lastOf(review.outputs)?.kind !== 'message') found.add('record-not-last');

  const paid = review.outputs.reduce((sum, output) => sum + (output.kind === 'message' ? 0n : output.amount), 0n);
  if (review.fee !== publication.fee || review.inputTotal - paid !== review.fee) found.add('fee');
  return [...found];
}

function lastOf(outputs: readonly ReviewOutput[]): ReviewOutput | undefined {
  return outputs.reduce<ReviewOutput | undefined>((last, output) => {
    return last === undefined || output.vout > last.vout ? output : last;
  }, undefined);
}
