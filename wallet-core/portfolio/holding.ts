import type { Balance, Spendable } from '../chain-contract/index.ts';

/** What is held of one asset in one place, in parts that never overlap. Smallest units. */
export interface Holding {
  /** Confirmed and free. */
  readonly spendable: bigint;
  /** Own change on its way into a block; may be spent already. */
  readonly ownPending: bigint;
  /** Unconfirmed payments of others. */
  readonly incoming: bigint;
  /** Block rewards below maturity. */
  readonly immature: bigint;
  /** Outputs that hold, or could hold, a FluxNode. */
  readonly collateral: bigint;
  /** Frozen by the person. */
  readonly frozen: bigint;
  /** Owed by the Fusion service, not on any chain yet. */
  readonly claimable: bigint;
}

export const holdingParts = [
  'spendable',
  'ownPending',
  'incoming',
  'immature',
  'collateral',
  'frozen',
  'claimable',
] as const satisfies readonly (keyof Holding)[];

export const emptyHolding: Holding = Object.freeze({
  spendable: 0n,
  ownPending: 0n,
  incoming: 0n,
  immature: 0n,
  collateral: 0n,
  frozen: 0n,
  claimable: 0n,
});

const partOfState: Readonly<Record<Spendable['state'], keyof Holding>> = {
  spendable: 'spendable',
  'own-change': 'ownPending',
  incoming: 'incoming',
  immature: 'immature',
  collateral: 'collateral',
  frozen: 'frozen',
};

/** Each output counted once, in the part its state names. */
export function holdingOf(spendables: readonly Pick<Spendable, 'state' | 'value'>[]): Holding {
  const holding = { ...emptyHolding };
  for (const { state, value } of spendables) holding[partOfState[state]] += value;
  return holding;
}

/** A balance that does not tell own change apart (account chains), as a holding. */
export function holdingOfBalance({
  spendable,
  incoming,
  immature,
  collateral,
  frozen,
}: Omit<Balance, 'asset'>): Holding {
  return { ...emptyHolding, spendable, incoming, immature, collateral, frozen };
}

/** The holding as the chain contract's balance, whose `spendable` includes own change. */
export function balanceOfHolding(holding: Holding, asset: string): Balance {
  const { spendable, ownPending, incoming, immature, collateral, frozen } = holding;
  return { asset, spendable: spendable + ownPending, incoming, immature, collateral, frozen };
}

export function addHoldings(a: Holding, b: Holding): Holding {
  const sum = { ...emptyHolding };
  for (const part of holdingParts) sum[part] = a[part] + b[part];
  return sum;
}

/** All parts together. */
export function totalOf(holding: Holding): bigint {
  return holdingParts.reduce((sum, part) => sum + holding[part], 0n);
}

/** What a payment could use now. */
export function spendableNow(holding: Holding): bigint {
  return holding.spendable + holding.ownPending;
}
