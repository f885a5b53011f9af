import { fluxCodec } from '../../../chains/flux/codec.ts';
import type { KeyAccess } from '../../../wallet-core/chain-contract/index.ts';
import type { WireStatedIdentity } from '../../../wallet-core/ipc/index.ts';
import { formatFluxId } from '../../../wallet-core/keyring/index.ts';
import type { DerivationPath } from '../../../wallet-core/primitives/index.ts';
import { fluxIdPath, fluxPath } from '../../../wallet-core/seed/index.ts';
import {
  type AppMessage,
  type CallbackWarning,
  classifySignText,
  type HostJudgement,
  judgeHost,
  type LoginPhrase,
  ruleOnCallback,
  type SignRefusal,
} from '../../../wallet-core/zelid/index.ts';

/** Why a text was not signed, for the words on screen. */
export type IdentityRefusal =
  | 'identity-text'
  | 'identity-kind'
  | 'identity-callback'
  | 'identity-requester'
  | 'identity-own-key';

export type ReviewedText =
  | { readonly kind: 'login'; readonly phrase: LoginPhrase }
  | { readonly kind: 'app-message'; readonly message: AppMessage }
  | { readonly kind: 'free' };

/** What the person is shown: text and host are read here; what only the backend can know is marked as its word. */
export interface IdentityReview {
  readonly text: ReviewedText;
  readonly message: string;
  readonly identity: string;
  readonly path: DerivationPath;
  /** The host that the answer goes to, parsed here; `null`: the signature is shown to the person alone. */
  readonly host: HostJudgement | null;
  readonly hostText: string | null;
  readonly warnings: readonly CallbackWarning[];
  /** The backend's word. */
  readonly claims: {
    readonly privilege: WireStatedIdentity['privilege'];
    readonly isOwnNode: boolean;
    readonly isListedNode: boolean;
  };
  readonly fetchedFrom: string | null;
}

export type IdentityOutcomeReview =
  | { readonly kind: 'review'; readonly review: IdentityReview }
  | { readonly kind: 'refused'; readonly reasons: readonly IdentityRefusal[]; readonly why: SignRefusal | null };

/** Receiving keys looked through for the address that is to sign. */
const KNOWN_ADDRESSES = 200;

function pathOf(identity: string, keys: KeyAccess): DerivationPath | null {
  if (formatFluxId(keys.publicKey(fluxIdPath())) === identity) return fluxIdPath();
  if (!identity.startsWith('t1')) return null;
  for (let index = 0; index < KNOWN_ADDRESSES; index++) {
    const path = fluxPath(0, index);
    if (fluxCodec.formatAddress(keys.publicKey(path)) === identity) return path;
  }
  return null;
}

/**
 * Classifies the text and judges the callback again, by itself (T-11, T-12, T-13). Refuses another kind of text than was
 * stated, a login for anything but the Flux ID, a callback that this wallet sends nothing to, and a foreign identity.
 */
export function reviewIdentity(stated: WireStatedIdentity, keys: KeyAccess, nowMs: number): IdentityOutcomeReview {
  const refuse = (reason: IdentityRefusal, why: SignRefusal | null = null): IdentityOutcomeReview => ({
    kind: 'refused',
    reasons: [reason],
    why,
  });
  const { message, callback, requester, identity, textKind, fetchedFrom, privilege } = stated;
  const classified = classifySignText(message, nowMs);
  if (classified.kind === 'refused') return refuse('identity-text', classified.reason);
  if (classified.kind !== textKind) return refuse('identity-kind');
  const path = pathOf(identity, keys);
  if (path === null || (textKind !== 'free' && path !== fluxIdPath())) return refuse('identity-own-key');
  if ((callback === null) !== (requester === null)) return refuse('identity-requester');

  const isOwnNode = requester?.isOwnNode ?? false;
  const parsed = callback === null ? null : judgeHost(callback, { ownNodes: [], isListedNode: () => false });
  if (callback !== null && parsed === null) return refuse('identity-callback');
  // Which nodes are the person's, and which are listed, the backend alone can know.
  const host = parsed === null ? null : { ...parsed, isOwnNode, isListedNode: requester?.isListedNode ?? false };
  const ruling = host === null ? null : ruleOnCallback(host, 'post');
  if (ruling?.verdict === 'refused') return refuse('identity-callback');
  const hostText = callback === null ? null : new URL(callback).host;
  if (requester !== null && requester.host !== hostText) return refuse('identity-requester');
  return {
    kind: 'review',
    review: {
      text: classified.kind === 'free' ? { kind: 'free' } : classified,
      message,
      identity,
      path,
      host,
      hostText,
      warnings: ruling?.verdict === 'allowed' ? ruling.warnings : [],
      claims: { privilege, isOwnNode, isListedNode: requester?.isListedNode ?? false },
      fetchedFrom,
    },
  };
}
