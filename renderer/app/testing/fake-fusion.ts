/** Invented claims and swaps, in the shapes of the contract, the same every time. */

import { chainOfFusion } from '../../../wallet-core/fusion/fusion-chains.ts';
import type { FusionChain } from '../../../wallet-core/fusion/names.ts';
import type { ReplyOf } from '../../../wallet-core/ipc/index.ts';
import { EVM_ADDRESS } from './fake-account-data.ts';
import { ADDRESS, FAKE_NOW, OWN_ADDRESS, txid } from './fake-data.ts';

type View = ReplyOf<'fusion.read'>;
type Row = NonNullable<View['rows']>[number];
type Swap = View['swaps'][number];
type Claim = View['claims'][number];
type Quote = Extract<ReplyOf<'fusion.quote'>, { kind: 'quote' }>['quote'];

const SERVICE = 'fusion.runonflux.io';
const flux = (whole: number) => (BigInt(whole) * 100_000_000n).toString();
const id = (byte: string) => byte.repeat(16);
export const DEPOSIT_ADDRESS = 't1abAp9oZenibGLFuZKyUjmL6FiATTaCYaj';

const wallets: readonly FusionChain[] = ['main', 'eth', 'bsc', 'matic', 'avax', 'base'];
const others: readonly FusionChain[] = ['sol', 'trx', 'kda', 'algo', 'erg'];

const chains: View['chains'] = [...wallets, ...others].map((fusion) => ({
  fusion,
  chain: chainOfFusion(fusion),
  active: fusion !== 'erg',
  hasAdapter: wallets.includes(fusion),
  addresses: !wallets.includes(fusion)
    ? []
    : fusion === 'main'
      ? [
          { address: OWN_ADDRESS, spendable: flux(1_842) },
          { address: ADDRESS, spendable: '21050000000' },
        ]
      : [{ address: EVM_ADDRESS, spendable: fusion === 'eth' ? flux(2_500) : fusion === 'bsc' ? flux(41) : '0' }],
}));

const mining = (chain: FusionChain, claimable: number, fee: number, claimed: number): Row => ({
  kind: 'mining',
  address: OWN_ADDRESS,
  from: 'main',
  chain,
  claimable: `${claimable}`,
  claimed: flux(claimed),
  fee: flux(fee),
  net: claimable > fee * 1e8 ? `${claimable - fee * 1e8}` : '0',
  standing: claimable > fee * 1e8 ? 'offered' : 'below-fee',
  canSign: true,
});

const rows: Row[] = [
  mining('eth', 3_127_500_000, 40, 412),
  mining('bsc', 3_127_500_000, 2, 412),
  mining('matic', 3_127_500_000, 1, 398),
  mining('avax', 3_127_500_000, 2, 398),
  mining('base', 3_127_500_000, 2, 120),
  mining('sol', 3_127_500_000, 2, 205),
  mining('kda', 3_127_500_000, 2, 0),
  {
    ...mining('erg', 3_127_500_000, 2, 0),
    standing: 'not-served',
  },
  { ...mining('trx', 0, 0, 436), claimable: '0', fee: null, net: null, standing: 'nothing' },
  { ...mining('algo', 0, 0, 0), claimable: null, claimed: null, fee: null, net: null, standing: 'unknown' },
  {
    kind: 'snapshot',
    address: ADDRESS,
    from: 'main',
    chain: 'kda',
    claimable: '0',
    claimed: flux(1_000),
    fee: null,
    net: null,
    standing: 'claimed',
    canSign: true,
  },
  {
    kind: 'snapshot',
    address: ADDRESS,
    from: 'main',
    chain: 'eth',
    claimable: flux(1_000),
    claimed: '0',
    fee: flux(45),
    net: flux(955),
    standing: 'offered',
    canSign: false,
  },
];

export const swap: Swap = {
  swapId: id('a1'),
  headline: 'confirming',
  tone: 'working',
  help: 'wait',
  chainFrom: 'main',
  addressFrom: OWN_ADDRESS,
  amount: flux(500),
  target: { chainTo: 'eth', addressTo: EVM_ADDRESS },
  fee: flux(43),
  received: flux(457),
  depositAddress: DEPOSIT_ADDRESS,
  txidFrom: txid(11),
  txidTo: null,
  confirmations: { now: 34, needed: 100 },
  payout: null,
  differs: null,
  refusal: null,
  canCancel: false,
  isEnded: false,
  startedAtMs: FAKE_NOW - 19 * 60_000,
  updatedAtMs: FAKE_NOW - 30_000,
  error: null,
};
export const heldSwap: Swap = {
  ...swap,
  swapId: id('a2'),
  headline: 'held',
  tone: 'attention',
  help: 'support',
  amount: flux(40_000),
  fee: flux(120),
  received: flux(39_880),
  target: { chainTo: 'bsc', addressTo: EVM_ADDRESS },
  confirmations: { now: 500, needed: 500 },
  startedAtMs: FAKE_NOW - 2 * 86_400_000,
};
export const reservedSwap: Swap = {
  ...swap,
  swapId: id('a3'),
  headline: 'sign-deposit',
  tone: 'attention',
  help: 'sign',
  txidFrom: null,
  confirmations: null,
  canCancel: true,
};
export const unclaimedSwap: Swap = {
  ...swap,
  swapId: id('a4'),
  headline: 'unclaimed',
  tone: 'attention',
  help: 'choose-target',
  target: null,
  fee: null,
  received: null,
};
const arrived: Swap = {
  ...swap,
  swapId: id('a5'),
  headline: 'arrived',
  tone: 'good',
  help: 'none',
  confirmations: null,
  txidTo: `0x${txid(12)}`,
  payout: { outcome: 'right', amount: flux(457), confirmations: 64 },
  isEnded: true,
  startedAtMs: FAKE_NOW - 12 * 86_400_000,
};
export const wrongSwap: Swap = {
  ...arrived,
  swapId: id('a6'),
  headline: 'arrived-wrong-amount',
  tone: 'bad',
  help: 'support',
  payout: { outcome: 'wrong-amount', amount: flux(437), confirmations: 64 },
};

const claim: Claim = {
  claimId: id('c1'),
  claim: 'mining',
  address: OWN_ADDRESS,
  chain: 'bsc',
  claimingAddress: EVM_ADDRESS,
  amount: flux(27),
  fee: flux(2),
  received: flux(25),
  headline: 'arrived',
  tone: 'good',
  txid: `0x${txid(21)}`,
  payout: { outcome: 'right', amount: flux(25), confirmations: 120 },
  refusal: null,
  startedAtMs: FAKE_NOW - 31 * 86_400_000,
  updatedAtMs: FAKE_NOW - 31 * 86_400_000,
};

export const fusionView: View = {
  service: SERVICE,
  chains,
  readAtMs: FAKE_NOW - 42_000,
  refreshing: false,
  error: null,
  rows,
  comparisons: [
    {
      address: OWN_ADDRESS,
      each: { claimed: '18765000000', fees: flux(11), net: '17665000000', waiting: '6255000000' },
      eachThenSwapped: { claimed: '18765000000', fees: flux(23), net: '16465000000', waiting: '6255000000' },
      native: { claimed: '21892500000', fees: flux(28), net: '19092500000', waiting: '3127500000' },
      better: 'native',
      breakEven: flux(9),
    },
  ],
  owed: { onTheWay: flux(457), claimsOnTheWay: '0', claimable: '18765000000', belowFee: '3127500000' },
  swaps: [heldSwap, swap, arrived],
  claims: [
    {
      ...claim,
      claimId: id('c2'),
      chain: 'matic',
      headline: 'unsure',
      tone: 'working',
      txid: null,
      payout: null,
      startedAtMs: FAKE_NOW - 4 * 60_000,
    },
    claim,
    {
      ...claim,
      claimId: id('c3'),
      chain: 'eth',
      headline: 'refused',
      tone: 'bad',
      txid: null,
      payout: null,
      refusal: 'Claiming is paused for maintenance',
    },
  ],
};

export const quote: Quote = {
  chainFrom: 'main',
  chainTo: 'eth',
  addressFrom: OWN_ADDRESS,
  addressTo: EVM_ADDRESS,
  amount: flux(500),
  quoteId: id('b1'),
  fee: flux(43),
  received: flux(457),
  confirmations: 100,
  depositAddress: DEPOSIT_ADDRESS,
  depositStanding: 'known',
  needsConsent: false,
  expectedSeconds: 3_012,
  expiresAtMs: FAKE_NOW + 97_000,
  source: SERVICE,
};
