import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { IdentityOutcome, IdentityProposal, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { useRoute } from '../../routes/router.ts';
import { fails } from '../../testing/fake-bridge.ts';
import { FLUX_ID, logins, statedLogin } from '../../testing/fake-nodes.ts';
import { settle, standPage } from '../../testing/stand-page.ts';
import { dismissWish, giveAddress, openIdentityLink, signWish, takeIdentityLink, useFluxId } from './flux-id-store.ts';
import { revoke, signAndRevoke } from './revoke.ts';
import { problemWords, refusalReason } from './words.ts';

const link: IdentityProposal = {
  kind: 'sign',
  text: 'zel:?action=sign&message=1800023360000k3j9',
  message: statedLogin.message,
  messageUrl: null,
  callback: { url: 'https://home.runonflux.io/id/verifylogin', host: 'home.runonflux.io', secure: true },
};
const addressLink: IdentityProposal = {
  kind: 'getaddress',
  text: 'zel:?action=getaddress&coin=zelcash',
  chain: 'flux',
  asset: 'native',
  callbackType: 'post',
  callback: null,
};
const outcome: IdentityOutcome = {
  textKind: 'login',
  identity: FLUX_ID,
  signature: null,
  delivered: 'delivered',
  problem: null,
  privilege: 'user',
  host: 'home.runonflux.io',
};

beforeEach(() => standPage());

describe('a wish of somebody', () => {
  it('is shown on its own screen, and nothing is signed or sent by it', async () => {
    const sign = vi.fn(() => outcome);
    const give = vi.fn();
    standPage({ 'approval.flux-id': sign, 'flux-id.give-address': give });
    await openIdentityLink(link);
    expect(useRoute.getState().route).toBe('flux-id');
    expect(useFluxId.getState().wish).toMatchObject({ kind: 'sign', stated: statedLogin });
    await openIdentityLink(addressLink);
    expect(useFluxId.getState().wish).toMatchObject({ kind: 'address' });
    expect(sign).not.toHaveBeenCalled();
    expect(give).not.toHaveBeenCalled();
  });

  it('is signed exactly as it stood on screen (T-13)', async () => {
    const asked = vi.fn<(request: RequestOf<'approval.flux-id'>) => void>();
    standPage({
      'approval.flux-id': (request) => {
        asked(request);
        return outcome;
      },
    });
    await openIdentityLink(link);
    await signWish();
    expect(asked).toHaveBeenCalledExactlyOnceWith({ draftId: '6d'.repeat(16), stated: statedLogin });
    expect(useFluxId.getState().wish).toEqual({ kind: 'signed', outcome });
  });

  it('keeps why it was refused', async () => {
    standPage({
      'flux-id.prepare': () => Promise.reject(new WalletError('zelid.refused-text', { reason: 'digest' })),
    });
    await openIdentityLink(link);
    const { wish } = useFluxId.getState();
    expect(wish).toMatchObject({ kind: 'refused', error: { code: 'zelid.refused-text' } });
    if (wish?.kind !== 'refused') return;
    expect(refusalReason(wish.error)).toMatch(/could approve a transaction/);
  });

  it('of an older link never replaces a newer one', async () => {
    const waiting: (() => void)[] = [];
    standPage({
      'flux-id.prepare': () =>
        new Promise((resolve) => {
          waiting.push(() => resolve({ draftId: '6d'.repeat(16), stated: statedLogin, validUntilMs: 1 }));
        }),
    });
    const old = openIdentityLink(link);
    await openIdentityLink(addressLink);
    for (const answer of waiting) answer();
    await old;
    expect(useFluxId.getState().wish).toMatchObject({ kind: 'address' });
  });

  it('for an address is answered by the press alone, once', async () => {
    const give = vi.fn(() => ({ address: FLUX_ID, delivered: 'delivered' as const }));
    standPage({ 'flux-id.give-address': give });
    await openIdentityLink(addressLink);
    await Promise.all([giveAddress(), giveAddress()]);
    expect(give).toHaveBeenCalledExactlyOnceWith({ text: addressLink.text });
    expect(useFluxId.getState().wish).toMatchObject({ kind: 'given', delivered: 'delivered' });
    dismissWish();
    expect(useFluxId.getState().wish).toBeNull();
  });

  it('that was pasted is opened; a payment goes to the Send screen; anything else is none', async () => {
    standPage({ 'link.parse': () => ({ link }) });
    expect(await takeIdentityLink(` ${link.text} `)).toBe(true);
    await settle();
    expect(useFluxId.getState().wish).toMatchObject({ kind: 'sign' });
    standPage({
      'link.parse': () => ({
        link: { kind: 'pay', chain: 'flux', asset: 'native', address: 't1x', amount: null, message: null, label: null },
      }),
    });
    expect(await takeIdentityLink('zel:?address=t1x')).toBe(true);
    expect(useRoute.getState().route).toBe('send');
    standPage({ 'link.parse': fails('link.bad-form') });
    expect(await takeIdentityLink('hello')).toBe(false);
  });
});

describe('logging out', () => {
  const [fresh, old] = logins;

  it('happens at once where the login is still held', async () => {
    const ask = vi.fn(() => logins[0] ?? fails('internal')());
    standPage({ 'flux-id.revoke': ask });
    if (fresh !== undefined) await revoke(fresh);
    expect(ask).toHaveBeenCalledExactlyOnceWith({ id: fresh?.id });
  });

  it('asks for a new login first where it is not, and uses it for that alone', async () => {
    const prepare = vi.fn<(request: RequestOf<'flux-id.prepare'>) => void>();
    const ask = vi.fn(() => logins[0] ?? fails('internal')());
    standPage({
      'flux-id.prepare': (request) => {
        prepare(request);
        return { draftId: '6d'.repeat(16), stated: statedLogin, validUntilMs: 1 };
      },
      'approval.flux-id': () => outcome,
      'flux-id.revoke': ask,
    });
    if (old === undefined) return;
    await revoke(old);
    expect(ask).not.toHaveBeenCalled();
    expect(useFluxId.getState().again).toBe(old);
    await signAndRevoke();
    expect(prepare).toHaveBeenCalledExactlyOnceWith({ source: { from: 'record', id: old.id } });
    expect(ask).toHaveBeenCalledOnce();
  });
});

describe('words', () => {
  it('exist for refusals of texts and callbacks, and are silent about other errors', () => {
    expect(refusalReason({ code: 'zelid.refused-callback', data: { reason: 'plain-http' } })).toMatch(/unencrypted/);
    expect(refusalReason({ code: 'zelid.refused-text', data: { reason: 'made-up' } })).toBeUndefined();
    expect(refusalReason({ code: 'network.timeout', data: {} })).toBeUndefined();
  });

  it('exist for problems of a login; an unknown one says so', () => {
    expect(problemWords('phrase-gone')).toMatch(/used already/);
    expect(problemWords('toString')).toBe(problemWords(null));
  });
});
