import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { D2faView } from '../../../../wallet-core/ipc/index.ts';
import { describeFactor, factorRequestText } from '../../../ui/index.ts';
import { storesInUse } from '../../state/index.ts';
import { resetAll } from '../../state/view-store.ts';
import { fails } from '../../testing/fake-bridge.ts';
import { secondFactor } from '../../testing/fake-data.ts';
import { settle, standPage } from '../../testing/stand-page.ts';
import { DisableRequestBanner, SecondFactorBanner } from './second-factor-banner.tsx';
import { SecondFactorCard, SecondFactorSection } from './second-factor-section.tsx';
import { followSecondFactor, lookAgain, useSecondFactor } from './second-factor-store.ts';

const txid = 'ab'.repeat(32);
const on: D2faView = { ...secondFactor, kind: 'on', asks: ['send', 'export'], factors: ['totp', 'pin'] };

afterEach(() => {
  resetAll();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what the app window knows of the second factor', () => {
  it('is what the signer said last, then what it says next; nothing of it survives a lock', async () => {
    const bridge = standPage({ 'd2fa.view': () => ({ view: on }) });
    const end = followSecondFactor();
    await settle();
    expect(useSecondFactor.getState().view).toEqual(on);
    bridge.emit('d2fa.changed', { view: secondFactor });
    expect(useSecondFactor.getState().view?.kind).toBe('none-found');
    resetAll();
    expect(storesInUse()).toEqual([]);
    end();
    bridge.emit('d2fa.changed', { view: on });
    expect(useSecondFactor.getState().view).toBeNull();
  });

  it('can be asked for anew; an answer that never comes does not keep it waiting', async () => {
    standPage({ 'd2fa.look': () => ({}) });
    vi.useFakeTimers();
    await lookAgain();
    expect(useSecondFactor.getState().isAsking).toBe(true);
    vi.advanceTimersByTime(100_000);
    expect(useSecondFactor.getState().isAsking).toBe(false);
    vi.useRealTimers();
    standPage({ 'd2fa.look': fails('ipc.rate-limited') });
    await lookAgain();
    expect(useSecondFactor.getState().isAsking).toBe(false);
  });
});

describe('its words', () => {
  it('never say "off" for what was not found or is not known', () => {
    for (const kind of ['none-found', 'unknown', 'disagree', 'newer-version'] as const) {
      expect(describeFactor({ ...secondFactor, kind }).title).not.toMatch(/^off$/i);
    }
    expect(describeFactor(secondFactor)).toMatchObject({ title: 'No record found', factors: null, before: null });
    expect(describeFactor({ ...secondFactor, kind: 'off', why: 'by-request' }).title).toBe('Off');
  });

  it('name what is asked, before what, and who says so', () => {
    expect(describeFactor(on)).toMatchObject({
      factors: 'Code of an authenticator app and PIN',
      before: 'sending and exporting',
      source: 'api.example.org, insight.example.net',
    });
    expect(describeFactor({ ...on, from: 'memory', sources: [] })).toMatchObject({ source: 'This device' });
    expect(describeFactor({ ...secondFactor, kind: 'unknown', why: 'no-answer', sources: [] }).source).toBe('Nobody');
  });

  it('tell blocks as hours, then minutes', () => {
    expect(factorRequestText(2_880)).toContain('about 24 hours');
    expect(factorRequestText(20)).toContain('about 10 minutes');
    expect(factorRequestText(1)).toContain('about 1 minute');
  });
});

describe('on screen', () => {
  it('a request that runs is on every screen, with the way to the signer', () => {
    expect(renderToStaticMarkup(<SecondFactorBanner />)).toBe('');
    const html = renderToStaticMarkup(<DisableRequestBanner blocksLeft={2_000} />);
    expect(html).toContain('role="alert"');
    expect(html).toContain('is being switched off');
    expect(html).toContain('Look at it');
  });

  it('the card says it is being looked for, then how it stands', () => {
    expect(renderToStaticMarkup(<SecondFactorSection />)).toContain('Asking the servers');
    const pending = { kind: 'off', txid } as const;
    const html = renderToStaticMarkup(<SecondFactorCard view={{ ...on, pending }} isAsking={false} />);
    expect(html).toContain('A change waits for its block');
    expect(html).toContain('Manage the second factor');
  });
});
