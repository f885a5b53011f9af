/** The part of the contract about the Flux ID: logins, signed texts, addresses asked for. */
import { z } from '../primitives/zod.ts';
import { channel, event, nothing } from './channel.ts';
import * as f from './flux-id-schemas.ts';
import { accountIdText, addressText, requestIdText, timeMs } from './schemas.ts';

const signature = z.string().regex(/^[A-Za-z0-9+/=]{80,120}$|^0x[0-9a-f]{130}$/);
/** The decision about a text: base64, or hex for a 0x identity. */
export const identityDecision = z.strictObject({ kind: z.literal('identity-signed'), signature });

const openIdentity = { stated: f.statedIdentity, validUntilMs: timeMs };

export const fluxIdChannels = {
  // ── app → main
  /** Shows the signer's review of the text. Answers when the signature was delivered, or could not be. */
  'approval.flux-id': channel(
    ['app'],
    'main',
    z.strictObject({ draftId: requestIdText, stated: f.statedIdentity }),
    f.identityOutcome,
    { perSecond: 2 },
  ),

  // ── app → backend
  'flux-id.read': channel(
    ['app'],
    'backend',
    nothing,
    z.strictObject({ identity: addressText.nullable(), logins: z.array(f.loginView).max(1_000) }),
  ),
  /** Fetches what has to be fetched, judges text, host and callback. Throws `zelid.refused-text`, `zelid.refused-callback`. */
  'flux-id.prepare': channel(
    ['app'],
    'backend',
    z.strictObject({ source: f.identitySource }),
    z.strictObject({ draftId: requestIdText, ...openIdentity }),
    { perSecond: 2 },
  ),
  /** Sends one receive address where a `getaddress` link asks for it, by the rules of callbacks. */
  'flux-id.give-address': channel(
    ['app'],
    'backend',
    z.strictObject({ text: z.string().max(4_096) }),
    z.strictObject({ address: addressText, delivered: z.enum(['no-callback', 'delivered', 'refused', 'unanswered']) }),
    { perSecond: 2 },
  ),
  /** Where that would go, before anything is sent. */
  'flux-id.judge-link': channel(
    ['app'],
    'backend',
    z.strictObject({ text: z.string().max(4_096) }),
    z.strictObject({ requester: f.requester.nullable(), address: addressText.nullable() }),
  ),
  /** Logs out there. Throws `zelid.login-needed` when no signed login is held any more. */
  'flux-id.revoke': channel(['app'], 'backend', z.strictObject({ id: f.loginView.shape.id }), f.loginView, {
    perSecond: 2,
  }),
  'flux-id.forget': channel(['app'], 'backend', z.strictObject({ id: f.loginView.shape.id }), nothing),
  /** Did this address (Flux ID, t1, 1…, 0x) sign the text? */
  'flux-id.verify': channel(
    ['app'],
    'backend',
    z.strictObject({ identity: z.string().max(128), text: f.signText, signature: z.string().max(200) }),
    z.strictObject({ valid: z.boolean(), kind: z.enum(['flux', 'bitcoin', 'evm', 'unknown']) }),
  ),

  // ── main → backend
  'draft.take-identity': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText }),
    z.strictObject({ accountId: accountIdText, ...openIdentity }),
  ),
  'draft.commit-identity': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText, signature }),
    f.identityOutcome,
    { secret: true },
  ),
} as const;

export const fluxIdEvents = {
  /** The list of logins changed. */
  'state.flux-id': event('backend', 'app', z.strictObject({ version: z.int() })),
  'approval.open-identity': event(
    'main',
    'signer',
    z.strictObject({ requestId: requestIdText, accountId: accountIdText, ...openIdentity }),
  ),
} as const;
