/** How large a transaction gets: the one thing selection has to know about a chain's format. Bytes, grows with `inputs`. */
export interface SizeModel {
  /** Size when signed, with the payment's outputs and, if asked for, one output of change. */
  signedSize(inputs: number, withChange: boolean): number;
  /** Larger ones are not made. */
  readonly maxBytes: number;
}

/** The largest number of inputs, up to `available`, that stays within the limit. */
export function maxInputs(size: SizeModel, available: number, withChange: boolean): number {
  let low = 0;
  let high = available;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (size.signedSize(middle, withChange) <= size.maxBytes) low = middle;
    else high = middle - 1;
  }
  return low;
}
