import {
  type ClaimEvent,
  type ClaimState,
  chainOfFusion,
  explainClaim,
  explainSwap,
  type FusionChain,
  fusionChains,
  fusionOwed,
  isSwapEnded,
  type PayoutCheck,
  type SwapEvent,
  type SwapState,
} from '../../../../wallet-core/fusion/index.ts';
import type { ClaimView, FusionView, SwapView } from '../../../../wallet-core/ipc/index.ts';
import type { FusionChainAccess } from './chain-access.ts';
import type { ClaimDesk } from './claim-desk.ts';
import { type ClaimReader, comparisonsOf } from './claim-reading.ts';
import type { Journalled } from './event-journal.ts';
import type { SwapDesk } from './swap-desk.ts';

const MAX_SWAPS = 200;
const MAX_CLAIMS = 500;

function payoutView(payout: PayoutCheck | null) {
  return payout === null
    ? null
    : { outcome: payout.outcome, amount: payout.amount?.toString() ?? null, confirmations: payout.confirmations };
}

export interface ViewParts {
  readonly swaps: SwapDesk;
  readonly claims: ClaimDesk;
  readonly reader: ClaimReader;
  readonly accessOf: (chain: FusionChain) => FusionChainAccess | undefined;
  readonly hasKey: (address: string) => boolean;
  readonly service: () => string | null;
}

/** Confirmations of a swap's deposit, by its chain; `null` while not known. */
export function depositConfirmations(state: SwapState, accessOf: ViewParts['accessOf']): number | null {
  return state.txidFrom === null ? null : (accessOf(state.chainFrom)?.confirmationsOf(state.txidFrom) ?? null);
}

export function swapView(
  { id, state }: Journalled<SwapEvent, SwapState>,
  parts: Pick<ViewParts, 'swaps' | 'accessOf'>,
): SwapView {
  const { chainFrom, addressFrom, target, terms, phase } = state;
  return {
    swapId: id,
    ...explainSwap(state, depositConfirmations(state, parts.accessOf)),
    chainFrom,
    addressFrom,
    amount: state.amount.toString(),
    target,
    fee: terms?.fee.toString() ?? null,
    received: terms?.received.toString() ?? null,
    depositAddress: terms?.depositAddress ?? null,
    txidFrom: state.txidFrom,
    txidTo: state.told?.txidTo ?? null,
    payout: payoutView(state.payout),
    differs: state.differs,
    refusal: state.refusal?.message ?? null,
    canCancel: phase === 'planned' || phase === 'reserving' || phase === 'reserved' || phase === 'depositing',
    isEnded: isSwapEnded(state),
    startedAtMs: state.startedAtMs,
    updatedAtMs: state.updatedAtMs,
    error: parts.swaps.errorOf(id),
  };
}

function claimView({ id, state }: Journalled<ClaimEvent, ClaimState>): ClaimView {
  const { claim, address, chain, claimingAddress, txid, startedAtMs, updatedAtMs } = state;
  return {
    claimId: id,
    ...{ claim, address, chain, claimingAddress, txid, startedAtMs, updatedAtMs },
    amount: state.amount.toString(),
    fee: state.fee.toString(),
    received: state.received.toString(),
    ...explainClaim(state),
    payout: payoutView(state.payout),
    refusal: state.refusal?.message ?? null,
  };
}

/** Everything about Fusion as the window shows it. */
export function fusionView(parts: ViewParts): FusionView {
  const { swaps, claims, reader, accessOf } = parts;
  const reading = reader.last();
  const units = (value: bigint | null) => value?.toString() ?? null;
  const owed = fusionOwed({
    swaps: swaps.journal.all().map(({ state }) => state),
    claims: claims.journal.all().map(({ state }) => state),
    rows: reading?.rows ?? null,
    rowsAtMs: reading?.atMs ?? 0,
    isInBalance: (chain, txid) => accessOf(chain)?.isInBalance(txid) ?? false,
  });
  const newest = swaps.journal.all().toReversed();
  const ordered = [
    ...newest.filter(({ state }) => !isSwapEnded(state)),
    ...newest.filter(({ state }) => isSwapEnded(state)),
  ];
  return {
    service: parts.service(),
    chains: fusionChains.map((fusion) => {
      const access = accessOf(fusion);
      const addresses = access?.ownAddresses() ?? [];
      return {
        fusion,
        chain: chainOfFusion(fusion),
        active: reading === null ? null : reading.served.has(fusion),
        hasAdapter: access !== undefined,
        addresses: addresses
          .slice(0, 1_000)
          .map(({ address, spendable }) => ({ address, spendable: spendable.toString() })),
      };
    }),
    readAtMs: reading?.atMs ?? null,
    refreshing: reader.isReading(),
    error: reader.error(),
    rows:
      reading?.rows.slice(0, 5_000).map(({ claimable, claimed, fee, net, ...row }) => ({
        ...row,
        claimable: units(claimable),
        claimed: units(claimed),
        fee: units(fee),
        net: units(net),
        canSign: row.from === 'main' && parts.hasKey(row.address),
      })) ?? null,
    comparisons: reading === null ? [] : comparisonsOf(reading).slice(0, 500),
    owed: {
      onTheWay: owed.onTheWay.toString(),
      claimsOnTheWay: owed.claimsOnTheWay.toString(),
      claimable: units(owed.claimable),
      belowFee: owed.belowFee.toString(),
    },
    swaps: ordered.slice(0, MAX_SWAPS).map((entry) => swapView(entry, parts)),
    // What nobody signed is no claim.
    claims: claims.journal
      .all()
      .filter(({ state }) => state.phase !== 'cancelled')
      .toReversed()
      .slice(0, MAX_CLAIMS)
      .map(claimView),
  };
}
