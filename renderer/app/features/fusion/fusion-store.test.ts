import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resetAll } from '../../state/view-store.ts';
import { fusionView } from '../../testing/fake-fusion.ts';
import { standPage } from '../../testing/stand-page.ts';
import { useReview } from '../review/review-store.ts';
import type { StatedClaims } from './fusion-store.ts';
import {
  type ChosenClaim,
  chooseRows,
  claim,
  claimOfRow,
  copyDossier,
  keyOfRow,
  nativeClaim,
  readFusion,
  statesWhatWasChosen,
  useFusion,
} from './fusion-store.ts';

const rows = fusionView.rows ?? [];
const claims = rows.flatMap((row) => {
  const one = claimOfRow(fusionView, row);
  return one === null ? [] : [one];
});
const stated = (chosen: readonly ChosenClaim[]): StatedClaims => ({
  kind: 'fusion-claims',
  service: fusionView.service ?? '',
  claims: chosen.map((one, at) => ({
    ...one,
    claimId: at.toString(16).padStart(32, '0'),
    path: "m/44'/19167'/0'/0/0",
    phrase: `1${'7'.repeat(12)}abcdefgh`,
  })),
});
const draft = { draftId: '6d'.repeat(16), validUntilMs: 2_000_000_000_000 };

beforeEach(() => standPage());
afterEach(() => {
  resetAll();
  vi.unstubAllGlobals();
});

describe('claims that can be chosen', () => {
  it('are offered, with a key and an own address on the paying network', () => {
    expect(claims.map(({ chain }) => chain)).toEqual(['bsc', 'matic', 'avax', 'base']);
    const [first] = rows.filter(({ standing }) => standing === 'offered');
    if (first === undefined) throw new Error('no row');
    expect(claimOfRow(fusionView, { ...first, canSign: false })).toBeNull();
    expect(claimOfRow(fusionView, { ...first, net: null })).toBeNull();
    expect(claimOfRow(fusionView, { ...first, standing: 'below-fee' })).toBeNull();
  });

  it('include all as native only with an offer above nothing', () => {
    const [comparison] = fusionView.comparisons;
    if (comparison?.native == null) throw new Error('no offer');
    expect(nativeClaim(fusionView, comparison)).toMatchObject({ claim: 'native', chain: 'main' });
    expect(nativeClaim(fusionView, { ...comparison, native: null })).toBeNull();
    expect(nativeClaim(fusionView, { ...comparison, native: { ...comparison.native, net: '0' } })).toBeNull();
  });

  it('leave the choice when they are no longer offered', async () => {
    chooseRows(rows.map(keyOfRow), true);
    await readFusion();
    expect(useFusion.getState().chosen.size).toBe(claims.length);
  });
});

describe('what was prepared (T-06)', () => {
  const right = stated(claims);
  const [first, ...rest] = right.claims;
  if (first === undefined) throw new Error('no claim');

  it('is taken when it is what was chosen', () => {
    expect(statesWhatWasChosen(right, right.service, claims)).toBe(true);
  });

  it.each([
    ['another receiver', { ...first, claimingAddress: '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed' }],
    ['another amount', { ...first, amount: '1' }],
    ['a higher fee', { ...first, fee: '999' }],
    ['less received', { ...first, received: '1' }],
    ['another network', { ...first, chain: 'eth' as const }],
    ['another address', { ...first, address: 't1WkW8kV6pBhxJz5wE1f6ZZZx1mLDnMfvn1' }],
    ['another kind', { ...first, claim: 'snapshot' as const }],
  ])('is refused with %s', (_, changed) => {
    expect(statesWhatWasChosen({ ...right, claims: [changed, ...rest] }, right.service, claims)).toBe(false);
  });

  it('is refused with one more, one less, or another service', () => {
    expect(statesWhatWasChosen({ ...right, claims: [...right.claims, first] }, right.service, claims)).toBe(false);
    expect(statesWhatWasChosen({ ...right, claims: rest }, right.service, claims)).toBe(false);
    expect(statesWhatWasChosen(right, 'elsewhere.example.org', claims)).toBe(false);
  });

  it('goes to the signer as it is, and ends the choice', async () => {
    const asked = vi.fn(() => ({ claimIds: right.claims.map(({ claimId }) => claimId) }));
    standPage({
      'fusion.prepare-claims': () => ({ ...draft, stated: right }),
      'approval.fusion-claims': asked,
    });
    await readFusion();
    chooseRows(rows.map(keyOfRow), true);
    await claim(claims);
    expect(asked).toHaveBeenCalledExactlyOnceWith({ draftId: draft.draftId, stated: right });
    expect(useFusion.getState()).toMatchObject({ chosen: new Set(), asked: [] });
  });

  it('never reaches the signer when it is something else', async () => {
    const asked = vi.fn();
    standPage({
      'fusion.prepare-claims': () => ({ ...draft, stated: { ...right, claims: rest } }),
      'approval.fusion-claims': asked,
    });
    await readFusion();
    await claim(claims);
    expect(asked).not.toHaveBeenCalled();
    expect(useReview.getState().step).toMatchObject({ kind: 'stopped', error: { code: 'approval.mismatch' } });
  });
});

describe('a dossier', () => {
  it('is copied when it fits on the clipboard, else not', async () => {
    const written = vi.fn(() => ({}));
    standPage({ 'clipboard.write': written });
    expect(await copyDossier('a1'.repeat(16))).toBe(true);
    expect(written).toHaveBeenCalledOnce();
    standPage({
      'clipboard.write': written,
      'fusion.dossier': () => ({ name: 'fusion-swap-a1.txt', text: 'x'.repeat(4_097) }),
    });
    expect(await copyDossier('a1'.repeat(16))).toBe(false);
    expect(written).toHaveBeenCalledOnce();
  });
});
