import type { AddressRef } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { ReceiveView } from '../../../wallet-core/ipc/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import type { Change } from '../store/database.ts';
import type { AccountContext } from './account-context.ts';
import type { ChainPort, OwnAddresses } from './chain-port.ts';
import type { ChainSyncState } from './sync/chain-sync.ts';
import { toWireRef } from './sync/stored.ts';

const storedReceive = z.strictObject({ index: z.int().min(0).max(100_000) });

const MAX_LISTED = 1_000;

export interface Receive {
  view(): ReceiveView;
  /** Hands out the next address. Throws `chain.gap-limit` when too many before it are unused, `chain.not-supported` without keys. */
  next(): ReceiveView;
  /** All addresses handed out so far. */
  issued(): readonly AddressRef[];
  /** Position of the last address handed out here. */
  lastIndex(): number;
  /** What has to be written for addresses to be handed out up to here at least; `reload` afterwards. */
  changesFor(index: number): readonly Change[];
  reload(): void;
}

/**
 * One stable address until another is asked for. Which one that is follows from what was handed out here and what the
 * chain shows as used: a sign-in on a new device finds the same again, but for addresses that nobody has paid to yet.
 */
export function createReceive(
  context: AccountContext,
  port: ChainPort,
  addresses: OwnAddresses | null,
  state: () => ChainSyncState,
): Receive {
  const rows = context.table('receive', storedReceive);
  const { chain } = port;
  const load = () => rows.get(chain)?.index ?? 0;
  let handedOut = load();

  const usedIndexes = () =>
    new Set((state().addresses?.value.used ?? []).filter(({ role }) => role === 'receive').map(({ index }) => index));
  const lastUsed = () => Math.max(-1, ...usedIndexes());
  const currentIndex = () => Math.max(handedOut, lastUsed(), 0);

  function issued(): readonly AddressRef[] {
    if (addresses === null) return [];
    return Array.from({ length: currentIndex() + 1 }, (_, index) => addresses.at('receive', index));
  }

  function watchedView(): ReceiveView {
    const first = state().addresses?.value.used.find(({ role }) => role === 'watched');
    const given = context.keys.watched.find((entry) => entry.chain === chain);
    if (first !== undefined) return { chain, current: toWireRef(first), previous: [] };
    if (given === undefined) throw new WalletError('chain.not-supported', { why: 'no-address' });
    return { chain, current: { address: given.address, role: 'watched', index: 0, path: null }, previous: [] };
  }

  function view(): ReceiveView {
    const refs = issued();
    const current = refs.at(-1);
    if (current === undefined) return watchedView();
    const used = usedIndexes();
    const previous = refs
      .slice(0, -1)
      .reverse()
      .slice(0, MAX_LISTED)
      .map((ref) => ({ ...toWireRef(ref), used: used.has(ref.index) }));
    return { chain, current: toWireRef(current), previous };
  }

  return {
    view,
    issued,
    lastIndex: () => handedOut,
    changesFor: (index) => (index > handedOut ? [rows.put(chain, { index })] : []),
    reload: () => {
      handedOut = load();
    },
    next: () => {
      if (addresses === null) throw new WalletError('chain.not-supported', { why: 'no-keys' });
      const index = currentIndex() + 1;
      if (index > lastUsed() + port.gapLimit) throw new WalletError('chain.gap-limit', { limit: port.gapLimit });
      context.database.write([rows.put(chain, { index })]);
      handedOut = index;
      return view();
    },
  };
}
