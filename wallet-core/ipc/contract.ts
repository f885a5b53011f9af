/**
 * Every channel between the four places: who may call it, who answers, what crosses, in both directions.
 * Adding one: a line here, a handler, a bad-sender test and a bad-payload test (generated from this table, E-22).
 *
 * app → main, signer → main: `ipcRenderer.invoke`, checked by the router (E-18). main → backend: the utility process's
 * port. app → backend: a MessagePort that main hands out once. Replies are `{ok:true,value} | {ok:false,error}`.
 */
import { z } from '../primitives/zod.ts';
import {
  acceptedToken,
  accountDraft,
  accountValidation,
  allowancesPage,
  cursorText,
  nonceView,
  preparedAccountSend,
  statedAccountPayment,
  tokenFinding,
  unsignedAccount,
} from './account-schemas.ts';
import { type Channel, channel, type EventChannel, event, nothing, type Party } from './channel.ts';
import { d2faView } from './d2fa-view.ts';
import { fluxIdChannels, fluxIdEvents, identityDecision } from './flux-id-channels.ts';
import { identityProposal } from './flux-id-schemas.ts';
import { claimsDecision, fusionChannels, fusionEvents } from './fusion-channels.ts';
import { nodeChannels, nodeEvents, startsDecision } from './node-channels.ts';
import { priceChannels, priceEvents } from './price-channels.ts';
import {
  accountIdText,
  accountPreview,
  accountPublicKeys,
  activityFilter,
  activityItem,
  addressText,
  bootInfo,
  chainId,
  coinsView,
  d2faReading,
  hexText,
  idText,
  knownAccount,
  linkProposal,
  outpointText,
  paymentDraft,
  plainText,
  portfolioView,
  positiveUnitsText,
  preparedSend,
  provenance,
  receiveView,
  recordText,
  requestIdText,
  sendEntry,
  sendsView,
  serverEntry,
  settings,
  statedData,
  statedPayment,
  syncView,
  timeMs,
  txidText,
  unsignedTransaction,
  validation,
  wireError,
} from './schemas.ts';

export { type Channel, type EventChannel, type Party, parties } from './channel.ts';

export const CONTRACT_VERSION = 1;

const session = z.strictObject({
  account: knownAccount,
  publicKeys: accountPublicKeys,
  /** vaultKey of account-v1: opens the local profile rows, signs nothing. `null`: a watch-only profile, readable on disk. */
  storageKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /**
   * Opens backup files of the account and nothing else (`deriveBackupKey`). Needed where the storage key is of one device
   * only (imported words); absent or `null`: a password account's follows from its storage key, others have no backup.
   */
  backupKey: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable()
    .optional(),
  /** Keep it in the list of this device. */
  remember: z.boolean(),
});

/** Money to send, or something for the Flux ID. */
const anyProposal = z.union([linkProposal, identityProposal]);

/** Data, never something that a double click would run. */
const exportName = z.string().regex(/^\w[\w-]{0,74}\.(?:csv|json|txt)$/);

/**
 * What the signer keeps at the backend, by account. All but `watched` are sealed or authenticated with keys that stay in
 * the signer; `watched` is the address or xpub of a watch-only account, readable, and the account's id is its hash.
 */
const blobName = z.enum([
  'policy',
  'recipients',
  'reach',
  'sealed-seed',
  'checkup',
  'watched',
  'quick-unlock',
  'd2fa',
  'd2fa-attempts',
  'tokens',
  'keys',
]);

/** What the signer is asked to compare with, and the bytes: on chains of outputs, on chains with accounts. */
const statedSpending = z.discriminatedUnion('kind', [statedPayment, statedAccountPayment]);
const unsignedBytes = z.union([unsignedTransaction, unsignedAccount]);

/** As typed: may be unfinished. */
const contractDraft = z.string().max(200);

/** Screens of the signer that the app window may ask for. */
const signerScreen = z.enum([
  'add-account',
  'export',
  'check-up',
  'quick-unlock',
  'second-factor',
  'sheet',
  'keys',
  'remove',
  'import-nodes',
]);

const d2faRecords = {
  /** Anchor addresses of the sequences 1, 2, 3 … in this order, as far as the signer has derived them. */
  request: z.strictObject({ accountId: accountIdText, anchors: z.array(addressText).min(1).max(1_024) }),
  reply: z.strictObject({
    /** The latest of each server that answered; none when nobody did. */
    readings: z.array(d2faReading).max(8),
    /**
     * Do they say the same, at their lowest tip? `unknown`: fewer than two answered in full, so nothing could be compared.
     * For a notice only: what holds is judged by the signer, from the readings.
     */
    agreement: z.enum(['agree', 'disagree', 'unknown']),
    /** Ask again with this many anchors if it is more than were given: until then no reading is complete. */
    anchorsWanted: z.int().min(0).max(1_024),
  }),
} as const;

const d2faPlan = {
  request: z.strictObject({ accountId: accountIdText, anchor: addressText, feePerByte: positiveUnitsText }),
  /** Inputs and fee are chosen; `firstInput` is what the record has to be bound to. Nothing is reserved. */
  reply: z.strictObject({
    planId: requestIdText,
    firstInput: outpointText,
    fee: positiveUnitsText,
    inputCount: z.int().min(1).max(20_000),
    validUntilMs: timeMs,
  }),
} as const;

const d2faPrepare = {
  request: z.strictObject({ accountId: accountIdText, planId: requestIdText, payload: recordText }),
  reply: z.strictObject({
    draftId: requestIdText,
    stated: statedData,
    unsigned: unsignedTransaction,
    validUntilMs: timeMs,
  }),
} as const;

const sweepPrepare = {
  /** Addresses of the key, at most one of each form; the key stays in the signer. */
  request: z.strictObject({
    accountId: accountIdText,
    addresses: z.array(addressText).min(1).max(2),
    feePerByte: positiveUnitsText,
  }),
  reply: z.strictObject({
    /** None: nothing is there. Each pays all its inputs to one address of the account. */
    batches: z
      .array(z.strictObject({ draftId: requestIdText, unsigned: unsignedTransaction, validUntilMs: timeMs }))
      .max(10),
    /** Among the outputs of the batches: with the exact value of a node's collateral. */
    collateralCount: z.int().min(0),
    /** Outputs that cannot be moved yet: unconfirmed or freshly mined. */
    notReady: z.int().min(0),
    /** Outputs that are swept by asking again. */
    leftForLater: z.int().min(0),
    provenance,
  }),
} as const;

export const channels = {
  ...nodeChannels,
  ...fluxIdChannels,
  ...fusionChannels,
  ...priceChannels,

  // ── app → main ────────────────────────────────────────────────────────────────────────────────────────────────
  'app.boot': channel(['app', 'signer'], 'main', nothing, bootInfo, { open: true }),
  /** Ask for the MessagePort to the backend; it arrives as a transferred port in the preload, once per window. */
  'app.connect': channel(['app'], 'main', nothing, nothing, { open: true }),
  'session.lock': channel(['app', 'signer'], 'main', nothing, nothing, { open: true }),
  /** The person did something in the signer; of the app window main sees it itself, and its word is not asked (E-27). */
  'session.activity': channel(['signer'], 'main', nothing, nothing, { open: true, perSecond: 5 }),
  /** Show the signer's review of a prepared draft. Answers when the person has decided and the bytes are journalled. */
  'approval.request': channel(
    ['app'],
    'main',
    z.strictObject({ draftId: requestIdText, stated: statedSpending }),
    z.strictObject({ sendId: idText, txid: txidText }),
    { perSecond: 2 },
  ),
  'approval.cancel': channel(['app'], 'main', z.strictObject({ draftId: requestIdText }), nothing),
  'clipboard.write': channel(['app'], 'main', z.strictObject({ text: plainText(4_096) }), nothing),
  /** For the paste guard (E-38) only: does the clipboard still hold what was pasted? Gives no content away. */
  'clipboard.compare': channel(
    ['app'],
    'main',
    z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
    z.strictObject({ same: z.boolean() }),
  ),
  'file.save': channel(
    ['app'],
    'main',
    z.strictObject({ name: exportName, text: z.string().max(50_000_000) }),
    z.strictObject({ saved: z.boolean() }),
    { perSecond: 2 },
  ),
  /** Lets this window use the camera (video only) until `scan.end`, at most two minutes (E-13). */
  'scan.begin': channel(['app'], 'main', nothing, nothing, { perSecond: 2 }),
  'scan.end': channel(['app'], 'main', nothing, nothing),
  /** The link waiting to be looked at, if any; taking it removes it. */
  'link.take': channel(['app'], 'main', nothing, z.strictObject({ link: anyProposal.nullable() })),
  'external.open': channel(
    ['app'],
    'main',
    z.strictObject({
      target: z.enum(['explorer-transaction', 'explorer-address']),
      value: z.string().max(128),
      /** Absent: Flux. */
      chain: chainId.optional(),
    }),
    nothing,
    { perSecond: 2 },
  ),

  /** Bring up the signer window with one of its own screens for the open account. Carries no secret either way. */
  'signer.show': channel(['app'], 'main', z.strictObject({ screen: signerScreen }), nothing, { perSecond: 2 }),
  /** Accounts of this device, and which of them are unlocked in the signer. */
  'accounts.list': channel(
    ['app'],
    'main',
    nothing,
    z.strictObject({ accounts: z.array(z.strictObject({ account: knownAccount, unlocked: z.boolean() })).max(50) }),
  ),
  /** Another account: at once when the signer holds its keys, else the signer asks for its password. Approvals are cancelled. */
  'session.switch': channel(['app'], 'main', z.strictObject({ accountId: accountIdText }), nothing, { perSecond: 2 }),
  'account.rename': channel(
    ['app'],
    'main',
    z.strictObject({ accountId: accountIdText, label: plainText(64) }),
    knownAccount,
  ),
  /** Labels, frozen coins, contacts, journals and settings of the open account as one sealed file, through the save dialog. */
  'backup.save': channel(['app'], 'main', nothing, z.strictObject({ saved: z.boolean() }), { perSecond: 2 }),
  /** The open dialog, then a merge that keeps whatever is newer here. */
  'backup.restore': channel(
    ['app'],
    'main',
    nothing,
    z.strictObject({ restored: z.boolean(), added: z.int().min(0), kept: z.int().min(0) }),
    { perSecond: 2 },
  ),

  /** How the second factor of the open account stands, by the signer's word; `null` while it has not looked yet. */
  'd2fa.view': channel(['app'], 'main', nothing, z.strictObject({ view: d2faView.nullable() })),
  /** Lets the signer ask the servers again; `d2fa.changed` follows. */
  'd2fa.look': channel(['app'], 'main', nothing, nothing, { perSecond: 2 }),

  // ── signer → main ─────────────────────────────────────────────────────────────────────────────────────────────
  'signer.ready': channel(
    ['signer'],
    'main',
    nothing,
    z.strictObject({ accounts: z.array(knownAccount).max(50), settings }),
    { open: true },
  ),
  /** How long to wait before the next attempt for this name (E-21); 0 = now. */
  'unlock.gate': channel(
    ['signer'],
    'main',
    z.strictObject({ username: z.string().max(64) }),
    z.strictObject({ waitMs: z.int().min(0), failures: z.int().min(0) }),
    { open: true },
  ),
  'unlock.failed': channel(
    ['signer'],
    'main',
    z.strictObject({ username: z.string().max(64) }),
    z.strictObject({ waitMs: z.int().min(0), failures: z.int().min(0) }),
    { open: true },
  ),
  /** First addresses and balances of keys not on this device yet; stores nothing. */
  'account.preview': channel(['signer'], 'main', z.strictObject({ publicKeys: accountPublicKeys }), accountPreview, {
    open: true,
    perSecond: 2,
  }),
  /** Credentials are proven: open the profile, show the app window. */
  'session.open': channel(['signer'], 'main', session, nothing, { open: true, secret: true, perSecond: 2 }),
  /** Remove an account from this device's list together with its local rows. */
  'account.forget': channel(['signer'], 'main', z.strictObject({ accountId: accountIdText }), nothing, { open: true }),
  'blob.read': channel(
    ['signer'],
    'main',
    z.strictObject({ accountId: accountIdText, name: blobName }),
    z.strictObject({ blob: hexText(200_000).nullable() }),
    { open: true, secret: true },
  ),
  'blob.write': channel(
    ['signer'],
    'main',
    z.strictObject({ accountId: accountIdText, name: blobName, blob: hexText(200_000) }),
    nothing,
    { open: true, secret: true },
  ),
  /** The person's decision about one approval, by id. Approved carries the signed bytes. */
  'approval.decide': channel(
    ['signer'],
    'main',
    z.strictObject({
      requestId: requestIdText,
      decision: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('approved'), signed: hexText(4_000_000), txid: txidText }),
        startsDecision,
        identityDecision,
        claimsDecision,
        z.strictObject({ kind: z.literal('rejected') }),
        z.strictObject({ kind: z.literal('refused'), error: wireError }),
      ]),
    }),
    nothing,
    { secret: true },
  ),
  /** Accounts whose keys this signer session holds, after each change; main shows them as unlocked and asks for no password. */
  'session.unlocked': channel(
    ['signer'],
    'main',
    z.strictObject({ accountIds: z.array(accountIdText).max(50) }),
    nothing,
    { open: true },
  ),
  /** A secret on the clipboard (E-37): cleared after 45 s if still there, and on lock and quit. */
  'clipboard.secret': channel(['signer'], 'main', z.strictObject({ text: plainText(4_096) }), nothing, {
    open: true,
    secret: true,
    perSecond: 2,
  }),
  /** The sheet on screen as a PDF, through the save dialog. */
  'sheet.save-pdf': channel(['signer'], 'main', nothing, z.strictObject({ saved: z.boolean() }), {
    open: true,
    perSecond: 1,
  }),
  /** Can the operating system keep a secret for this app (E-34)? `plain` and `unknown` count as no. */
  'system-store.status': channel(
    ['signer'],
    'main',
    nothing,
    z.strictObject({ available: z.boolean(), kind: z.string().max(40) }),
    { open: true },
  ),
  'system-store.seal': channel(
    ['signer'],
    'main',
    z.strictObject({ content: hexText(8_192) }),
    z.strictObject({ sealed: hexText(32_768) }),
    { open: true, secret: true, perSecond: 2 },
  ),
  'system-store.open': channel(
    ['signer'],
    'main',
    z.strictObject({ sealed: hexText(32_768) }),
    z.strictObject({ content: hexText(8_192) }),
    { open: true, secret: true, perSecond: 2 },
  ),
  /** Deletes everything this app keeps on this device and restarts it empty. The coins are not touched. */
  'device.wipe': channel(['signer'], 'main', nothing, nothing, { open: true, perSecond: 1 }),
  /**
   * The second factor on the chain (decision 0004), for the open account; another's is refused with `session.locked`.
   * Candidate records as several servers give them: foreign spam is among them, only the signer can tell.
   */
  'd2fa.records': channel(['signer'], 'main', d2faRecords.request, d2faRecords.reply, { perSecond: 2 }),
  /** A payment of 546 sat to the anchor with room for a record: which coins, what fee. */
  'd2fa.plan': channel(['signer'], 'main', d2faPlan.request, d2faPlan.reply, { perSecond: 2 }),
  /** The bytes of a planned one, with the record in an OP_RETURN, last. The signer compares and shows them itself. */
  'd2fa.prepare': channel(['signer'], 'main', d2faPrepare.request, d2faPrepare.reply, { perSecond: 2 }),
  /** Signed after the person's click in the signer. Answers when it is journalled; then it is followed like any payment. */
  'd2fa.commit': channel(
    ['signer'],
    'main',
    z.strictObject({
      accountId: accountIdText,
      draftId: requestIdText,
      signed: hexText(4_000_000),
      txid: txidText,
    }),
    z.strictObject({ sendId: idText, txid: txidText }),
    { secret: true, perSecond: 2 },
  ),
  /** For a private key typed into the signer: what its addresses hold, as payments to the open account. */
  'sweep.prepare': channel(['signer'], 'main', sweepPrepare.request, sweepPrepare.reply, { perSecond: 2 }),
  /** Signed with that key after the person's click in the signer. Answers when it is journalled. */
  'sweep.commit': channel(
    ['signer'],
    'main',
    z.strictObject({
      accountId: accountIdText,
      draftId: requestIdText,
      signed: hexText(4_000_000),
      txid: txidText,
    }),
    z.strictObject({ sendId: idText, txid: txidText }),
    { secret: true, perSecond: 5 },
  ),
  /** How the second factor of the open account stands, after each reading; kept by main for the app window to show. */
  'd2fa.report': channel(['signer'], 'main', z.strictObject({ accountId: accountIdText, view: d2faView }), nothing, {
    perSecond: 5,
  }),
  /** Print the sheet on screen through the system's dialog; the page is the signer's own. */
  'signer.print': channel(['signer'], 'main', nothing, nothing, { open: true, perSecond: 1 }),
  'signer.close': channel(['signer'], 'main', nothing, nothing, { open: true }),

  // ── app → backend (over the port) ─────────────────────────────────────────────────────────────────────────────
  /** Current values of all slices; afterwards `state.changed` events keep them fresh. */
  'state.read': channel(
    ['app'],
    'backend',
    nothing,
    z.strictObject({
      version: z.int().min(0),
      account: knownAccount,
      portfolio: portfolioView,
      sync: syncView,
      sends: sendsView,
      settings,
    }),
  ),
  /** All chains, or one of them. */
  'sync.refresh': channel(['app'], 'backend', z.strictObject({ chain: chainId.optional() }), nothing, { perSecond: 2 }),
  'activity.page': channel(
    ['app'],
    'backend',
    z.strictObject({ filter: activityFilter, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.strictObject({
      items: z.array(activityItem).max(500),
      total: z.int().min(0),
      suspiciousCount: z.int().min(0),
      /** False while the servers have not delivered all of it yet: then `total` is a lower bound and is shown so. */
      complete: z.boolean(),
      /** What the sources in use cannot tell at all: shown as not known, never as nothing. */
      notCovered: z
        .array(z.strictObject({ chain: chainId, what: z.enum(['coin', 'other-tokens']) }))
        .max(32)
        .optional(),
    }),
  ),
  'activity.export': channel(
    ['app'],
    'backend',
    z.strictObject({ filter: activityFilter }),
    z.strictObject({ csv: z.string().max(50_000_000), rows: z.int().min(0) }),
    { perSecond: 2 },
  ),
  'label.set': channel(
    ['app'],
    'backend',
    z.strictObject({
      target: z.union([
        z.strictObject({ kind: z.literal('transaction'), txid: txidText, chain: chainId.optional() }),
        z.strictObject({ kind: z.literal('address'), address: addressText, chain: chainId.optional() }),
        z.strictObject({ kind: z.literal('coin'), outpoint: outpointText }),
      ]),
      text: plainText(200),
    }),
    nothing,
  ),
  'receive.read': channel(['app'], 'backend', z.strictObject({ chain: chainId }), receiveView),
  'receive.next': channel(['app'], 'backend', z.strictObject({ chain: chainId }), receiveView),
  'coins.read': channel(['app'], 'backend', z.strictObject({ chain: chainId }), coinsView),
  'coins.freeze': channel(['app'], 'backend', z.strictObject({ outpoint: outpointText, frozen: z.boolean() }), nothing),
  'send.validate': channel(['app'], 'backend', z.strictObject({ draft: paymentDraft }), validation),
  'send.prepare': channel(['app'], 'backend', z.strictObject({ draft: paymentDraft }), preparedSend),
  /** Ask the network again about an open payment now. */
  'send.retry': channel(['app'], 'backend', z.strictObject({ sendId: idText }), sendEntry, { perSecond: 2 }),
  'send.read': channel(['app'], 'backend', z.strictObject({ sendId: idText }), sendEntry),
  // Chains with accounts: Ethereum, BNB Smart Chain, Polygon, Avalanche, Base.
  /** Asks the network for prices, numbers and a rehearsal; answers within seconds or throws `network.*`, `server.*`. */
  'account.validate': channel(['app'], 'backend', z.strictObject({ draft: accountDraft }), accountValidation),
  'account.prepare': channel(['app'], 'backend', z.strictObject({ draft: accountDraft }), preparedAccountSend),
  'account.nonces': channel(['app'], 'backend', z.strictObject({ chain: chainId }), nonceView, { perSecond: 5 }),
  'tokens.read': channel(['app'], 'backend', nothing, z.strictObject({ tokens: z.array(acceptedToken).max(500) })),
  /** What a contract says of itself; throws `chain.bad-address`. */
  'token.look': channel(['app'], 'backend', z.strictObject({ chain: chainId, contract: contractDraft }), tokenFinding, {
    perSecond: 5,
  }),
  /** Pins what the last look has shown; anything else is `input.bad`. */
  'token.accept': channel(['app'], 'backend', acceptedToken.omit({ acceptedAtMs: true }), acceptedToken),
  'token.remove': channel(['app'], 'backend', z.strictObject({ chain: chainId, contract: addressText }), nothing),
  'allowances.read': channel(
    ['app'],
    'backend',
    z.strictObject({ chain: chainId, cursor: cursorText.nullable() }),
    allowancesPage,
    { perSecond: 2 },
  ),
  /** A pasted, scanned or typed payment link or bare address. */
  'link.parse': channel(
    ['app'],
    'backend',
    z.strictObject({ text: z.string().max(4_096) }),
    z.strictObject({ link: anyProposal }),
  ),
  'settings.update': channel(['app'], 'backend', z.strictObject({ settings }), settings),
  'server.test': channel(
    ['app'],
    'backend',
    /** `chain` absent: Flux. */
    z.strictObject({ server: serverEntry, chain: chainId.optional() }),
    /** Services of history name no tip. */
    z.strictObject({
      height: z.int().min(0).nullable(),
      tipTimeMs: timeMs.nullable(),
      elapsedMs: z.int().min(0),
    }),
    { perSecond: 2 },
  ),

  // ── main → backend ────────────────────────────────────────────────────────────────────────────────────────────
  'device.read': channel(
    ['main'],
    'backend',
    nothing,
    z.strictObject({ accounts: z.array(knownAccount).max(50), settings }),
    { open: true },
  ),
  'throttle.read': channel(
    ['main'],
    'backend',
    z.strictObject({ username: z.string().max(64) }),
    z.strictObject({ waitMs: z.int().min(0), failures: z.int().min(0) }),
    { open: true },
  ),
  'throttle.fail': channel(
    ['main'],
    'backend',
    z.strictObject({ username: z.string().max(64) }),
    z.strictObject({ waitMs: z.int().min(0), failures: z.int().min(0) }),
    { open: true },
  ),
  'backend.preview': channel(['main'], 'backend', z.strictObject({ publicKeys: accountPublicKeys }), accountPreview, {
    open: true,
  }),
  'backend.open': channel(['main'], 'backend', session, nothing, { open: true, secret: true }),
  /** Lock: storage key and private state are dropped before the answer. */
  'backend.close': channel(['main'], 'backend', nothing, nothing, { open: true }),
  'backend.forget': channel(['main'], 'backend', z.strictObject({ accountId: accountIdText }), nothing, { open: true }),
  'backend.blob-read': channel(
    ['main'],
    'backend',
    z.strictObject({ accountId: accountIdText, name: blobName }),
    z.strictObject({ blob: hexText(200_000).nullable() }),
    { open: true, secret: true },
  ),
  'backend.blob-write': channel(
    ['main'],
    'backend',
    z.strictObject({ accountId: accountIdText, name: blobName, blob: hexText(200_000) }),
    nothing,
    { open: true, secret: true },
  ),
  /** The bytes of a prepared draft, for the signer. */
  'draft.take': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText }),
    z.strictObject({ accountId: accountIdText, unsigned: unsignedBytes, validUntilMs: timeMs }),
  ),
  /** Signed: journalled and fsynced before the network is told; answers when it is journalled, not when it is mined. */
  'draft.commit': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText, signed: hexText(4_000_000), txid: txidText }),
    z.strictObject({ sendId: idText, txid: txidText }),
    { secret: true },
  ),
  'draft.drop': channel(['main'], 'backend', z.strictObject({ draftId: requestIdText }), nothing),
  'backend.rename': channel(
    ['main'],
    'backend',
    z.strictObject({ accountId: accountIdText, label: plainText(64) }),
    knownAccount,
    { open: true },
  ),
  'backup.make': channel(['main'], 'backend', nothing, z.strictObject({ file: hexText(40_000_000) }), { secret: true }),
  'backup.apply': channel(
    ['main'],
    'backend',
    z.strictObject({ file: hexText(40_000_000) }),
    z.strictObject({ added: z.int().min(0), kept: z.int().min(0) }),
    { secret: true },
  ),
  /** Closes the account and the store and removes every file of it; afterwards this process answers nothing but `stop`. */
  'backend.wipe': channel(['main'], 'backend', nothing, nothing, { open: true }),
  'backend.d2fa-records': channel(['main'], 'backend', d2faRecords.request, d2faRecords.reply),
  'backend.d2fa-plan': channel(['main'], 'backend', d2faPlan.request, d2faPlan.reply),
  'backend.d2fa-prepare': channel(['main'], 'backend', d2faPrepare.request, d2faPrepare.reply),
  'backend.sweep-prepare': channel(['main'], 'backend', sweepPrepare.request, sweepPrepare.reply),
  /** A link the operating system handed over, judged by the backend (it has the address codecs). */
  'backend.parse-link': channel(
    ['main'],
    'backend',
    z.strictObject({ text: z.string().max(4_096) }),
    z.strictObject({ link: anyProposal }),
    { open: true },
  ),
} as const satisfies Record<string, Channel>;

export type ChannelName = keyof typeof channels;
export type RequestOf<Name extends ChannelName> = z.infer<(typeof channels)[Name]['request']>;
export type ReplyOf<Name extends ChannelName> = z.infer<(typeof channels)[Name]['reply']>;

export const events = {
  ...nodeEvents,
  ...fluxIdEvents,
  ...fusionEvents,
  ...priceEvents,
  // backend → app (over the port)
  'state.portfolio': event('backend', 'app', z.strictObject({ version: z.int(), portfolio: portfolioView })),
  'state.sync': event('backend', 'app', z.strictObject({ version: z.int(), sync: syncView })),
  'state.sends': event('backend', 'app', z.strictObject({ version: z.int(), sends: sendsView })),
  /** History changed: pages on screen should be read again. */
  'state.activity': event('backend', 'app', z.strictObject({ version: z.int() })),
  'state.coins': event('backend', 'app', z.strictObject({ version: z.int() })),
  'state.settings': event('backend', 'app', z.strictObject({ version: z.int(), settings })),
  // main → app
  'session.locked': event(
    'main',
    'app',
    z.strictObject({
      /** `account-switch`: nothing is locked; another account follows in a page loaded afresh. */
      reason: z.enum(['person', 'idle', 'suspend', 'lock-screen', 'user-switch', 'quit', 'fault', 'account-switch']),
    }),
  ),
  'session.idle-warning': event('main', 'app', z.strictObject({ secondsLeft: z.int().min(0) })),
  'd2fa.changed': event('main', 'app', z.strictObject({ view: d2faView })),
  'link.arrived': event('main', 'app', nothing),
  'backend.gone': event('main', 'app', nothing),
  // main → signer
  'approval.open': event(
    'main',
    'signer',
    z.strictObject({
      requestId: requestIdText,
      accountId: accountIdText,
      stated: statedSpending,
      unsigned: unsignedBytes,
      validUntilMs: timeMs,
    }),
  ),
  'approval.withdraw': event('main', 'signer', z.strictObject({ requestId: requestIdText })),
  'signer.open-screen': event('main', 'signer', z.strictObject({ screen: signerScreen, accountId: accountIdText })),
  /** The person closed the window: leave whatever screen was up and erase what it showed. Not sent after `signer.close`. */
  'signer.screen-closed': event('main', 'signer', nothing),
  /** Make another account the open one: `session.open` again for it, or its unlock screen. */
  'session.activate': event('main', 'signer', z.strictObject({ accountId: accountIdText })),
  /** Ask the servers about the second factor of the open account again. */
  'd2fa.look-again': event('main', 'signer', z.strictObject({ accountId: accountIdText })),
  'settings.changed': event('main', 'signer', z.strictObject({ settings })),
  // backend → main
  'backend.notify': event(
    'backend',
    'main',
    z.strictObject({
      kind: z.enum(['received', 'confirmed', 'expired', 'refused']),
      chain: chainId,
      txid: txidText,
    }),
  ),
  'backend.settings': event('backend', 'main', z.strictObject({ settings })),
  'backend.fault': event('backend', 'main', z.strictObject({ error: wireError })),
} as const satisfies Record<string, EventChannel>;

export type EventName = keyof typeof events;
export type PayloadOf<Name extends EventName> = z.infer<(typeof events)[Name]['payload']>;

type Calls<P extends Party, To extends 'main' | 'backend'> = {
  [Name in ChannelName]: P extends (typeof channels)[Name]['from'][number]
    ? (typeof channels)[Name]['to'] extends To
      ? Name
      : never
    : never;
}[ChannelName];

export type AppToMain = Calls<'app', 'main'>;
export type AppToBackend = Calls<'app', 'backend'>;
export type SignerToMain = Calls<'signer', 'main'>;
export type MainToBackend = Calls<'main', 'backend'>;
export type EventsTo<P extends 'app' | 'signer' | 'main', F extends 'main' | 'backend' = 'main' | 'backend'> = {
  [Name in EventName]: (typeof events)[Name]['to'] extends P
    ? (typeof events)[Name]['from'] extends F
      ? Name
      : never
    : never;
}[EventName];
