import { z } from '../primitives/zod.ts';
import { readVersioned, type VersionedFormat, writeVersioned } from '../vault/versioned.ts';

/** The two branches of an account on a chain with discovery (BIP44): addresses to give away, and those of change. */
export type ReachBranch = 'receive' | 'change';

/** The highest index of each branch that this device approved or saw proven; −1: none yet. */
export type AddressReach = Readonly<Record<ReachBranch, number>>;

export interface PlaceOnBranch {
  readonly branch: ReachBranch;
  readonly index: number;
}

/**
 * How far beyond its reach change may go without a word: half the gap limit of 20 that discovery ends at. The other
 * half is for payments that were approved and never reached the network: a server that holds them back must do so ten
 * times before change could stand where a sign-in on a new device does not look.
 */
export const reachStep = 10;

export const noReach: AddressReach = { receive: -1, change: -1 };

/** Discovery gives up at 10,000 addresses; nothing beyond is remembered. */
const maxIndex = 9_999;
const index = z.int().min(-1).max(maxIndex);

const format: VersionedFormat<AddressReach> = {
  version: 1,
  schema: z.strictObject({ receive: index, change: index }),
  migrations: {},
};

/**
 * The reach, farther by what a payment itself proves: coins it spends stand on the chain if it ever does, so each one
 * within a step of what is known carries on from there. A coin far away proves nothing: anyone can pay a far address.
 */
export function extendReach(reach: AddressReach, spent: readonly PlaceOnBranch[]): AddressReach {
  const extended = { ...reach };
  for (const { branch, index: at } of spent.toSorted((one, other) => one.index - other.index)) {
    if (isWithinReach(extended, { branch, index: at })) extended[branch] = Math.max(extended[branch], at);
  }
  return extended;
}

/** Would discovery on a new device come by this address, as far as `reach` can be trusted? */
export function isWithinReach(reach: AddressReach, { branch, index: at }: PlaceOnBranch): boolean {
  return at <= reach[branch] + reachStep;
}

/**
 * What is remembered of an approved payment. One step at most for change the person was not asked about, whatever its
 * index: who holds payments back must not get ten steps for one. Change that was asked about and accepted counts whole.
 */
export function raiseReach(reach: AddressReach, change: readonly PlaceOnBranch[], isAccepted: boolean): AddressReach {
  const raised = { ...reach };
  for (const { branch, index: at } of change) {
    const to = isAccepted ? at : Math.min(at, raised[branch] + 1);
    raised[branch] = Math.min(Math.max(raised[branch], to), maxIndex);
  }
  return raised;
}

/** Text for a sealed blob. */
export function formatReach(reach: AddressReach): string {
  return writeVersioned(format, reach);
}

/** The reach from the text of any version so far. Throws `vault.newer-version` or `vault.bad-format`. */
export function parseReach(text: string): AddressReach {
  return readVersioned(format, text);
}
