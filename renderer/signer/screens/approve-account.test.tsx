import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { fluxOn } from '../../../wallet-core/assets/index.ts';
import type { AccountDraft } from '../../../wallet-core/chain-contract/index.ts';
import { reviewAccountPayment } from '../session/account-review.ts';
import { SETTLE_MS } from '../session/approval-desk.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import {
  allowanceDraft,
  buildAccountPayment,
  ETHER,
  evmStranger,
  someToken,
  transferDraft,
} from '../testing/account-fixture.ts';
import { makeKeyring } from '../testing/payment-fixture.ts';
import { ApproveAccountScreen } from './approve-account.tsx';

const keys = makeKeyring();
const flux = fluxOn('ethereum')?.identifier ?? '';

function render(
  draft: AccountDraft,
  standing: 'paid-before' | 'first-time' = 'paid-before',
  ageMs = SETTLE_MS,
): string {
  const { unsigned, stated } = buildAccountPayment(keys, draft);
  const outcome = reviewAccountPayment(unsigned, stated, keys, [], { symbol: 'EXA', decimals: 6 });
  if (outcome.kind === 'refused') throw new TypeError(outcome.reasons.join());
  const screen: Extract<Screen, { kind: 'approve-account' }> = {
    kind: 'approve-account',
    account: {
      accountId: keys.accountId,
      kind: 'password',
      label: 'ada',
      username: 'ada',
      fingerprint: ['write', 'push', 'receive'],
      createdAtMs: 0,
      lastOpenedAtMs: null,
    },
    requestId: 'ab'.repeat(16),
    review: outcome.review,
    judgement: { address: evmStranger, standing, lookAlike: null },
    asksPassword: false,
    openedAtMs: 1_000_000,
    validUntilMs: 1_300_000,
  };
  const parts = { accountApprovals: {}, clock: { now: () => 1_000_000 + ageMs, sleep: () => Promise.resolve() } };
  return renderToStaticMarkup(<ApproveAccountScreen {...(parts as unknown as SignerParts)} screen={screen} />);
}

const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, '');
const isApproveOff = (html: string) => /<button[^>]* disabled=""[^>]*>(?:(?!<\/button>).)*Approve and sign/s.test(html);

describe('the review of a chain with accounts on screen', () => {
  it('T-01: shows every character of the recipient, amount, fee, network and contract', () => {
    const html = render(transferDraft(flux, 250_000_000n, 8));
    const text = textOf(html);
    for (const part of [evmStranger, '2.5', 'FLUX', '0.001365', 'ETH', 'Ethereum', flux]) expect(text).toContain(part);
    expect(isApproveOff(html)).toBe(false);
  });

  it('E-29: Approve rests while the screen settles', () => {
    expect(isApproveOff(render(transferDraft('native', ETHER, 18), 'paid-before', SETTLE_MS - 1))).toBe(true);
  });

  it.each<[string, AccountDraft, 'paid-before' | 'first-time', string]>([
    ['a first payment', transferDraft('native', ETHER, 18), 'first-time', 'First payment'],
    ['an allowance', allowanceDraft(flux, 500n), 'paid-before', 'It can be taken at any time'],
    ['a token this window does not know', transferDraft(someToken, 5n, 6), 'paid-before', 'does not know the token'],
  ])('T-01: %s has to be opened before Approve works', (_name, draft, standing, words) => {
    const html = render(draft, standing);
    expect(textOf(html)).toContain(words);
    expect(isApproveOff(html)).toBe(true);
  });

  it('T-05: an unknown token is told in smallest units, the app’s name for it as a claim', () => {
    const text = textOf(render(transferDraft(someToken, 5n, 6)));
    expect(text).toContain('smallest units of an unknown token');
    expect(text).toContain('As the app calls it');
    expect(text).toContain(someToken);
  });
});
