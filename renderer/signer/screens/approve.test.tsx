import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { SETTLE_MS } from '../session/approval-desk.ts';
import { judgeRecipients } from '../session/judge-recipients.ts';
import { reviewPayment } from '../session/payment-review.ts';
import type { Screen } from '../session/screen.ts';
import type { SignerParts } from '../start.ts';
import { buildPayment, makeKeyring, otherStranger, stranger } from '../testing/payment-fixture.ts';
import { ApproveScreen } from './approve.tsx';

const keys = makeKeyring();

interface Case {
  readonly paidBefore?: readonly string[];
  readonly misleadingMessageHex?: string;
  readonly recipients?: readonly { readonly address: typeof stranger; readonly amount: bigint }[];
  readonly ageMs?: number;
  readonly isChangeFar?: boolean;
}

function render(some: Case = {}): string {
  const { paidBefore = [stranger], misleadingMessageHex, recipients, ageMs = SETTLE_MS, isChangeFar = false } = some;
  const { unsigned, stated } = buildPayment(keys, recipients === undefined ? {} : { recipients });
  const outcome = reviewPayment(unsigned, stated, keys, 1_795_000_000_000);
  if (outcome.kind === 'refused') throw new TypeError('refused');
  const review = { ...outcome.review, ...(misleadingMessageHex === undefined ? {} : { misleadingMessageHex }) };
  const addresses = review.recipients.map(({ address }) => address);
  const screen: Extract<Screen, { kind: 'approve' }> = {
    kind: 'approve',
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
    review,
    judgements: judgeRecipients(addresses, paidBefore, keys),
    asksPassword: false,
    farChange: isChangeFar ? { branch: 'change', index: 41 } : null,
    openedAtMs: 1_000_000,
    validUntilMs: 1_300_000,
  };
  const parts = { approvals: {}, clock: { now: () => 1_000_000 + ageMs, sleep: () => Promise.resolve() } };
  return renderToStaticMarkup(<ApproveScreen {...(parts as unknown as SignerParts)} screen={screen} />);
}

const textOf = (html: string) => html.replaceAll(/<[^>]*>/g, '');
const isApproveOff = (html: string) => /<button[^>]* disabled=""[^>]*>(?:(?!<\/button>).)*Approve and sign/s.test(html);

describe('the review on screen', () => {
  it('T-01: shows every character of the address, amount, fee, total, network and message', () => {
    const html = render();
    const text = textOf(html);
    for (const part of [stranger, '2.5', 'FLUX main chain', 'lunch', 'You have paid this address before.']) {
      expect(text).toContain(part);
    }
    expect(isApproveOff(html)).toBe(false);
  });

  it.each([
    ['before the screen has settled', { ageMs: SETTLE_MS - 1 }],
    ['after its time', { ageMs: 300_000 }],
    ['with a clock set back', { ageMs: -1 }],
    ['while the warning of a first payment is unopened', { paidBefore: [] }],
    ['while the warning of a misleading message is unopened', { misleadingMessageHex: 'e280ae' }],
    ['while far change is not accepted', { isChangeFar: true }],
    ['while a look-alike is not accepted', { paidBefore: [`${stranger.slice(0, 10)}zzzz${stranger.slice(14)}`] }],
  ] satisfies readonly (readonly [string, Case])[])('E-29: Approve is off %s', (_what, some) => {
    expect(isApproveOff(render(some))).toBe(true);
  });

  it('T-06: says to which of the own addresses far change goes, counted from one', () => {
    expect(textOf(render({ isChangeFar: true }))).toContain('your own change address number 42');
  });

  it('T-04: among several recipients says which is paid for the first time', () => {
    const text = textOf(
      render({
        recipients: [
          { address: stranger, amount: 1_000n },
          { address: otherStranger, amount: 2_000n },
        ],
        paidBefore: [otherStranger],
      }),
    );
    const [before, after] = text.split(otherStranger);
    expect(before).toContain('First payment to this address');
    expect(after).toContain('You have paid this address before.');
  });
});
