import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { D2faView, KnownAccount } from '../../../../wallet-core/ipc/index.ts';
import { SETTLE_MS } from '../../session/approval-desk.ts';
import type { FactorReview, FactorView } from '../../session/second-factor/factor-screen.ts';
import type { SignerParts } from '../../start.ts';
import { FactorScreens } from './factor.tsx';

const account: KnownAccount = {
  accountId: '0123456789abcdef',
  kind: 'password',
  label: 'ada',
  username: 'ada',
  fingerprint: ['write', 'push', 'receive'],
  createdAtMs: 0,
  lastOpenedAtMs: null,
};

const nothing: D2faView = {
  kind: 'none-found',
  why: null,
  from: 'servers',
  sources: ['one.example'],
  height: 2_950_000,
  atMs: 1_000_000,
  asks: [],
  factors: [],
  request: null,
  lastChange: null,
  pending: null,
};
const on: D2faView = { ...nothing, kind: 'on', asks: ['send'], factors: ['pin'] };
const request = { effectiveHeight: 2_952_880, blocksLeft: 2_880, txid: 'ab'.repeat(32) };

const ask = {
  step: 'ask',
  purpose: 'send',
  needsCode: true,
  needsPin: true,
  issue: null,
  error: null,
  waitUntilMs: 0,
  notice: null,
  requestBlocksLeft: null,
  nowMs: 1_000_000,
} as const;

function html(view: FactorView, nowMs = 1_000_000): string {
  const parts = { clock: { now: () => nowMs, sleep: () => Promise.resolve() }, factors: { desk: {}, gate: {} } };
  const screen = { kind: 'factor', account, view, of: 'gate', isBusy: false } as const;
  return renderToStaticMarkup(<FactorScreens {...(parts as unknown as SignerParts)} screen={screen} />);
}

const textOf = (view: FactorView, nowMs?: number) =>
  html(view, nowMs)
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&#x27;', '’');
const overview = (standing: D2faView) => textOf({ step: 'overview', standing, error: null, refusal: null });

describe('the overview', () => {
  it('says in plain words what the factor protects against and what not, and what it costs', () => {
    const text = overview(nothing);
    expect(text).toContain('It does not protect against');
    expect(text).toContain('makes the keys with other software');
    expect(text).toContain('0.00000546 FLUX and the fee');
    expect(text).toContain('no record is not the same as off');
  });

  it('offers what can be done and nothing else', () => {
    expect(overview(nothing)).toMatch(/Switch on/);
    expect(overview(nothing)).not.toMatch(/I have lost it|Switch off/);
    expect(overview(on)).toMatch(/I have lost it/);
    expect(overview(on)).toMatch(/Switch off/);
    const running = overview({ ...on, request });
    expect(running).toMatch(/is being switched off/);
    expect(running).toMatch(/Keep it on/);
    expect(running).not.toMatch(/I have lost it/);
    expect(overview({ ...nothing, kind: 'unknown', why: 'no-answer', sources: [] })).not.toMatch(/Switch on/);
  });
});

describe('the question', () => {
  it('shows a running request, a disagreement and a wait; while it lasts nothing can be sent', () => {
    const text = textOf({ ...ask, notice: 'disagree', requestBlocksLeft: 10, waitUntilMs: 1_030_000 });
    expect(text).toContain('is being switched off');
    expect(text).toContain('The servers disagree');
    expect(text).toContain('Next one in 30 seconds');
    expect(html({ ...ask, waitUntilMs: 1_030_000 })).toMatch(
      /<button[^>]* disabled=""[^>]*>(?:(?!<\/button>).)*Continue/s,
    );
  });

  it('of two factors names neither as the wrong one', () => {
    expect(textOf({ ...ask, issue: { field: 'code', reason: 'wrong' } })).toContain('The code, the PIN or both');
    expect(textOf({ ...ask, needsCode: false, issue: { field: 'pin', reason: 'wrong' } })).toContain(
      'Not the right answer',
    );
  });

  it('a newer version’s record offers no way round', () => {
    const standing: D2faView = { ...nothing, kind: 'newer-version' };
    const text = textOf({ step: 'undecided', purpose: 'send', standing, mayConsent: false, issue: null });
    expect(text).toContain('Update before you go on');
    expect(text).not.toContain('Go on without');
  });

  it('what this device cannot read stops everything', () => {
    expect(textOf({ step: 'stuck', error: { code: 'vault.newer-version', data: {} } })).toContain('Ask again');
  });
});

describe('the review', () => {
  const review: FactorReview = {
    kind: 'change',
    amount: 546n,
    fee: 337n,
    total: 883n,
    anchor: 't1T8yaLVhNqxA5KJcmiqqFN88e8DNp2PBfF',
    inputCount: 1,
    signedSize: 337,
    expiryHeight: 2_950_120,
    recordHex: 'ab'.repeat(80),
    rawHex: 'cd',
  };
  const view = { step: 'review', review, openedAtMs: 1_000_000, validUntilMs: 1_300_000 } as const;
  const isApproveOff = (markup: string) =>
    /<button[^>]* disabled=""[^>]*>(?:(?!<\/button>).)*Approve and publish/s.test(markup);

  it('T-01: shows amount, fee and total to the unit, the address whole and the record', () => {
    const text = textOf(view).replaceAll(/\s/g, '');
    for (const part of ['0.00000546', '0.00000337', '0.00000883', review.anchor, review.recordHex])
      expect(text).toContain(part);
  });

  it('E-29: Approve rests for a moment, and when the time is over', () => {
    expect(isApproveOff(html(view, 1_000_000 + SETTLE_MS - 1))).toBe(true);
    expect(isApproveOff(html(view, 1_000_000 + SETTLE_MS))).toBe(false);
    expect(isApproveOff(html(view, 1_300_000))).toBe(true);
  });
});
