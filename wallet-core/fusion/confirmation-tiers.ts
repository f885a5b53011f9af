export interface ConfirmationTier {
  /** sat; amounts up to and including this one. */
  readonly limit: bigint;
  readonly confirmations: number;
}

/** Confirmations the deposit of `amount` needs; `null` above the last limit, where the service processes nothing. */
export function confirmationsFor(tiers: readonly ConfirmationTier[], amount: bigint): number | null {
  return tiers.find(({ limit }) => amount <= limit)?.confirmations ?? null;
}

/** The most that can be swapped at once, sat; `null` when the service names no limit, which means nothing can be. */
export function hardMaximum(tiers: readonly ConfirmationTier[]): bigint | null {
  return tiers.at(-1)?.limit ?? null;
}
