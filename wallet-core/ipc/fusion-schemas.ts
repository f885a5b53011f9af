/** Shapes of claims and swaps through Fusion. Amounts in sat; `null` is "not known" and never nothing. */
import { claimHeadlines, claimKinds, fusionChains, swapHeadlines } from '../fusion/names.ts';
import { z } from '../primitives/zod.ts';
import {
  addressText,
  chainId,
  hostText,
  plainText,
  positiveUnitsText,
  requestIdText,
  timeMs,
  wireError,
} from './schemas.ts';

export const fusionChain = z.enum(fusionChains);
const units = positiveUnitsText;
const anyTxid = z.string().regex(/^[0-9A-Za-z:_-]{16,128}$/);
const tone = z.enum(['working', 'attention', 'good', 'bad', 'quiet']);

/** The service's own words: shown as a quotation below ours. */
const refusalWords = plainText(300).nullable();

export const swapAsk = z.strictObject({
  chainFrom: fusionChain,
  chainTo: fusionChain,
  addressFrom: addressText,
  addressTo: addressText,
  amount: units,
});

export const quoteView = swapAsk.extend({
  quoteId: requestIdText,
  fee: units,
  received: units,
  confirmations: z.int().min(0),
  depositAddress: addressText,
  depositStanding: z.enum(['known', 'served', 'returned', 'changed', 'new']),
  /** `fusion.begin` wants the person's consent to the deposit address by itself. */
  needsConsent: z.boolean(),
  expectedSeconds: z.int().min(0),
  expiresAtMs: timeMs,
  source: hostText,
});

export const quoteReply = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('quote'), quote: quoteView }),
  z.strictObject({
    kind: z.literal('refused'),
    reason: z.enum([
      'same-chain',
      'not-active',
      'fee-unknown',
      'no-deposit-address',
      'amount-missing',
      'not-above-fee',
      'above-maximum',
      'info-old',
      'not-own-address',
      'bad-address',
      'no-adapter',
    ]),
    minimum: units.nullable(),
    maximum: units.nullable(),
  }),
]);

const payoutView = z.strictObject({
  outcome: z.enum(['right', 'wrong-amount', 'wrong-address', 'not-seen', 'not-readable']),
  amount: units.nullable(),
  confirmations: z.int().min(0),
});

export const swapView = z.strictObject({
  swapId: requestIdText,
  headline: z.enum(swapHeadlines),
  tone,
  help: z.enum(['none', 'sign', 'choose-target', 'wait', 'support', 'quote-again']),
  chainFrom: fusionChain,
  addressFrom: addressText,
  amount: units,
  target: z.strictObject({ chainTo: fusionChain, addressTo: addressText }).nullable(),
  /** As agreed to; `null` where the journal was lost. */
  fee: units.nullable(),
  received: units.nullable(),
  depositAddress: addressText.nullable(),
  txidFrom: anyTxid.nullable(),
  txidTo: anyTxid.nullable(),
  confirmations: z.strictObject({ now: z.int().min(0).nullable(), needed: z.int().min(0) }).nullable(),
  payout: payoutView.nullable(),
  /** Where the service's order would pay instead. */
  differs: z.strictObject({ chainTo: fusionChain, addressTo: addressText }).nullable(),
  refusal: refusalWords,
  canCancel: z.boolean(),
  /** Nothing more will happen by itself. */
  isEnded: z.boolean(),
  startedAtMs: timeMs,
  updatedAtMs: timeMs,
  /** Of the last attempt to ask the service, if it failed. */
  error: wireError.nullable(),
});

export const claimKind = z.enum(claimKinds);

export const claimView = z.strictObject({
  claimId: requestIdText,
  claim: claimKind,
  address: addressText,
  chain: fusionChain,
  claimingAddress: addressText,
  amount: units,
  fee: units,
  received: units,
  headline: z.enum(claimHeadlines),
  tone,
  txid: anyTxid.nullable(),
  payout: payoutView.nullable(),
  refusal: refusalWords,
  startedAtMs: timeMs,
  updatedAtMs: timeMs,
});

export const claimRow = z.strictObject({
  kind: z.enum(['mining', 'snapshot']),
  address: addressText,
  from: fusionChain,
  chain: fusionChain,
  claimable: units.nullable(),
  claimed: units.nullable(),
  fee: units.nullable(),
  net: units.nullable(),
  standing: z.enum(['offered', 'below-fee', 'nothing', 'claimed', 'unknown', 'needs-listing', 'not-served']),
  /** Does this account hold the key of the address? */
  canSign: z.boolean(),
});

const claimWay = z.strictObject({ claimed: units, fees: units, net: units, waiting: units });

/** "Claim each chain" beside "all to native", for one address. */
export const claimComparison = z.strictObject({
  address: addressText,
  each: claimWay,
  eachThenSwapped: claimWay.nullable(),
  native: claimWay.nullable(),
  better: z.enum(['each', 'native', 'same', 'unknown']),
  breakEven: units.nullable(),
});

export const fusionChainView = z.strictObject({
  fusion: fusionChain,
  chain: chainId,
  /** `null` while the service has not said. */
  active: z.boolean().nullable(),
  /** Without one the wallet can show claims there, but neither receive nor send. */
  hasAdapter: z.boolean(),
  /** Own addresses a swap may come from or go to, the one to receive on first. */
  addresses: z.array(z.strictObject({ address: addressText, spendable: units })).max(1_000),
});

export const fusionView = z.strictObject({
  /** Host of the service; `null` where none is set. */
  service: hostText.nullable(),
  chains: z.array(fusionChainView).max(32),
  /** Of the claims below; `null`: never read. */
  readAtMs: timeMs.nullable(),
  refreshing: z.boolean(),
  error: wireError.nullable(),
  rows: z.array(claimRow).max(5_000).nullable(),
  comparisons: z.array(claimComparison).max(500),
  owed: z.strictObject({ onTheWay: units, claimsOnTheWay: units, claimable: units.nullable(), belowFee: units }),
  /** Newest first, open ones before ended ones. */
  swaps: z.array(swapView).max(200),
  claims: z.array(claimView).max(500),
});

/** One claim as the person was shown it. Amounts are the service's word; the phrase is the service's text. */
export const statedClaim = z.strictObject({
  claimId: requestIdText,
  claim: claimKind,
  /** The reward address whose key signs. */
  address: addressText,
  path: z.string().regex(/^m(?:\/\d{1,10}'?){1,6}$/),
  chain: fusionChain,
  claimingAddress: addressText,
  amount: units,
  fee: units,
  received: units,
  phrase: z.string().regex(/^[12]\d{12}[0-9A-Za-z]{8,115}$/),
});
export const MAX_CLAIMS_A_PASS = 50;
export const statedClaims = z.strictObject({
  kind: z.literal('fusion-claims'),
  /** Host of the service. */
  service: hostText,
  claims: z.array(statedClaim).min(1).max(MAX_CLAIMS_A_PASS),
});
