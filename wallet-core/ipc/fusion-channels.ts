/** The part of the contract about Fusion: claims, swaps, their dossiers. */
import { z } from '../primitives/zod.ts';
import { preparedAccountSend } from './account-schemas.ts';
import { channel, event, nothing } from './channel.ts';
import * as f from './fusion-schemas.ts';
import { accountIdText, addressText, preparedSend, requestIdText, timeMs } from './schemas.ts';

const signature = z.string().regex(/^[A-Za-z0-9+/]{87}=$/);
const signedClaims = z
  .array(z.strictObject({ claimId: requestIdText, signature }))
  .min(1)
  .max(f.MAX_CLAIMS_A_PASS);
/** The decision about claims: one signature of its phrase each, in the order in which they were stated. */
export const claimsDecision = z.strictObject({ kind: z.literal('claims-signed'), claims: signedClaims });

const swapId = { swapId: requestIdText };
const openClaims = { stated: f.statedClaims, validUntilMs: timeMs };
/** Journalled as asked for; what becomes of them stands in `fusion.read`. */
const claimsOutcome = z.strictObject({ claimIds: z.array(requestIdText).min(1).max(f.MAX_CLAIMS_A_PASS) });
const exported = z.strictObject({
  name: z.string().regex(/^\w[\w-]{0,74}\.(?:csv|txt)$/),
  text: z.string().max(5_000_000),
});

export const fusionChannels = {
  // ── app → main
  /** Shows the signer's review of prepared claims, all in one. Answers when they are journalled and on their way. */
  'approval.fusion-claims': channel(
    ['app'],
    'main',
    z.strictObject({ draftId: requestIdText, stated: f.statedClaims }),
    claimsOutcome,
    { perSecond: 2 },
  ),

  // ── app → backend
  'fusion.read': channel(['app'], 'backend', nothing, f.fusionView),
  /** Reads claims and chains anew, and looks for swaps of this account that are not in the journal. */
  'fusion.refresh': channel(['app'], 'backend', nothing, nothing, { perSecond: 1 }),
  /** Asks the service for fresh terms. Throws `network.*`, `server.*`, `fusion.refused`. */
  'fusion.quote': channel(['app'], 'backend', z.strictObject({ ask: f.swapAsk }), f.quoteReply, { perSecond: 5 }),
  /** Journals the swap and reserves it. Throws `approval.expired` for an old quote, `fusion.new-address` without consent. */
  'fusion.begin': channel(
    ['app'],
    'backend',
    z.strictObject({ quoteId: requestIdText, addressConsent: z.boolean() }),
    f.swapView,
    { perSecond: 2 },
  ),
  /**
   * Checks the terms once more and builds the payment; then `approval.request` as for any other. Throws
   * `fusion.quote-changed`, `fusion.not-now` beside another draft or after a deposit.
   */
  'fusion.prepare-deposit': channel(
    ['app'],
    'backend',
    z.strictObject(swapId),
    z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('payment'), prepared: preparedSend }),
      z.strictObject({ kind: z.literal('account-payment'), prepared: preparedAccountSend }),
    ]),
    { perSecond: 2 },
  ),
  'fusion.cancel': channel(['app'], 'backend', z.strictObject(swapId), f.swapView),
  /** Asks the service and the chains now. */
  'fusion.look': channel(['app'], 'backend', z.strictObject(swapId), f.swapView, { perSecond: 2 }),
  /** Where a deposit found without an order was meant to go. */
  'fusion.choose-target': channel(
    ['app'],
    'backend',
    z.strictObject({ ...swapId, chainTo: f.fusionChain, addressTo: addressText }),
    f.swapView,
  ),
  /** Gets a phrase for each. Throws `fusion.not-now` for what is not offered, `fusion.bad-phrase`. */
  'fusion.prepare-claims': channel(
    ['app'],
    'backend',
    z.strictObject({
      claims: z
        .array(
          z.strictObject({
            claim: f.claimKind,
            address: addressText,
            chain: f.fusionChain,
            claimingAddress: addressText,
          }),
        )
        .min(1)
        .max(f.MAX_CLAIMS_A_PASS),
    }),
    z.strictObject({ draftId: requestIdText, ...openClaims }),
    { perSecond: 2 },
  ),
  /** Everything support needs about one swap or claim, nothing secret. */
  'fusion.dossier': channel(['app'], 'backend', z.strictObject({ id: requestIdText }), exported, { perSecond: 5 }),
  'fusion.export-claims': channel(['app'], 'backend', nothing, exported, { perSecond: 2 }),

  // ── main → backend
  'draft.take-claims': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText }),
    z.strictObject({ accountId: accountIdText, ...openClaims }),
  ),
  'draft.commit-claims': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText, claims: signedClaims }),
    claimsOutcome,
    { secret: true },
  ),
} as const;

export const fusionEvents = {
  /** Something about claims or swaps changed. */
  'state.fusion': event('backend', 'app', z.strictObject({ version: z.int() })),
  'approval.open-claims': event(
    'main',
    'signer',
    z.strictObject({ requestId: requestIdText, accountId: accountIdText, ...openClaims }),
  ),
} as const;
