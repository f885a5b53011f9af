/** Replies about fees, snapshots and parallel mining (fusiondocs spec/openapi.yaml; the newer ones: SSP PArewards.tsx). */
import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import { parseFusionData } from './envelope.ts';
import type { FeeTable, FeeTables } from './fees.ts';
import { type FusionChain, isFusionChain } from './fusion-chains.ts';
import { address, amount, chainName, cost, count, percentage, txid } from './reply-fields.ts';

const MAX_CHAINS = 64;
/** The service takes twelve addresses at once. */
export const MAX_ADDRESSES_A_CALL = 12;

/** `percentage` stands among the chains; what is neither is left alone (`premiumPercentage`, chains to come). */
export const feeTable = z.record(z.string().max(40), z.unknown()).transform((fields, context): FeeTable => {
  const share = percentage.safeParse(fields.percentage);
  const flat = new Map<FusionChain, bigint>();
  let isGood = share.success && Object.keys(fields).length <= MAX_CHAINS;
  for (const [name, value] of Object.entries(fields)) {
    if (!isFusionChain(name)) continue;
    const fee = cost.safeParse(value);
    if (fee.success) flat.set(name, fee.data);
    else isGood = false;
  }
  if (isGood && share.success) return { percentage: share.data, flat };
  context.addIssue({ code: 'custom', message: 'fees' });
  return z.NEVER;
});

const feeTables = z.object({ snapshot: feeTable, mining: feeTable, swap: feeTable });

export function parseFees(data: unknown): FeeTables {
  return parseFusionData(feeTables, data);
}

export interface MiningOnChain {
  readonly claimed: bigint;
  readonly received: bigint;
  readonly fees: bigint;
  readonly claimable: bigint;
}

/** What one reward address has earned and claimed. sat. */
export interface MiningSummary {
  readonly address: string;
  /** Block rewards in native FLUX that count. */
  readonly earned: bigint;
  readonly payouts: number;
  /** A pool: it must be put on a list by the team before it can claim. */
  readonly isMiner: boolean;
  readonly perChain: bigint;
  readonly onChain: ReadonlyMap<FusionChain, MiningOnChain>;
}

const chainStatistic = z.object({
  chain: chainName,
  claimedAmount: amount,
  receivedAmount: amount,
  feesPaid: cost,
  possibleToClaim: amount,
});

const summary = z
  .object({
    address,
    amount,
    numberOfTxs: count,
    isMiner: z.boolean(),
    maxClaimablePerChain: amount,
    chainStatistics: z.array(chainStatistic).max(MAX_CHAINS),
  })
  .transform((read, context): MiningSummary => {
    const onChain = new Map<FusionChain, MiningOnChain>();
    for (const one of read.chainStatistics) {
      if (!isFusionChain(one.chain)) continue;
      if (onChain.has(one.chain)) context.addIssue({ code: 'custom', message: 'chain twice' });
      const { claimedAmount: claimed, receivedAmount: received, feesPaid: fees, possibleToClaim: claimable } = one;
      onChain.set(one.chain, { claimed, received, fees, claimable });
    }
    const { address: of, amount: earned, numberOfTxs: payouts, isMiner, maxClaimablePerChain: perChain } = read;
    return { address: of, earned, payouts, isMiner, perChain, onChain };
  });

/** The summaries of exactly the addresses asked for. Throws `server.bad-reply` for others, and for two of one. */
export function parseSummaries(data: unknown, asked: readonly string[]): readonly MiningSummary[] {
  const read = parseFusionData(z.array(summary).max(MAX_ADDRESSES_A_CALL), data);
  const seen = new Set<string>();
  for (const { address: of } of read) {
    if (!asked.includes(of) || seen.has(of)) throw new WalletError('server.bad-reply', { detail: 'address' });
    seen.add(of);
  }
  return read;
}

/** What stood on an address when the snapshot of a chain's FLUX was taken. */
export interface SnapshotRecord {
  readonly address: string;
  /** Where the address is. */
  readonly from: FusionChain;
  /** Where the coins are received. */
  readonly chain: FusionChain;
  readonly claimable: bigint;
  /** `null`: not claimed yet. */
  readonly txid: string | null;
}

const snapshot = z.object({
  address,
  chain: chainName,
  snapshot: chainName,
  claimableAmount: amount,
  txid: z.union([txid, z.literal('')]).nullish(),
});

/** Records of addresses asked for, on chains we know of. Throws `server.bad-reply` for other addresses. */
export function parseSnapshots(data: unknown, asked: readonly string[]): readonly SnapshotRecord[] {
  return parseFusionData(z.array(snapshot).max(1_000), data).flatMap((read) => {
    if (!asked.includes(read.address)) throw new WalletError('server.bad-reply', { detail: 'address' });
    if (!isFusionChain(read.chain) || !isFusionChain(read.snapshot)) return [];
    const claimed = read.txid === undefined || read.txid === '' ? null : read.txid;
    const { address: of, chain: from, snapshot: chain, claimableAmount: claimable } = read;
    return [{ address: of, from, chain, claimable, txid: claimed }];
  });
}

/** All chains of one address claimed at once as native FLUX. sat. */
export interface NativeOffer {
  readonly address: string;
  readonly claim: bigint;
  readonly miningFees: bigint;
  readonly swapFees: bigint;
  readonly fee: bigint;
  readonly reward: bigint;
}

const nativeOffer = z.object({
  address,
  totalClaim: amount,
  totalMiningFees: cost,
  totalSwapFees: cost,
  totalFee: cost,
  totalReward: amount,
});

/** Sums in floats may differ by this much before they count as wrong. */
const FLOAT_SLACK = 10n;

/** Throws `server.bad-reply` for another address and for parts that do not add up (T-17). */
export function parseNativeOffer(data: unknown, asked: string): NativeOffer {
  const read = parseFusionData(nativeOffer, data);
  if (read.address !== asked) throw new WalletError('server.bad-reply', { detail: 'address' });
  const { totalClaim: claim, totalMiningFees: miningFees, totalSwapFees: swapFees, totalFee: fee } = read;
  const reward = read.totalReward;
  const isNear = (a: bigint, b: bigint) => a - b <= FLOAT_SLACK && b - a <= FLOAT_SLACK;
  const left = claim > fee ? claim - fee : 0n;
  if (!isNear(miningFees + swapFees, fee) || !isNear(left, reward))
    throw new WalletError('server.bad-reply', { detail: 'sum' });
  return { address: asked, claim, miningFees, swapFees, fee, reward };
}

/** A claim the service remembers. What it leaves out is not known. */
export interface PastClaim {
  readonly txid: string;
  readonly chain: FusionChain | null;
  readonly amount: bigint | null;
  readonly claimingAddress: string | null;
  readonly atMs: number | null;
  /** Paid in native FLUX (`flux:<txid>`). */
  readonly isNative: boolean;
}

const NATIVE = 'flux:';
const pastClaim = z
  .object({
    txid,
    chain: chainName.nullish(),
    amount: amount.nullish(),
    claimingAddress: address.nullish(),
    timestamp: count.nullish(),
  })
  .transform((read): PastClaim => {
    const isNative = read.txid.startsWith(NATIVE);
    return {
      txid: isNative ? read.txid.slice(NATIVE.length) : read.txid,
      chain: typeof read.chain === 'string' && isFusionChain(read.chain) ? read.chain : null,
      amount: read.amount ?? null,
      claimingAddress: read.claimingAddress ?? null,
      atMs: read.timestamp ?? null,
      isNative,
    };
  });

export function parsePastClaims(data: unknown): readonly PastClaim[] {
  return parseFusionData(z.array(pastClaim).max(10_000), data);
}

/** The phrase as it came; `parseClaimPhrase` judges it. */
export function parsePhraseText(data: unknown): string {
  return parseFusionData(z.string().max(200), data);
}

/** The id of the payout: a text, or an object that has it. */
export function parseClaimTxid(data: unknown): string {
  const read = parseFusionData(z.union([txid, z.object({ txid })]), data);
  const text = typeof read === 'string' ? read : read.txid;
  return text.startsWith(NATIVE) ? text.slice(NATIVE.length) : text;
}
