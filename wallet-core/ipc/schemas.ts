/**
 * Shapes that cross process borders. Plain JSON only: amounts are decimal strings of smallest units, byte strings are
 * lower-case hex, times are milliseconds. Every text, list and number is bounded (E-19).
 */
import { chainIds, isImportedPath } from '../chain-contract/index.ts';
import { maxOutputs, recordBytes } from '../d2fa/candidates.ts';
import { errorCodes } from '../errors/index.ts';
import { type DerivationPath, findTextFlaw } from '../primitives/index.ts';
import { z } from '../primitives/zod.ts';

const MAX_TRANSACTION_HEX = 2 * 2_000_000;
const MAX_INPUTS = 20_000;
/** Own scripts are of 23 or 25 bytes; with room for forms to come. */
const MAX_OWN_SCRIPT_HEX = 600;

/** One form per amount: no leading zeros, no minus zero. */
export const unitsText = z.string().regex(/^(?:0|-?[1-9]\d{0,77})$/);
export const positiveUnitsText = z.string().regex(/^(?:0|[1-9]\d{0,77})$/);
export const timeMs = z.int().min(0).max(8.64e15);
export const height = z.int().min(0).max(499_999_999);
/** Chains with Ethereum's transactions write it with `0x`. */
export const txidText = z.string().regex(/^(?:0x)?[0-9a-f]{64}$/);
/** Visible ASCII: what stands for an address on screen hides and turns nothing. */
export const addressText = z.string().regex(/^[!-~]{1,128}$/);
export const pathText = z.string().regex(/^m(?:\/\d{1,10}'?){1,6}$/);
export const hostText = z.string().min(1).max(255);
export const outpointText = z.string().regex(/^[0-9a-f]{64}:\d{1,10}$/);
export const chainId = z.enum(chainIds);
export const accountIdText = z.string().regex(/^[0-9a-f]{16}$/);
export const requestIdText = z.string().regex(/^[0-9a-f]{32}$/);
export const idText = z.string().regex(/^[0-9a-z-]{1,64}$/);

/** Text for people: no control characters but line feed; bidi and zero-width are refused where names are entered (T-01). */
export const plainText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f]*$/);

export const hexText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^(?:[0-9a-f]{2})*$/);

const facts = z
  .record(z.string().max(64), z.union([z.string().max(300), z.number(), z.boolean()]))
  .refine((data) => Object.keys(data).length <= 20);

export const wireError = z.strictObject({ code: z.enum(errorCodes), data: facts });

const issueCode = z.string().regex(/^[a-z]+\.[a-z0-9-]{1,48}$/);

export const issue = z.strictObject({
  code: issueCode,
  field: z.enum(['recipient', 'amount', 'message', 'fee', 'inputs', 'general']),
  data: facts,
});

/** Where a number comes from and how old it is. */
export const provenance = z.strictObject({ source: hostText, height, atMs: timeMs });

const fingerprintWord = z.string().regex(/^[a-z]{3,8}$/);
export const fingerprintWords = z.tuple([fingerprintWord, fingerprintWord, fingerprintWord]);

export const accountKind = z.enum(['password', 'imported', 'watch']);

export const knownAccount = z.strictObject({
  accountId: accountIdText,
  kind: accountKind,
  /** Stands in the band of the signer's every screen: nothing hidden in it (T-01). */
  label: plainText(64).refine((text) => findTextFlaw(text) === undefined),
  /** Normalised user name; `null` for imported and watch-only accounts or when the person keeps it off this device. */
  username: z
    .string()
    .regex(/^[a-z0-9._+@-]{3,64}$/)
    .nullable(),
  fingerprint: fingerprintWords.nullable(),
  createdAtMs: timeMs,
  lastOpenedAtMs: timeMs.nullable(),
});

/** The name of a key that was imported by itself (`importedPath`). */
export const importedPathText = z.custom<DerivationPath>((path) => typeof path === 'string' && isImportedPath(path));

const addressRoles = ['receive', 'change', 'watched', 'imported'] as const;

/** Public by its prefix: a private key does not fit through. */
const xpubText = z.string().regex(/^xpub[1-9A-HJ-NP-Za-km-z]{100,112}$/);

export const accountPublicKeys = z.strictObject({
  flux: xpubText.nullable(),
  bitcoin: xpubText.nullable(),
  fluxId: addressText.nullable(),
  /** One for the five EVM chains; absent where the account has none. */
  evm: xpubText.nullable().optional(),
  /** `path`: the place of an imported key; absent where there is none. */
  watched: z
    .array(z.strictObject({ chain: chainId, address: addressText, path: importedPathText.optional() }))
    .max(100),
});

export const addressRef = z.strictObject({
  address: addressText,
  role: z.enum(addressRoles),
  index: z.int().min(0).max(0x7fffffff),
  path: pathText.nullable(),
});

export const balance = z.strictObject({
  spendable: positiveUnitsText,
  incoming: positiveUnitsText,
  immature: positiveUnitsText,
  collateral: positiveUnitsText,
  frozen: positiveUnitsText,
});

/**
 * One asset on one chain: its coin, FLUX, tokens the person has accepted (`asset` is the contract). `balance` null: never
 * known. A failure keeps the last balance beside its error.
 */
export const portfolioPlace = z.strictObject({
  chain: chainId,
  asset: z.string().max(128),
  symbol: z.string().max(12),
  decimals: z.int().min(0).max(36),
  balance: balance.nullable(),
  provenance: provenance.nullable(),
  error: wireError.nullable(),
  refreshing: z.boolean(),
});

export const portfolioView = z.strictObject({ places: z.array(portfolioPlace).max(512) });

export const chainSync = z.strictObject({
  chain: chainId,
  /** never: nothing known yet · ok · stale: older than it should be · failed: the last attempt failed. */
  state: z.enum(['never', 'ok', 'stale', 'failed']),
  provenance: provenance.nullable(),
  tipTimeMs: timeMs.nullable(),
  error: wireError.nullable(),
  refreshing: z.boolean(),
  lastAttemptMs: timeMs.nullable(),
});

export const syncView = z.strictObject({ chains: z.array(chainSync).max(16) });

export const txStatus = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('unknown') }),
  z.strictObject({ kind: z.literal('pending') }),
  z.strictObject({ kind: z.literal('confirmed'), confirmations: z.int().min(1), height, timeMs }),
  z.strictObject({ kind: z.literal('final'), confirmations: z.int().min(1), height, timeMs }),
  z.strictObject({ kind: z.literal('failed') }),
  z.strictObject({ kind: z.literal('expired') }),
  z.strictObject({ kind: z.literal('replaced') }),
]);

export const counterparty = z.strictObject({ address: addressText, amount: positiveUnitsText });

/**
 * allowance, contract (a call without words for it) and failed (mined, undone, the fee is spent): chains with accounts.
 */
export const activityKind = z.enum([
  'received',
  'sent',
  'self',
  'mined',
  'node-start',
  'node-confirm',
  'allowance',
  'contract',
  'failed',
]);

/** On chains with accounts a transaction may make several: `txid`, `asset` and `position` together name one. */
export const activityItem = z.strictObject({
  chain: chainId,
  txid: txidText,
  kind: activityKind,
  asset: z.string().max(128),
  /** Position in the block's log; -1 for a chain's own coin. */
  position: z.int().min(-1),
  /** Empty, with 0 decimals, for a token nobody has accepted. The fee is always in the chain's coin. */
  symbol: z.string().max(12),
  decimals: z.int().min(0).max(36),
  net: unitsText,
  fee: positiveUnitsText.nullable(),
  counterparties: z.array(counterparty).max(20),
  own: z.array(addressText).max(100),
  message: plainText(320).nullable(),
  status: txStatus,
  timeMs,
  expiryHeight: height.nullable(),
  label: plainText(200).nullable(),
  /** T-03: dust or zero value not signed by us; folded, never offered as a recipient. */
  suspicious: z.boolean(),
});

export const activityFilter = z.strictObject({
  search: plainText(200),
  kinds: z.array(activityKind).max(9),
  /** Absent or empty: all. */
  chains: z.array(chainId).max(16).optional(),
  includeSuspicious: z.boolean(),
});

/**
 * A payment in the journal. signed: bytes on disk, network not told · unsure: told, no answer (asked again until known)
 * · pending → confirmed → final, or expired (its outputs are spendable again), refused (the network said no), replaced,
 * failed (mined and undone by the chain: the fee is spent, nothing else has moved).
 */
export const sendState = z.enum([
  'signed',
  'unsure',
  'pending',
  'confirmed',
  'final',
  'expired',
  'refused',
  'replaced',
  'failed',
]);

/** Prices of a unit of gas. `tipPerGas` null: one price without parts. */
export const gasPrice = z.strictObject({ maxPerGas: positiveUnitsText, tipPerGas: positiveUnitsText.nullable() });

/** What a payment on a chain with accounts has beside the fields of every payment. */
export const accountSend = z.strictObject({
  from: addressText,
  asset: z.string().max(128),
  action: z.enum(['transfer', 'allowance', 'cancel']),
  nonce: z.int().min(0),
  price: gasPrice,
  gasLimit: positiveUnitsText,
  extraFee: positiveUnitsText,
  replaces: txidText.nullable(),
  /** The payment that stands in its place now. */
  replacedBy: idText.nullable(),
  /** It waits under a number that is still free: may be sped up or cancelled. */
  canReplace: z.boolean(),
});

export const sendEntry = z.strictObject({
  sendId: idText,
  chain: chainId,
  txid: txidText,
  state: sendState,
  recipients: z.array(counterparty).min(1).max(100),
  fee: positiveUnitsText,
  message: plainText(320).nullable(),
  symbol: z.string().max(12),
  decimals: z.int().min(0).max(36),
  createdAtMs: timeMs,
  updatedAtMs: timeMs,
  expiryHeight: height.nullable(),
  confirmations: z.int().min(0),
  error: wireError.nullable(),
  /** Hex of the OP_RETURN where it is data instead of a message: a change of the second factor. */
  data: hexText(160).optional(),
  /** On chains with accounts. `recipients` is the one recipient, or spender; `fee` is the most it may cost. */
  account: accountSend.optional(),
});

/** Every open payment, and the latest of those that ended. */
export const sendsView = z.strictObject({ entries: z.array(sendEntry).max(1_050) });

export const coin = z.strictObject({
  outpoint: outpointText,
  value: positiveUnitsText,
  address: addressText,
  role: z.enum(addressRoles),
  confirmations: z.int().min(0),
  height: height.nullable(),
  coinbase: z.boolean(),
  state: z.enum(['spendable', 'own-change', 'incoming', 'immature', 'collateral', 'frozen']),
  label: plainText(200).nullable(),
});

export const coinsView = z.strictObject({
  chain: chainId,
  coins: z.array(coin).max(100_000),
  provenance: provenance.nullable(),
});

const recipientDraft = z.strictObject({
  address: z.string().max(200),
  amount: z.union([positiveUnitsText, z.literal('max')]),
});

/** A draft as typed: addresses may be unfinished. */
export const paymentDraft = z.strictObject({
  kind: z.literal('payment'),
  chain: chainId,
  asset: z.string().max(128),
  recipients: z.array(recipientDraft).min(1).max(100),
  message: z.string().max(1_000).nullable(),
  feePerByte: positiveUnitsText,
  inputs: z.array(outpointText).max(MAX_INPUTS).nullable(),
  unlockedCollateral: z.array(outpointText).max(100),
});

export const validation = z.strictObject({
  errors: z.array(issue).max(50),
  warnings: z.array(issue).max(50),
  fee: positiveUnitsText.nullable(),
  amount: positiveUnitsText.nullable(),
  total: positiveUnitsText.nullable(),
  /** Age of the outputs it was computed from; `null` when there are none yet. */
  provenance: provenance.nullable(),
});

/** What the person is shown in the app window and the signer compares the bytes with (T-06). */
export const statedPayment = z.strictObject({
  kind: z.literal('payment'),
  chain: chainId,
  asset: z.string().max(128),
  recipients: z.array(counterparty).min(1).max(100),
  message: plainText(320).nullable(),
  fee: positiveUnitsText,
});

/** The same for a payment that carries data: no text, and the app window can neither ask for nor state one. */
export const statedData = statedPayment.extend({ message: z.null(), data: hexText(160) });

/** 80 bytes that may be a record of the second factor. */
export const recordText = hexText(2 * recordBytes).length(2 * recordBytes);

/** What one server says about the anchors; `d2faReading` of `wallet-core/d2fa` turns it into its own form. */
export const d2faReading = z.strictObject({
  source: hostText,
  tipHeight: height,
  atMs: timeMs,
  complete: z.boolean(),
  outputs: z
    .array(z.strictObject({ txid: txidText, firstInput: outpointText, data: recordText, height: height.nullable() }))
    .max(maxOutputs),
});

export const preparedSend = z.strictObject({
  draftId: requestIdText,
  stated: statedPayment,
  change: positiveUnitsText,
  inputCount: z.int().min(1).max(MAX_INPUTS),
  signedSize: z.int().min(1),
  expiryHeight: height.nullable(),
  /** Not to be signed after this: prices of blocks move, balances change. */
  validUntilMs: timeMs,
});

export const unsignedTransaction = z.strictObject({
  chain: chainId,
  bytes: hexText(MAX_TRANSACTION_HEX),
  inputs: z
    .array(z.strictObject({ value: positiveUnitsText, scriptPubKey: hexText(MAX_OWN_SCRIPT_HEX), path: pathText }))
    .max(MAX_INPUTS),
  change: z.array(z.strictObject({ vout: z.int().min(0).max(0xffffffff), path: pathText })).max(100),
});

/** `json-rpc`: a node of an EVM chain. `etherscan`, `blockscout`: services that know the history of an address there. */
export const serverEntry = z.strictObject({
  kind: z.enum(['insight', 'blockbook', 'json-rpc', 'etherscan', 'blockscout']),
  url: z.string().max(300),
  /** Of the person's own account with the service. */
  apiKey: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
});

const serverList = z.array(serverEntry).max(20);

export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['en']),
  autoLockMinutes: z.int().min(1).max(120),
  hideAmounts: z.boolean(),
  followWhileLocked: z.boolean(),
  notifications: z.boolean(),
  /** What closing the app window does; absent or `system`: locks on macOS, where apps go on without windows, else quits. */
  closing: z.enum(['system', 'quit', 'lock']).optional(),
  /** Address of the Fusion service; absent: the public one. */
  fusion: z.string().max(300).optional(),
  /** Values in money beside amounts: whether, and in which currency (ISO 4217); absent: in US dollars. */
  prices: z.strictObject({ shown: z.boolean(), currency: z.string().regex(/^[A-Z]{3}$/) }).optional(),
  /** FluxOS gateways that the lists of nodes come from; absent or empty: the standard ones. */
  nodeServers: z.array(z.string().max(300)).max(10).optional(),
  /** Of the other chains: absent where the wallet does not offer the chain, empty for the standard ones. */
  servers: z.strictObject({
    flux: serverList,
    ethereum: serverList.optional(),
    bsc: serverList.optional(),
    polygon: serverList.optional(),
    avalanche: serverList.optional(),
    base: serverList.optional(),
  }),
});

export const bootInfo = z.strictObject({
  version: z.string().max(40),
  /** What the windows run on, for instance `Electron 45.2.3`; the stand-in names itself here. */
  engine: z.string().max(80),
  standIn: z.boolean(),
  demo: z.boolean(),
  platform: z.enum(['linux', 'darwin', 'win32']),
});

export const linkProposal = z.strictObject({
  kind: z.literal('pay'),
  chain: chainId,
  asset: z.string().max(128),
  address: addressText,
  amount: positiveUnitsText.nullable(),
  message: plainText(320).nullable(),
  label: plainText(200).nullable(),
  /** Other chains on which the same text is an address: the person says which is meant. */
  alsoOn: z.array(chainId).max(16).optional(),
});

export const receiveView = z.strictObject({
  chain: chainId,
  current: addressRef,
  /** Earlier receive addresses of the account, newest first. */
  previous: z.array(addressRef.extend({ used: z.boolean() })).max(1_000),
  /** Other chains of the account with the very same address. */
  sharedWith: z.array(chainId).max(16).optional(),
});

export const previewAddress = z.strictObject({
  chain: chainId,
  address: addressText,
  path: pathText.nullable(),
  used: z.boolean(),
});

/** What a new sign-in would find, before anything is stored. `total` null: not known (servers did not answer). */
export const accountPreview = z.strictObject({
  addresses: z.array(previewAddress).max(20),
  total: positiveUnitsText.nullable(),
  usedCount: z.int().min(0).nullable(),
  provenance: provenance.nullable(),
  error: wireError.nullable(),
});
