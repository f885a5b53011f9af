import { type FusionChain, isSameAddress } from './fusion-chains.ts';

/**
 * Swap addresses the service has used (ZelCore-io/fusiondocs 2022, RunOnFlux/balance-checker 2024). They do rotate, so
 * this list never replaces the served one: it only tells how familiar that is.
 */
export const knownDepositAddresses: Readonly<Record<FusionChain, readonly string[]>> = Object.freeze({
  main: ['t1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj'],
  kda: ['fluxswap'],
  eth: ['0x134e4c74c670adefdcb2476df6960d9297bc7dad'],
  bsc: ['0x9b192227da99b5a50d037b10c965609ed83c43d7'],
  trx: ['TA7U2PTnHDyhHBns3X6NsDndjZDBUE3oUa'],
  sol: ['CCafnH2sUhPHitQWyFLDCe3Xqwz1Vrc2caNR6PAwkPzP', '3q79qsEp9CoCpNE2poy5stVKmXqWruLdwxn5KWNHeUNk'],
  avax: ['0xe0d28bc942B7B0b9A513F92a2fCef2bdF0377619'],
  erg: ['9fCKJ7g6ZffHAQb9UQY7S6YLF6dRVejBAXw284XNazkq8XLuZbw'],
  algo: ['5MG5DOGNHGGG44HO7B4JXEORSFFLBNHFNTLYYR6OW53RNNCJK2LVSJVNXA'],
  matic: ['0x438ad183665511d41be2c779942f6c7660710be2'],
  base: ['0x98f17e2d8c09f637a236d067191e0d11656a7df0'],
});

/** An address the service has named before, on this device. */
export interface ServedAddress {
  readonly chain: FusionChain;
  readonly address: string;
  readonly firstMs: number;
  readonly lastMs: number;
}

/**
 * known: on the built-in list · served: named here before, and last · returned: named before, but another one since ·
 * changed: another one than last time, seen for the first time · new: nothing to compare with, and not on the list.
 */
export type DepositStanding = 'known' | 'served' | 'returned' | 'changed' | 'new';

/** How familiar a served deposit address is (T-16). Says nothing about whether it is right: nobody can. */
export function classifyDeposit(
  chain: FusionChain,
  address: string,
  history: readonly ServedAddress[],
  known: Readonly<Record<FusionChain, readonly string[]>> = knownDepositAddresses,
): DepositStanding {
  if (known[chain].some((one) => isSameAddress(one, address))) return 'known';
  const mine = history.filter((one) => one.chain === chain);
  if (mine.length === 0) return 'new';
  const last = mine.reduce((latest, one) => (one.lastMs > latest.lastMs ? one : latest));
  if (isSameAddress(last.address, address)) return 'served';
  return mine.some((one) => isSameAddress(one.address, address)) ? 'returned' : 'changed';
}

/** Is it to be shown loudly, and agreed to by itself, before money goes there? */
export function needsConsent(standing: DepositStanding): boolean {
  return standing === 'changed' || standing === 'new' || standing === 'returned';
}

/** The history with one more reading in it. */
export function rememberServed(
  history: readonly ServedAddress[],
  chain: FusionChain,
  address: string,
  nowMs: number,
): readonly ServedAddress[] {
  const isIt = (one: ServedAddress) => one.chain === chain && isSameAddress(one.address, address);
  const before = history.find(isIt);
  const entry = { chain, address, firstMs: before?.firstMs ?? nowMs, lastMs: Math.max(nowMs, before?.lastMs ?? 0) };
  return [...history.filter((one) => !isIt(one)), entry];
}
