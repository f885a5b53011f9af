import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type {
  IdentityOutcome,
  IdentityProposal,
  IdentitySource,
  LoginView,
  ReplyOf,
  WireRequester,
  WireStatedIdentity,
} from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';
import { review } from '../review/review-store.ts';
import { openLink } from '../send/actions.ts';

export type FluxIdTab = 'logins' | 'sign' | 'verify';

/** Somebody's wish, from the link to its end. */
export type Wish =
  | { readonly kind: 'reading'; readonly link: IdentityProposal }
  | { readonly kind: 'refused'; readonly link: IdentityProposal; readonly error: WireError }
  | {
      readonly kind: 'sign';
      readonly link: IdentityProposal;
      readonly draftId: string;
      readonly stated: WireStatedIdentity;
      readonly validUntilMs: number;
    }
  | {
      readonly kind: 'address';
      readonly link: Extract<IdentityProposal, { kind: 'getaddress' }>;
      readonly requester: WireRequester | null;
      readonly address: string | null;
      readonly giving: boolean;
    }
  | { readonly kind: 'signed'; readonly outcome: IdentityOutcome }
  | {
      readonly kind: 'given';
      readonly host: string | null;
      readonly address: string;
      readonly delivered: ReplyOf<'flux-id.give-address'>['delivered'];
    };

export interface FluxIdState {
  readonly identity: string | null;
  /** `null` until it has been read. */
  readonly logins: readonly LoginView[] | null;
  readonly error: WireError | null;
  readonly tab: FluxIdTab;
  readonly wish: Wish | null;
  /** A login that needs a new signature to be ended. */
  readonly again: LoginView | null;
}

export const useFluxId = createStore<FluxIdState>('fluxId', {
  identity: null,
  logins: null,
  error: null,
  tab: 'logins',
  wish: null,
  again: null,
});

export async function readFluxId(): Promise<void> {
  try {
    const { identity, logins } = await call('flux-id.read', {});
    useFluxId.setState({ identity, logins, error: null });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useFluxId.setState({ error });
  }
}

const isStill = (link: IdentityProposal): boolean => {
  const { wish } = useFluxId.getState();
  return wish !== null && 'link' in wish && wish.link === link;
};

/** Shows what a link asks for. Nothing is signed and nothing is sent by it. */
export async function openIdentityLink(link: IdentityProposal): Promise<void> {
  useFluxId.setState({ wish: { kind: 'reading', link } });
  goTo('flux-id');
  try {
    if (link.kind === 'getaddress') {
      const judged = await call('flux-id.judge-link', { text: link.text });
      if (isStill(link)) useFluxId.setState({ wish: { kind: 'address', link, ...judged, giving: false } });
      return;
    }
    const prepared = await call('flux-id.prepare', { source: { from: 'link', text: link.text } });
    if (isStill(link)) useFluxId.setState({ wish: { kind: 'sign', link, ...prepared } });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked' && isStill(link))
      useFluxId.setState({ wish: { kind: 'refused', link, error } });
  }
}

/** Reads a pasted link and shows what it asks for; a payment belongs on the Send screen. False when it is none. */
export async function takeIdentityLink(text: string): Promise<boolean> {
  try {
    const { link } = await call('link.parse', { text: text.trim() });
    if (link.kind === 'pay') openLink(link);
    else void openIdentityLink(link);
    return true;
  } catch {
    return false;
  }
}

/** A wish is put away; what is in the signer meanwhile is decided there. */
export function dismissWish(): void {
  useFluxId.setState({ wish: null });
}

/** Has the text of the shown wish signed: exactly what stood on screen. */
export async function signWish(): Promise<void> {
  const { wish } = useFluxId.getState();
  if (wish?.kind !== 'sign') return;
  const { draftId, stated } = wish;
  const outcome = await review(
    'flux-id',
    () => Promise.resolve({ draftId, stated }),
    (draft) => call('approval.flux-id', draft),
  );
  if (outcome !== null) useFluxId.setState({ wish: { kind: 'signed', outcome } });
}

/** Gives the shown address where the link asks for it. */
export async function giveAddress(): Promise<void> {
  const { wish } = useFluxId.getState();
  if (wish?.kind !== 'address' || wish.giving) return;
  const { link, requester } = wish;
  useFluxId.setState({ wish: { ...wish, giving: true } });
  try {
    const given = await call('flux-id.give-address', { text: link.text });
    if (isStill(link)) useFluxId.setState({ wish: { kind: 'given', host: requester?.host ?? null, ...given } });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked' && isStill(link))
      useFluxId.setState({ wish: { kind: 'refused', link, error } });
  }
}

/** Prepares a text of any other origin and has it signed; `null` when it was not. */
export function signFrom(source: IdentitySource): Promise<IdentityOutcome | null> {
  return review(
    'flux-id',
    () => call('flux-id.prepare', { source }),
    ({ draftId, stated }) => call('approval.flux-id', { draftId, stated }),
  );
}
