import { chainNames } from '../../../../wallet-core/assets/index.ts';
import { toWireError, WalletError, type WireError } from '../../../../wallet-core/errors/index.ts';
import { chainOfFusion, isSameAddress } from '../../../../wallet-core/fusion/fusion-chains.ts';
import type { FusionChain } from '../../../../wallet-core/fusion/names.ts';
import type { ReplyOf, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { t, toast } from '../../../ui/index.ts';
import { call, copyText } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';
import { attempt } from '../nodes/nodes-store.ts';
import { review } from '../review/review-store.ts';

export type FusionView = ReplyOf<'fusion.read'>;
export type ClaimRowView = NonNullable<FusionView['rows']>[number];
export type ComparisonView = FusionView['comparisons'][number];
export type ClaimView = FusionView['claims'][number];
export type SwapView = FusionView['swaps'][number];
export type AskedClaim = RequestOf<'fusion.prepare-claims'>['claims'][number];
export type StatedClaims = ReplyOf<'fusion.prepare-claims'>['stated'];

/** What a claim has to say in the signer, as this screen showed it. */
export interface ChosenClaim extends AskedClaim {
  readonly amount: string;
  readonly fee: string;
  readonly received: string;
}

export type FusionTab = 'claims' | 'swaps';

export interface FusionState {
  readonly view: FusionView | null;
  readonly error: WireError | null;
  readonly tab: FusionTab;
  /** Keys of rows (`keyOfRow`). */
  readonly chosen: ReadonlySet<string>;
  /** Under review in the signer. */
  readonly asked: readonly ChosenClaim[];
}

export const useFusion = createStore<FusionState>('fusion', {
  view: null,
  error: null,
  tab: 'claims',
  chosen: new Set(),
  asked: [],
});

/** As many as one pass of the signer takes (`MAX_CLAIMS_A_PASS` of the contract). */
export const MOST_CLAIMS = 50;
/** What the clipboard takes from this window. */
const MOST_COPIED = 4_096;

export const keyOfRow = ({ kind, address, from, chain }: ClaimRowView): string => `${kind} ${address} ${from} ${chain}`;

/** What people call a network of the service. */
export const fusionName = (chain: FusionChain): string => chainNames[chainOfFusion(chain)];

/** Where a claim on this chain is received; `null` where this account has no address yet. */
export function receiverOn(view: FusionView, chain: FusionChain): string | null {
  return view.chains.find(({ fusion }) => fusion === chain)?.addresses[0]?.address ?? null;
}

/** The claim of a row; `null` for what cannot be claimed here and now. */
export function claimOfRow(view: FusionView, row: ClaimRowView): ChosenClaim | null {
  const { kind, address, chain, claimable, fee, net } = row;
  if (row.standing !== 'offered' || !row.canSign || claimable === null || fee === null || net === null) return null;
  const claimingAddress = receiverOn(view, chain);
  return claimingAddress === null
    ? null
    : { claim: kind, address, chain, claimingAddress, amount: claimable, fee, received: net };
}

/** All of a mining address at once, paid as FLUX; `null` without an offer. */
export function nativeClaim(view: FusionView, { address, native }: ComparisonView): ChosenClaim | null {
  const claimingAddress = receiverOn(view, 'main');
  const canSign = view.rows?.some((row) => row.address === address && row.kind === 'mining' && row.canSign) === true;
  if (native === null || native.net === '0' || claimingAddress === null || !canSign) return null;
  const { claimed: amount, fees: fee, net: received } = native;
  return { claim: 'native', address, chain: 'main', claimingAddress, amount, fee, received };
}

/** Reads claims and swaps anew. A choice keeps what is still offered. */
export async function readFusion(): Promise<void> {
  try {
    const view = await call('fusion.read', {});
    const offered = new Set((view.rows ?? []).filter((row) => claimOfRow(view, row) !== null).map(keyOfRow));
    useFusion.setState((state) => ({
      view,
      error: null,
      chosen: new Set([...state.chosen].filter((key) => offered.has(key))),
    }));
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useFusion.setState({ error });
  }
}

export function refreshFusion(): void {
  void attempt(() => call('fusion.refresh', {}));
}

export function chooseRows(keys: readonly string[], chosen: boolean): void {
  const next = new Set(useFusion.getState().chosen);
  for (const key of keys) {
    if (chosen) next.add(key);
    else next.delete(key);
  }
  useFusion.setState({ chosen: next });
}

/**
 * Are these the claims the person chose, with the amounts and the receiving addresses the screen showed (T-06)? The
 * signer compares the same statement with the phrases.
 */
export function statesWhatWasChosen(stated: StatedClaims, service: string, chosen: readonly ChosenClaim[]): boolean {
  return (
    stated.service === service &&
    stated.claims.length === chosen.length &&
    chosen.every((one, at) => {
      const claim = stated.claims[at];
      return (
        claim !== undefined &&
        claim.claim === one.claim &&
        claim.address === one.address &&
        claim.chain === one.chain &&
        isSameAddress(claim.claimingAddress, one.claimingAddress) &&
        claim.amount === one.amount &&
        claim.fee === one.fee &&
        claim.received === one.received
      );
    })
  );
}

/** Gets the phrases and has all claims reviewed in the signer at once. */
export async function claim(chosen: readonly ChosenClaim[]): Promise<void> {
  const service = useFusion.getState().view?.service ?? null;
  if (service === null || chosen.length === 0 || chosen.length > MOST_CLAIMS) return;
  const done = await review(
    'claims',
    async () => {
      useFusion.setState({ asked: chosen });
      const claims = chosen.map(({ claim, address, chain, claimingAddress }) => ({
        claim,
        address,
        chain,
        claimingAddress,
      }));
      const prepared = await call('fusion.prepare-claims', { claims });
      if (!statesWhatWasChosen(prepared.stated, service, chosen)) throw new WalletError('approval.mismatch');
      return prepared;
    },
    ({ draftId, stated }) => call('approval.fusion-claims', { draftId, stated }),
  );
  if (done === null) return;
  useFusion.setState({ chosen: new Set(), asked: [] });
  toast('positive', t('fusion.asked', { count: done.claimIds.length }));
  await readFusion();
}

/** Everything support needs about one swap or claim, to a file the person chooses. */
export async function saveDossier(id: string): Promise<void> {
  await attempt(async () => {
    const file = await call('fusion.dossier', { id });
    if ((await call('file.save', file)).saved) toast('positive', t('fusion.dossier.saved'));
  });
}

/** The same, to the clipboard. Says so when it does not fit there. */
export async function copyDossier(id: string): Promise<boolean> {
  try {
    const { text } = await call('fusion.dossier', { id });
    if (text.length <= MOST_COPIED) return await copyText(text);
    toast('warning', t('fusion.dossier.long'));
  } catch {
    // The button itself says that nothing was copied.
  }
  return false;
}

export async function exportClaims(): Promise<void> {
  await attempt(async () => {
    const file = await call('fusion.export-claims', {});
    if ((await call('file.save', file)).saved) toast('positive', t('fusion.exported'));
  });
}
