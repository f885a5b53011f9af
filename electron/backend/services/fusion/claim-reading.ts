import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import {
  type ClaimRow,
  claimRows,
  compareClaims,
  type FeeTables,
  type FusionChain,
  fusionChains,
  type NativeOffer,
} from '../../../../wallet-core/fusion/index.ts';
import type { ClaimComparisonView } from '../../../../wallet-core/ipc/index.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountContext } from '../account-context.ts';
import type { FusionClient } from './client.ts';

/** Addresses whose "all to native" is asked for, one call each. */
const MAX_OFFERS = 20;
/** Addresses that are asked about at all. */
const MAX_ADDRESSES = 600;

export interface ClaimReading {
  readonly rows: readonly ClaimRow[];
  readonly offers: ReadonlyMap<string, NativeOffer>;
  readonly fees: FeeTables;
  readonly served: ReadonlySet<FusionChain>;
  readonly atMs: number;
}

export interface ClaimReader {
  /** The last good one; `null` before any. */
  last(): ClaimReading | null;
  error(): WireError | null;
  isReading(): boolean;
  /** Never throws: see `error`. Two at once are one. */
  read(): Promise<void>;
}

export interface ClaimReaderOptions {
  readonly context: AccountContext;
  readonly client: () => FusionClient;
  /** Reward addresses of the account, its watched ones too. */
  readonly addresses: () => readonly string[];
  readonly onChange: () => void;
}

/** What can be claimed, as the service says it. Kept when a later reading fails. */
export function createClaimReader({ context, client, addresses, onChange }: ClaimReaderOptions): ClaimReader {
  const { clock, signal, logger } = context;
  let last: ClaimReading | null = null;
  let error: WireError | null = null;
  let running: Promise<void> | undefined;

  async function readAll(): Promise<ClaimReading> {
    const service = client();
    const asked = addresses().slice(0, MAX_ADDRESSES);
    const [fees, active] = await Promise.all([service.fees(), service.activeChains()]);
    const served = new Set(active);
    const summaries = await service.summaries(asked);
    const snapshots = await service.snapshots(asked);
    // Addresses that never earned anything would be rows of nothing.
    const earning = summaries.filter(({ earned }) => earned > 0n);
    const chains = fusionChains.filter((chain) => chain !== 'main');
    const rows = claimRows({ summaries: earning, snapshots, fees, served, chains });
    const offers = new Map<string, NativeOffer>();
    for (const { address } of earning.slice(0, MAX_OFFERS)) {
      const offer = await service.nativeOffer(address);
      if (offer.ok) offers.set(address, offer.value);
    }
    return { rows, offers, fees, served, atMs: clock.now() };
  }

  async function read(): Promise<void> {
    try {
      onChange();
      const reading = await readAll();
      signal.throwIfAborted();
      last = reading;
      error = null;
    } catch (thrown) {
      if (signal.aborted) return;
      logError(logger, 'fusion.unread', thrown);
      error = toWireError(thrown);
    }
  }

  return {
    last: () => last,
    error: () => error,
    isReading: () => running !== undefined,
    read: () => {
      running ??= read().finally(() => {
        running = undefined;
        if (!signal.aborted) onChange();
      });
      return running;
    },
  };
}

/** "Claim each chain" beside "all to native", for every address with an offer or something to claim. */
export function comparisonsOf({ rows, offers, fees }: ClaimReading): ClaimComparisonView[] {
  const way = (one: { claimed: bigint; fees: bigint; net: bigint; waiting: bigint } | null) =>
    one === null
      ? null
      : {
          claimed: one.claimed.toString(),
          fees: one.fees.toString(),
          net: one.net.toString(),
          waiting: one.waiting.toString(),
        };
  const mining = rows.filter(({ kind }) => kind === 'mining');
  const addresses = [...new Set(mining.map(({ address }) => address))];
  return addresses.flatMap((address) => {
    const own = mining.filter((row) => row.address === address);
    const { each, eachThenSwapped, native, better, breakEven } = compareClaims(own, offers.get(address) ?? null, fees);
    const eachWay = way(each);
    if (eachWay === null) return [];
    return [
      {
        address,
        each: eachWay,
        eachThenSwapped: way(eachThenSwapped),
        native: way(native),
        better,
        breakEven: breakEven?.toString() ?? null,
      },
    ];
  });
}
