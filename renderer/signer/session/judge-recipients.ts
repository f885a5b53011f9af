import { fluxCodec } from '../../../chains/flux/codec.ts';
import type { KeyAccess } from '../../../wallet-core/chain-contract/index.ts';
import { findLookAlikes, type KnownAddress, type LookAlike } from '../../../wallet-core/policy/index.ts';
import { fluxPath } from '../../../wallet-core/seed/index.ts';

/** What is known about one recipient, for the review. */
export interface RecipientJudgement {
  readonly address: string;
  readonly standing: 'own' | 'paid-before' | 'first-time';
  /** An address it resembles without being equal (T-02); the most alike one. */
  readonly lookAlike: LookAlike | null;
}

/** Own addresses a thief would imitate: those a person has shown or seen. */
const OWN_PER_BRANCH = 20;

function ownAddresses(keys: KeyAccess): readonly KnownAddress[] {
  const branches = [0, 1] as const;
  return branches.flatMap((branch) =>
    Array.from({ length: OWN_PER_BRANCH }, (_, index) => ({
      address: fluxCodec.formatAddress(keys.publicKey(fluxPath(branch, index))),
      source: 'own' as const,
    })),
  );
}

/** Compares each recipient with the account's own addresses and those it has paid before. */
export function judgeRecipients(
  addresses: readonly string[],
  paidBefore: readonly string[],
  keys: KeyAccess,
): readonly RecipientJudgement[] {
  const own = ownAddresses(keys);
  const known: readonly KnownAddress[] = [
    ...own,
    ...paidBefore.map((address) => ({ address, source: 'history' as const })),
  ];
  return addresses.map((address) => {
    const isOwn = own.some((one) => one.address === address);
    const standing = isOwn ? 'own' : paidBefore.includes(address) ? 'paid-before' : 'first-time';
    return { address, standing, lookAlike: findLookAlikes(address, known)[0] ?? null };
  });
}
