/** The documented calls of the service, by path. Bodies and replies are those of fusiondocs spec/openapi.yaml. */
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../api/json.ts';
import type { Claims, SnapshotRecord } from './claims.ts';
import { FusionError } from './fusion-error.ts';
import type { PaidClaim } from './records.ts';
import type { Order, Swaps, Tier } from './swaps.ts';
import { asCoins, type FeeTable, type FeeTables, type FusionChainName, isFusionChainName } from './types.ts';

export interface FusionCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
  readonly fluxId: string;
}

export interface RouteParts {
  readonly swaps: Swaps;
  readonly claims: Claims;
  readonly fees: () => FeeTables;
  readonly tiers: readonly Tier[];
}

const mostAddresses = 12;

const textOf = (value: Json | undefined, name: string): string => {
  if (typeof value !== 'string' || value === '') throw new FusionError(`No ${name} specified`);
  return value;
};
const chainOf = (value: Json | undefined, name: string): FusionChainName => {
  if (!isFusionChainName(value)) throw new FusionError(`Invalid ${name}`);
  return value;
};
const feeJson = ({ percentage, flat }: FeeTable): JsonObject => ({ percentage, ...flat });
const feesJson = ({ snapshot, mining, swap }: FeeTables): JsonObject => ({
  snapshot: feeJson(snapshot),
  mining: feeJson(mining),
  swap: { ...feeJson(swap), premiumPercentage: 0.0002 },
});

const addressesOf = ({ addresses }: JsonObject): readonly string[] => {
  if (!isJsonList(addresses)) throw new FusionError('No addresses specified');
  if (addresses.length > mostAddresses) throw new FusionError(`At most ${mostAddresses} addresses`);
  return addresses.map((one) => textOf(isJsonObject(one) ? one.address : undefined, 'address'));
};

/** In floats, as the service computes it. */
const summaryJson = (claims: Claims, address: string): JsonObject => {
  const { sat, payouts } = claims.earned(address);
  const perChain = asCoins(sat / 10n);
  const chainStatistics = claims.minedChains().map((chain) => {
    const past = claims.claimed(address, chain);
    const claimedAmount = past.reduce((sum, { amount }) => sum + asCoins(amount), 0);
    const feesPaid = past.reduce((sum, { fee }) => sum + asCoins(fee), 0);
    const possibleToClaim = Math.max(0, perChain - claimedAmount);
    return { chain, claimedAmount, receivedAmount: claimedAmount - feesPaid, feesPaid, possibleToClaim };
  });
  return {
    address,
    satoshis: Number(sat),
    amount: asCoins(sat),
    numberOfTxs: payouts,
    isMiner: claims.miners.has(address),
    maxClaimablePerChain: perChain,
    maxClaimableTotal: perChain * chainStatistics.length,
    claimedTotal: chainStatistics.reduce((sum, one) => sum + one.claimedAmount, 0),
    chainStatistics,
  };
};

const snapshotJson = ({ address, sat, snapshot, claim }: SnapshotRecord): JsonObject => ({
  address,
  satoshis: Number(sat),
  amount: asCoins(sat),
  claimableAmount: asCoins(sat),
  chain: 'main',
  snapshot,
  ...(claim === null ? {} : { txid: claim.txid, claimedAddress: claim.claimingAddress }),
});

const claimJson = ({
  address,
  chain,
  claimingAddress,
  amount,
  fee,
  txid,
  timeMs,
  isNative,
}: PaidClaim): JsonObject => ({
  address,
  chain,
  claimingAddress,
  amount: asCoins(amount),
  fee: asCoins(fee),
  txid: isNative ? `flux:${txid}` : txid,
  timestamp: timeMs,
});

const orderJson = (order: Order): JsonObject => ({
  chainFrom: order.chainFrom,
  chainTo: order.chainTo,
  addressFrom: order.addressFrom,
  addressTo: order.addressTo,
  zelid: order.zelid,
  timestamp: order.timestamp,
  expectedAmountFrom: asCoins(order.expectedFrom),
  expectedAmountTo: asCoins(order.expectedFrom - order.fee),
  txidFrom: order.txidFrom,
  fee: asCoins(order.fee),
  confsRequired: order.confsRequired,
  status: order.status,
  ...(order.amountFrom === null ? {} : { amountFrom: asCoins(order.amountFrom) }),
  ...(order.amountTo === null ? {} : { amountTo: asCoins(order.amountTo) }),
  ...(order.txidTo === null ? {} : { txidTo: order.txidTo }),
});

const routeOf = ({ chainFrom, chainTo, addressFrom, addressTo }: JsonObject) => ({
  chainFrom: chainOf(chainFrom, 'chainFrom'),
  chainTo: chainOf(chainTo, 'chainTo'),
  addressFrom: textOf(addressFrom, 'addressFrom'),
  addressTo: textOf(addressTo, 'addressTo'),
});

const claimOf = (body: JsonObject, chain: Json | undefined) => ({
  address: textOf(body.address, 'address'),
  chain: chainOf(chain, 'chain'),
  claimingAddress: textOf(body.claimingAddress, 'claimingAddress'),
  message: textOf(body.message, 'message'),
  signature: textOf(body.signature, 'signature'),
});

const numberOf = (value: Json | undefined): number => {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number' || !(number > 0) || !Number.isFinite(number)) throw new FusionError('Invalid amount');
  return number;
};

const foundOrder = (swaps: Swaps, txid: string): JsonObject => {
  const order = swaps.find(txid);
  if (order === null) throw new FusionError('Swap not found');
  return orderJson(order);
};

/** `data` of the reply, or undefined for a path there is none of. Throws FusionError for a refusal. */
export const answerCall = async (call: FusionCall, parts: RouteParts): Promise<Json | undefined> => {
  const { swaps, claims, fees, tiers } = parts;
  const { method, path, query, body, fluxId } = call;
  const [, group = '', name = '', argument = ''] = path.split('/');
  switch (`${method} ${group}/${name}`) {
    case 'GET fees/':
      return feesJson(fees());
    case 'GET messagephrase/':
      return claims.phrase();
    case 'POST snapshots/available':
      return addressesOf(body).flatMap((address) => claims.snapshotsOf(address).map(snapshotJson));
    case 'POST snapshots/claim':
      return claims.claimSnapshot(claimOf(body, body.snapshot));
    case 'GET coinbase/summary':
      return summaryJson(claims, textOf(query.get('address') ?? '', 'address'));
    case 'POST coinbase/available':
      return addressesOf(body).map((address) => summaryJson(claims, address));
    case 'GET coinbase/claimed': {
      const chain = query.get('chain');
      const address = textOf(query.get('address') ?? '', 'address');
      return claims.claimed(address, chain === null ? undefined : chainOf(chain, 'chain')).map(claimJson);
    }
    case 'POST coinbase/claim':
      return claims.claimMining(claimOf(body, body.chain));
    case 'GET coinbase/multiavailable': {
      const { claim, miningFees, swapFees } = claims.nativeOffer(argument);
      const fee = miningFees + swapFees;
      return {
        address: argument,
        totalClaim: asCoins(claim),
        totalMiningFees: asCoins(miningFees),
        totalSwapFees: asCoins(swapFees),
        totalFee: asCoins(fee),
        totalReward: asCoins(claim) - asCoins(fee),
      };
    }
    case 'POST coinbase/multiclaim': {
      const address = textOf(body.address, 'address');
      return claims.claimNative(address, textOf(body.message, 'message'), textOf(body.signature, 'signature'));
    }
    case 'GET swap/activechains':
      return swaps.activeChains();
    case 'GET swap/info': {
      const chains = swaps.activeChains();
      return {
        chains,
        coins: chains.map((chain) => ({ coin: chain === 'main' ? 'zelcash' : `flux${chain}`, chain })),
        confirmations: tiers.map(({ confirmations, amount }) => ({ confirmations, amount })),
        fees: feesJson(fees()),
        swapAddresses: chains.map((chain) => ({ chain, address: swaps.depositAddress(chain) })),
      };
    }
    case 'POST swap/reserve':
      return { ...swaps.reserve(routeOf(body), fluxId) };
    case 'POST swap/create':
      return orderJson(
        swaps.create(routeOf(body), numberOf(body.amountFrom), textOf(body.txidFrom, 'txidFrom'), fluxId),
      );
    case 'GET swap/detail':
      return foundOrder(swaps, argument === '' ? textOf(query.get('txid') ?? '', 'txid') : argument);
    case 'GET swap/userhistory':
      return swaps.historyOf(fluxId).map(orderJson);
    default:
      return undefined;
  }
};
