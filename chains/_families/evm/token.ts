import type { AddressText } from '../../../wallet-core/primitives/index.ts';

/** A token the person has accepted. What it says of itself was checked once and stays as it was then. */
export interface PinnedToken {
  /** Canonical address of its contract: the only thing that identifies it. */
  readonly contract: AddressText;
  readonly symbol: string;
  readonly name: string;
  readonly decimals: number;
}
