/** Counts sessions of this page: what was asked before a lock must not be answered after it. */
let epoch = 0;

export function currentEpoch(): number {
  return epoch;
}

/** Everything still on its way now belongs to the past. */
export function endEpoch(): void {
  epoch += 1;
}
