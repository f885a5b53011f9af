/** Replies about swaps (fusiondocs spec/openapi.yaml, RunOnFlux/fluxswap lib/api). */
import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import { feeTable } from './claim-replies.ts';
import type { ConfirmationTier } from './confirmation-tiers.ts';
import { parseFusionData } from './envelope.ts';
import type { FeeTable } from './fees.ts';
import { type FusionChain, isFusionChain, isSameAddress } from './fusion-chains.ts';
import { address, amount, chainName, cost, count, txid } from './reply-fields.ts';

const MAX_CHAINS = 64;

/** Names we know, each once. Chains to come are left out: the wallet could do nothing with them. */
export function parseActiveChains(data: unknown): readonly FusionChain[] {
  return [...new Set(parseFusionData(z.array(chainName).max(MAX_CHAINS), data).filter(isFusionChain))];
}

export interface SwapInfo {
  readonly chains: readonly FusionChain[];
  /** By limit, ascending. */
  readonly tiers: readonly ConfirmationTier[];
  readonly swapFees: FeeTable;
  readonly depositAddresses: ReadonlyMap<FusionChain, string>;
}

const swapInfo = z.object({
  chains: z.array(chainName).max(MAX_CHAINS),
  confirmations: z
    .array(z.object({ confirmations: count, amount }))
    .min(1)
    .max(100),
  /** Its tables for claims may be empty; `/fees` has those. */
  fees: z.object({ swap: feeTable }),
  swapAddresses: z.array(z.object({ chain: chainName, address })).max(MAX_CHAINS),
});

/** Throws `server.bad-reply` for two addresses of one chain, two limits of one amount, a limit that asks for less than a lower one. */
export function parseSwapInfo(data: unknown): SwapInfo {
  const read = parseFusionData(swapInfo, data);
  const bad = (detail: string) => new WalletError('server.bad-reply', { detail });
  const depositAddresses = new Map<FusionChain, string>();
  for (const { chain, address: deposit } of read.swapAddresses) {
    if (!isFusionChain(chain)) continue;
    const other = depositAddresses.get(chain);
    if (other !== undefined && !isSameAddress(other, deposit)) throw bad('address');
    depositAddresses.set(chain, deposit);
  }
  const tiers = read.confirmations
    .map(({ confirmations, amount: limit }) => ({ confirmations, limit }))
    .sort((a, b) => (a.limit < b.limit ? -1 : 1));
  for (const [index, tier] of tiers.entries()) {
    const before = tiers[index - 1];
    if (before !== undefined && (before.limit === tier.limit || before.confirmations > tier.confirmations))
      throw bad('confirmations');
  }
  const chains = [...new Set(read.chains.filter(isFusionChain))];
  return { chains, tiers, swapFees: read.fees.swap, depositAddresses };
}

export const swapStatuses = [
  'new',
  'waiting',
  'confirming',
  'exchanging',
  'finished',
  'dust',
  'hold',
  'expired',
] as const;
/** `unrecognised`: a word of the service's that nobody has told us of. */
export type SwapStatus = (typeof swapStatuses)[number] | 'unrecognised';

const status = z
  .string()
  .max(40)
  .transform((text): SwapStatus => swapStatuses.find((one) => one === text) ?? 'unrecognised');

/** A swap as the service has it. sat. */
export interface SwapOrder {
  readonly chainFrom: FusionChain;
  readonly chainTo: FusionChain;
  readonly addressFrom: string;
  readonly addressTo: string;
  readonly txidFrom: string;
  readonly createdAtMs: number | null;
  readonly status: SwapStatus;
  readonly expectedFrom: bigint | null;
  readonly expectedTo: bigint | null;
  readonly amountFrom: bigint | null;
  readonly amountTo: bigint | null;
  readonly fee: bigint | null;
  readonly confirmationsRequired: number | null;
  readonly txidTo: string | null;
}

const order = z.object({
  chainFrom: chainName,
  chainTo: chainName,
  addressFrom: address,
  addressTo: address,
  txidFrom: txid,
  timestamp: count.nullish(),
  status,
  expectedAmountFrom: amount.nullish(),
  expectedAmountTo: amount.nullish(),
  amountFrom: amount.nullish(),
  amountTo: amount.nullish(),
  fee: cost.nullish(),
  confsRequired: count.nullish(),
  txidTo: z.union([txid, z.literal('')]).nullish(),
});

function toOrder(read: z.infer<typeof order>): SwapOrder | undefined {
  if (!isFusionChain(read.chainFrom) || !isFusionChain(read.chainTo)) return undefined;
  return {
    chainFrom: read.chainFrom,
    chainTo: read.chainTo,
    addressFrom: read.addressFrom,
    addressTo: read.addressTo,
    txidFrom: read.txidFrom,
    createdAtMs: read.timestamp ?? null,
    status: read.status,
    expectedFrom: read.expectedAmountFrom ?? null,
    expectedTo: read.expectedAmountTo ?? null,
    amountFrom: read.amountFrom ?? null,
    amountTo: read.amountTo ?? null,
    fee: read.fee ?? null,
    confirmationsRequired: read.confsRequired ?? null,
    txidTo: read.txidTo === undefined || read.txidTo === null || read.txidTo === '' ? null : read.txidTo,
  };
}

/** The order of exactly this deposit. Throws `server.bad-reply` for another one. */
export function parseOrder(data: unknown, txidFrom: string): SwapOrder {
  const read = toOrder(parseFusionData(order, data));
  if (read === undefined || read.txidFrom.toLowerCase() !== txidFrom.toLowerCase())
    throw new WalletError('server.bad-reply', { detail: 'order' });
  return read;
}

/** Orders between chains we know. The list is everybody's who names the same id: the caller picks its own. */
export function parseUserHistory(data: unknown): readonly SwapOrder[] {
  return parseFusionData(z.array(order).max(5_000), data).flatMap((read) => toOrder(read) ?? []);
}

export interface SwapRoute {
  readonly chainFrom: FusionChain;
  readonly chainTo: FusionChain;
  readonly addressFrom: string;
  readonly addressTo: string;
}

const reservation = z.object({ chainFrom: chainName, chainTo: chainName, addressFrom: address, addressTo: address });

/** The echo must be of what was asked. Throws `server.bad-reply`. */
export function parseReservation(data: unknown, asked: SwapRoute): void {
  const read = parseFusionData(reservation, data);
  const isEcho =
    read.chainFrom === asked.chainFrom &&
    read.chainTo === asked.chainTo &&
    isSameAddress(read.addressFrom, asked.addressFrom) &&
    isSameAddress(read.addressTo, asked.addressTo);
  if (!isEcho) throw new WalletError('server.bad-reply', { detail: 'reservation' });
}
