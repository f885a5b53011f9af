import type { AddressRef, DiscoveredAddresses } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { AddressText } from '../../../wallet-core/primitives/index.ts';
import type { AccountAddresses, Branch } from './account-addresses.ts';

/** BIP44: after this many unused addresses in a row there are no more. */
export const GAP_LIMIT = 20;
/** A server that calls every address used must not keep us deriving for ever. */
const MAX_ADDRESSES_PER_BRANCH = 10_000;

export type FindUsed = (addresses: readonly AddressText[]) => Promise<ReadonlySet<AddressText>>;

interface BranchFindings {
  readonly used: readonly AddressRef[];
  readonly next: AddressRef;
}

async function discoverBranch(account: AccountAddresses, branch: Branch, findUsed: FindUsed): Promise<BranchFindings> {
  const used: AddressRef[] = [];
  let lowestUnused: AddressRef | undefined;
  let asked = 0;
  let wanted = GAP_LIMIT;
  while (asked < wanted) {
    if (wanted > MAX_ADDRESSES_PER_BRANCH) throw new WalletError('server.bad-reply', { detail: 'all-used' });
    const refs = Array.from({ length: wanted - asked }, (_, offset) => account.at(branch, asked + offset));
    const found = await findUsed(refs.map((ref) => ref.address));
    for (const ref of refs) {
      if (found.has(ref.address)) {
        used.push(ref);
        wanted = ref.index + 1 + GAP_LIMIT;
      } else {
        lowestUnused ??= ref;
      }
    }
    asked += refs.length;
  }
  return { used, next: lowestUnused ?? account.at(branch, asked) };
}

/**
 * Every used address of both branches, as one finds them again on a new device, and the lowest unused one of each.
 * "Used" is any history, unconfirmed included. `account` is `null` for a profile that only watches addresses.
 */
export async function discoverAddresses(
  account: AccountAddresses | null,
  watched: readonly AddressRef[],
  findUsed: FindUsed,
): Promise<DiscoveredAddresses> {
  if (account === null) return { used: watched, nextReceive: null, nextChange: null };
  const receive = await discoverBranch(account, 'receive', findUsed);
  const change = await discoverBranch(account, 'change', findUsed);
  const own = [...receive.used, ...change.used];
  const ownTexts = new Set(own.map((ref) => ref.address));
  return {
    used: [...own, ...watched.filter((ref) => !ownTexts.has(ref.address))],
    nextReceive: receive.next,
    nextChange: change.next,
  };
}
