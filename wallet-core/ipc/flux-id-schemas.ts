/** Shapes of Flux ID requests: what is to be signed, who asks, where the answer goes. */
import { z } from '../primitives/zod.ts';
import { addressText, chainId, hostText, outpointText, timeMs } from './schemas.ts';

/** Longest text that is signed; line ends and tabs may be in it. */
export const MAX_SIGN_TEXT = 100_000;
export const signText = z.string().min(1).max(MAX_SIGN_TEXT);
export const webUrl = z
  .string()
  .max(2_000)
  .regex(/^https?:\/\/\S+$/);

/** Where an answer would go. `host`: lower case, ASCII (`xn--`), with its port unless it is the default one. */
export const linkCallback = z.strictObject({ url: webUrl, host: hostText, secure: z.boolean() });

/** From a `zel:` link. `message` `null`: it is fetched from `messageUrl`, once, when it is prepared. */
export const identityProposal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('sign'),
    /** The link itself, for `flux-id.prepare`. */
    text: z.string().max(4_096),
    message: signText.nullable(),
    messageUrl: webUrl.nullable(),
    callback: linkCallback.nullable(),
  }),
  z.strictObject({
    kind: z.literal('getaddress'),
    text: z.string().max(4_096),
    chain: chainId,
    asset: z.string().max(128),
    callbackType: z.enum(['post', 'get', 'deeplink']),
    callback: linkCallback.nullable(),
  }),
]);

export const privilegeText = z.enum(['public', 'user', 'fluxteam', 'admin']);

/** Who asks, judged by us; what the requester says of itself is no part of it (T-11). */
export const requester = z.strictObject({
  host: hostText,
  secure: z.boolean(),
  kind: z.enum(['flux-service', 'node-name', 'flux-app', 'ip', 'local-name', 'other']),
  isPunycode: z.boolean(),
  isOwnNode: z.boolean(),
  isListedNode: z.boolean(),
  warnings: z.array(z.enum(['plain-http', 'bare-ip', 'punycode', 'flux-app', 'unlisted-node', 'unknown-host'])).max(6),
});

/**
 * What the person has been shown and agreed to. The signer classifies the text again and judges the host again by
 * itself; `isOwnNode`, `isListedNode` and `privilege` are claims of the backend and are shown as such.
 */
export const statedIdentity = z.strictObject({
  kind: z.literal('flux-id'),
  textKind: z.enum(['login', 'app-message', 'free']),
  message: signText,
  /** Flux ID, a t1 address of this account, or its 0x address. */
  identity: addressText,
  /** `null`: the signature goes to the person alone. */
  requester: requester.nullable(),
  callback: webUrl.nullable(),
  /** What the login is expected to give there; `null` where it is no login. */
  privilege: privilegeText.nullable(),
  /** Its text was fetched from there. */
  fetchedFrom: webUrl.nullable(),
});

export const identitySource = z.discriminatedUnion('from', [
  /** A `zel:` link as it was pasted, scanned or clicked. */
  z.strictObject({ from: z.literal('link'), text: z.string().max(4_096) }),
  z.strictObject({
    from: z.literal('text'),
    text: signText,
    /** `flux-id`, or an address of this account. */
    identity: addressText,
  }),
  /** A login to one of the person's own nodes, to operate it: its phrase is fetched from it. */
  z.strictObject({ from: z.literal('node'), key: outpointText }),
  /** A new login where an earlier one was made, to log out there. */
  z.strictObject({ from: z.literal('record'), id: z.string().regex(/^[0-9a-f]{16,64}$/) }),
]);

/** How it went. A login's signature never comes to the app window: it is a bearer secret (T-14). */
export const identityOutcome = z.strictObject({
  textKind: z.enum(['login', 'app-message', 'free']),
  identity: addressText,
  /** Base64, or hex for 0x identities; `null` for logins and where it was delivered. */
  signature: z.string().max(140).nullable(),
  delivered: z.enum(['no-callback', 'delivered', 'refused', 'unanswered']),
  /** Why the other side did not take it (`loginProblems` of wallet-core/zelid). */
  problem: z.string().max(40).nullable(),
  privilege: z.enum(['user', 'fluxteam', 'admin']).nullable(),
  host: hostText.nullable(),
});

export const loginView = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16,64}$/),
  host: hostText,
  identity: addressText,
  kind: z.enum(['login', 'sign', 'app-message']),
  atMs: timeMs,
  privilege: z.enum(['user', 'fluxteam', 'admin']).nullable(),
  revokedMs: timeMs.nullable(),
  /** The node keeps a session until then; `null`: none any more. */
  sessionUntilMs: timeMs.nullable(),
  /** Until then the signed phrase itself opens any node, logged out or not. */
  bearerUntilMs: timeMs.nullable(),
  /** It can be logged out at once; else a new login is needed for it (`flux-id.prepare` with `from: record`). */
  canRevoke: z.boolean(),
});
