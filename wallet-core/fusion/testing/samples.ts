/** Made-up facts of the service for tests, as its JSON has them once numbers are texts. */
import fc from 'fast-check';
import type { FeeTable } from '../fees.ts';
import { type FusionChain, fusionChains } from '../fusion-chains.ts';
import type { SwapEvent } from '../swap-events.ts';

export const COIN = 100_000_000n;
export const NOW = 1_760_000_000_000;
export const T1 = 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj';
export const ETH = '0x720CD16b011b987Da3518fbf38c3071d4F0D1495';

/** The spec's example. */
export const swapFeesJson = {
  percentage: '0.001',
  premiumPercentage: '0.0002',
  main: '5',
  kda: '5',
  bsc: '11',
  eth: '154',
  trx: '2',
  sol: '2',
};
export const infoJson = {
  chains: ['main', 'kda', 'eth', 'bsc', 'trx', 'sol'],
  coins: [{ coin: 'zelcash', chain: 'main' }],
  confirmations: [
    { confirmations: '4', amount: '5000' },
    { confirmations: '7', amount: '10000' },
    { confirmations: '12', amount: '25000' },
    { confirmations: '20', amount: '50000' },
    { confirmations: '30', amount: '100000' },
  ],
  fees: { snapshot: {}, mining: {}, swap: swapFeesJson },
  swapAddresses: [
    { chain: 'main', address: T1 },
    { chain: 'kda', address: 'fluxswap' },
    { chain: 'eth', address: '0x134e4c74c670adefdcb2476df6960d9297bc7dad' },
  ],
};
export const summaryJson = {
  address: T1,
  satoshis: '102750000000',
  amount: '1027.5',
  numberOfTxs: '136',
  isMiner: false,
  maxClaimablePerChain: '102.75',
  maxClaimableTotal: '308.25',
  claimedTotal: '199.875',
  chainStatistics: [
    {
      chain: 'kda',
      claimedAmount: '99.9',
      receivedAmount: '94.9',
      feesPaid: '5',
      possibleToClaim: '2.8500000000000085',
    },
    { chain: 'eth', claimedAmount: '0', receivedAmount: '0', feesPaid: '0', possibleToClaim: '102.75' },
  ],
};

export function feeTable(flat: Partial<Record<FusionChain, bigint>>, perMille = 1n): FeeTable {
  const entries = fusionChains.flatMap((chain) => (flat[chain] === undefined ? [] : [[chain, flat[chain]] as const]));
  return { percentage: { numerator: perMille, denominator: 1_000n }, flat: new Map(entries) };
}

export const someFees: fc.Arbitrary<FeeTable> = fc
  .tuple(fc.bigInt({ min: 0n, max: 400n }), fc.bigInt({ min: 0n, max: 500n * COIN }))
  .map(([perMille, flat]) => feeTable(Object.fromEntries(fusionChains.map((chain) => [chain, flat])), perMille));
export const someUnits = fc.bigInt({ min: 0n, max: 1_000_000n * COIN });

export function planned(changes: Partial<Extract<SwapEvent, { kind: 'planned' }>> = {}): SwapEvent {
  return {
    kind: 'planned',
    atMs: NOW,
    chainFrom: 'eth',
    chainTo: 'main',
    addressFrom: ETH,
    addressTo: T1,
    amount: 631n * COIN,
    fee: 6n * COIN,
    received: 625n * COIN,
    confirmations: 4,
    depositAddress: '0x134e4c74c670adefdcb2476df6960d9297bc7dad',
    expiresAtMs: NOW + 120_000,
    ...changes,
  };
}

export const DRAFT = 'ab'.repeat(16);
export const TXID = `0x${'cd'.repeat(32)}`;
export const PAYOUT = 'ef'.repeat(32);

export function told(
  status: Extract<SwapEvent, { kind: 'told' }>['status'],
  atMs = NOW,
  txidTo: string | null = null,
): SwapEvent {
  const rest = { amountFrom: null, amountTo: null, fee: null, confirmations: 4 };
  return { kind: 'told', atMs, status, ...rest, txidTo };
}
