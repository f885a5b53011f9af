/**
 * Shapes of chains whose money is balances of accounts, as they cross process borders: drafts, what was stated, bytes to
 * sign, tokens, allowances, numbers. Amounts are decimal strings of smallest units, as everywhere.
 */
import { feePresets } from '../chain-contract/index.ts';
import { z } from '../primitives/zod.ts';
import {
  addressText,
  chainId,
  gasPrice,
  hexText,
  idText,
  issue,
  pathText,
  plainText,
  positiveUnitsText,
  provenance,
  requestIdText,
  timeMs,
  txidText,
} from './schemas.ts';

/** Far beyond a transfer's; this wallet sends no large call data. */
const MAX_BYTES_HEX = 200_000;
const assetText = z.string().min(1).max(128);
const decimals = z.int().min(0).max(36);
const nonce = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** As typed: may be unfinished. */
const partyDraft = z.string().max(200);

export const gasChoice = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('preset'), preset: z.enum(feePresets) }),
  /** `gasLimit` null: as estimated. */
  z.strictObject({ kind: z.literal('custom'), price: gasPrice, gasLimit: positiveUnitsText.nullable() }),
]);

/** `decimals` are those shown beside the amount; the chain saying otherwise by now is a finding. */
export const accountDraft = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('transfer'),
    chain: chainId,
    asset: assetText,
    decimals,
    recipient: z.strictObject({ address: partyDraft, amount: z.union([positiveUnitsText, z.literal('max')]) }),
    gas: gasChoice,
  }),
  /** Exactly so much and no more; zero takes the permission back. `decimals` null: a token not accepted, to take back only. */
  z.strictObject({
    kind: z.literal('allowance'),
    chain: chainId,
    asset: assetText,
    decimals: decimals.nullable(),
    spender: partyDraft,
    amount: positiveUnitsText,
    gas: gasChoice,
  }),
  /** The payment of the journal again, dearer. */
  z.strictObject({ kind: z.literal('speed-up'), sendId: idText, gas: gasChoice }),
  /** Nothing to oneself under the same number. */
  z.strictObject({ kind: z.literal('cancel'), sendId: idText, gas: gasChoice }),
]);

/** Why a contract refuses. Texts are a stranger's: quoted, never believed. */
export const revertReason = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), text: plainText(300) }),
  z.strictObject({ kind: z.literal('panic'), code: z.int().min(0) }),
  z.strictObject({ kind: z.literal('custom'), hex: z.string().max(300) }),
  z.strictObject({ kind: z.literal('declined') }),
  z.strictObject({ kind: z.literal('none') }),
]);

const presetOffer = z.strictObject({ price: gasPrice, fee: positiveUnitsText });

/** What the network asks for now, for this draft. */
export const gasOffer = z.strictObject({
  presets: z.strictObject({ economy: presetOffer, normal: presetOffer, fast: presetOffer }),
  /** What the next block asks for at least; null on chains without such a price. */
  basePerGas: positiveUnitsText.nullable(),
  gasLimit: positiveUnitsText,
  /** `assumed`: the draft is not complete enough to be estimated. */
  gasLimitSource: z.enum(['estimated', 'assumed']),
  /** A rollup's share of its base chain, in `fee` and no bytes: an estimate. Zero elsewhere. */
  extraFee: positiveUnitsText,
});

export const accountValidation = z.strictObject({
  errors: z.array(issue).max(50),
  warnings: z.array(issue).max(50),
  /** The most it may cost, `extraFee` included, in the chain's coin. */
  fee: positiveUnitsText.nullable(),
  amount: positiveUnitsText.nullable(),
  /** With the fee when the chain's coin is sent, without it when a token is: `isFeeApart`. */
  total: positiveUnitsText.nullable(),
  isFeeApart: z.boolean(),
  /** With `send.would-fail`. */
  revert: revertReason.nullable(),
  offer: gasOffer.nullable(),
  nonce: z.strictObject({ mined: nonce, next: nonce }).nullable(),
  /** Of the sender; null while unknown. */
  coinBalance: positiveUnitsText.nullable(),
  /** Is there code at the recipient or spender? */
  isContract: z.boolean().nullable(),
  provenance: provenance.nullable(),
});

/** The three things this wallet does there. Whatever else bytes may do, nobody can state it. */
export const accountAction = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('transfer'),
    asset: assetText,
    recipient: addressText,
    amount: positiveUnitsText,
  }),
  z.strictObject({
    kind: z.literal('allowance'),
    asset: assetText,
    spender: addressText,
    amount: positiveUnitsText,
    unlimited: z.literal(false),
  }),
  z.strictObject({ kind: z.literal('nothing'), recipient: addressText }),
]);

/** What the person is shown in the app window and the signer compares the bytes with (T-06). */
export const statedAccountPayment = z.strictObject({
  kind: z.literal('account-payment'),
  chain: chainId,
  from: addressText,
  action: accountAction,
  fee: positiveUnitsText,
  extraFee: positiveUnitsText,
  nonce,
  replaces: txidText.nullable(),
});

export const preparedAccountSend = z.strictObject({
  draftId: requestIdText,
  stated: statedAccountPayment,
  price: gasPrice,
  gasLimit: positiveUnitsText,
  signedSize: z.int().min(1),
  validUntilMs: timeMs,
});

/** What the backend says a token that is in nobody's table is called: a claim until the signer has pinned it. */
export const tokenClaim = z.strictObject({ symbol: plainText(12), decimals });

export const unsignedAccount = z.strictObject({
  kind: z.literal('account'),
  chain: chainId,
  bytes: hexText(MAX_BYTES_HEX),
  path: pathText,
  token: tokenClaim.nullable(),
});

/** Numbers of the account's sender on one chain, and what waits under them. */
export const nonceView = z.strictObject({
  chain: chainId,
  address: addressText,
  /** The next number the chain takes. */
  mined: nonce,
  /** The first that nothing waits under. */
  next: nonce,
  waiting: z.array(z.strictObject({ nonce, sendId: idText.nullable(), createdAtMs: timeMs.nullable() })).max(64),
  /** The first one has waited for long: it holds up all after it. */
  isStuck: z.boolean(),
  provenance,
});

export const acceptedToken = z.strictObject({
  chain: chainId,
  contract: addressText,
  symbol: plainText(12),
  name: plainText(64),
  decimals,
  acceptedAtMs: timeMs,
});

export const tokenFinding = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('token'),
    chain: chainId,
    contract: addressText,
    symbol: plainText(12),
    name: plainText(64),
    decimals,
    warnings: z.array(z.enum(['imitates', 'link', 'foreign-letters'])).max(3),
    isAccepted: z.boolean(),
    provenance,
  }),
  z.strictObject({
    kind: z.literal('refused'),
    chain: chainId,
    contract: addressText,
    /** known: it is in the wallet's own table · decimals, text: says what no token may say. */
    reason: z.enum(['known', 'no-token', 'decimals', 'text']),
    provenance,
  }),
]);

/** A permission still open. Tokens nobody has accepted have no name here. */
export const allowanceItem = z.strictObject({
  chain: chainId,
  asset: assetText,
  standing: z.enum(['flux', 'accepted', 'unknown']),
  symbol: plainText(12).nullable(),
  decimals: decimals.nullable(),
  owner: addressText,
  spender: addressText,
  amount: positiveUnitsText,
  unlimited: z.boolean(),
});

export const cursorText = z.string().regex(/^[\w:.-]{1,100}$/);

export const allowancesPage = z.strictObject({
  items: z.array(allowanceItem).max(1_000),
  /** Pass to go on further back; null at the end. */
  next: cursorText.nullable(),
  /** Blocks above this height are looked through; -1: all. */
  completeAbove: z.int().min(-1),
  provenance,
});
