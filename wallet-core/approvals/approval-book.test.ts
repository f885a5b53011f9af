import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../errors/index.ts';
import { type AccountId, unsafeBrand } from '../primitives/index.ts';
import { ApprovalBook, type ApprovalClaim, approvalLifetimeMs } from './approval-book.ts';

const account = (name: string): AccountId => unsafeBrand<AccountId>(name.repeat(16));
const claim = (id = '1', digest = 'd', owner = 'a'): ApprovalClaim => ({
  id: id.repeat(32),
  digest: digest.repeat(64),
  accountId: account(owner),
});

function codeOf(use: () => unknown): string {
  try {
    use();
    return 'ok';
  } catch (error) {
    return isWalletError(error) ? error.code : String(error);
  }
}

function opened(at = 1000): ApprovalBook {
  const book = new ApprovalBook();
  book.open(claim(), at);
  return book;
}

describe('ApprovalBook', () => {
  it('E-29: confirms once, replay refused', () => {
    const book = opened();
    expect(book.current(1000)).toEqual({ id: claim().id, validUntilMs: 1000 + approvalLifetimeMs });
    expect(codeOf(() => book.confirm(claim(), 2000))).toBe('ok');
    expect(codeOf(() => book.confirm(claim(), 2001))).toBe('approval.replayed');
    expect(codeOf(() => book.open(claim(), 2002))).toBe('approval.replayed');
    expect(book.current(2003)).toBeUndefined();
  });

  it('E-29: refuses a forged approval', () => {
    expect(codeOf(() => new ApprovalBook().confirm(claim(), 1000))).toBe('approval.unknown');
    expect(codeOf(() => opened().confirm(claim('2'), 1001))).toBe('approval.unknown');
    expect(codeOf(() => opened().reject('2'.repeat(32), 1001))).toBe('approval.unknown');
  });

  it('E-29: changed bytes or account refuse, and end the approval', () => {
    for (const changed of [claim('1', 'e'), claim('1', 'd', 'b')]) {
      const book = opened();
      expect(codeOf(() => book.confirm(changed, 1001))).toBe('approval.mismatch');
      expect(codeOf(() => book.confirm(claim(), 1002))).toBe('approval.mismatch');
    }
  });

  it('E-29: nothing survives a lock or an account switch', () => {
    const book = opened();
    book.cancelOpen();
    book.cancelOpen();
    expect(codeOf(() => book.confirm(claim(), 1001))).toBe('approval.cancelled');
    expect(codeOf(() => book.open(claim(), 1002))).toBe('approval.replayed');
  });

  it('E-29: lapses after five minutes, and when the clock goes back', () => {
    const last = 1000 + approvalLifetimeMs;
    expect(codeOf(() => opened().confirm(claim(), last - 1))).toBe('ok');
    expect(codeOf(() => opened().confirm(claim(), last))).toBe('approval.expired');
    expect(codeOf(() => opened().confirm(claim(), 999))).toBe('approval.expired');
    expect(codeOf(() => opened().confirm(claim(), Number.NaN))).toBe('approval.expired');
    expect(codeOf(() => new ApprovalBook().open(claim(), Number.POSITIVE_INFINITY))).toBe('approval.expired');
  });

  it('E-29: two at once refused, the next one after the first has ended', () => {
    const book = opened();
    expect(codeOf(() => book.open(claim('2'), 1001))).toBe('session.busy');
    book.reject(claim().id, 1002);
    expect(codeOf(() => book.confirm(claim(), 1003))).toBe('approval.rejected');
    expect(codeOf(() => book.open(claim('2'), 1004))).toBe('ok');
    expect(codeOf(() => book.open(claim('3'), 1004 + approvalLifetimeMs))).toBe('ok');
  });

  it('E-28: anything undefined or malformed refuses', () => {
    const forged: readonly object[] = [
      {},
      { id: claim().id },
      { ...claim(), digest: undefined },
      { ...claim(), accountId: undefined },
      { ...claim(), id: claim().id.toUpperCase().replace('1', 'A') },
      { ...claim(), digest: `${claim().digest}0` },
    ];
    for (const bad of forged)
      expect(codeOf(() => new ApprovalBook().open(bad as ApprovalClaim, 1000))).toBe('approval.mismatch');
    expect(codeOf(() => opened().confirm({ id: claim().id } as ApprovalClaim, 1001))).toBe('approval.mismatch');
    expect(codeOf(() => opened().confirm({} as ApprovalClaim, 1001))).toBe('approval.unknown');
  });
});

/** The book as a table: the simplest thing that could be right. */
interface Model {
  open: { readonly claim: ApprovalClaim; readonly at: number } | null;
  readonly ended: Map<string, string>;
  now: number;
}

const ids = ['1', '2', '3'];
const claims = fc
  .tuple(fc.constantFrom(...ids), fc.constantFrom('d', 'e'), fc.constantFrom('a', 'b'))
  .map((parts) => claim(...parts));

function lapse(model: Model): void {
  if (model.open === null || (model.now >= model.open.at && model.now - model.open.at < approvalLifetimeMs)) return;
  model.ended.set(model.open.claim.id, 'approval.expired');
  model.open = null;
}

function expectedOpen(model: Model, wanted: ApprovalClaim): string {
  lapse(model);
  if (model.ended.has(wanted.id) || model.open?.claim.id === wanted.id) return 'approval.replayed';
  if (model.open !== null) return 'session.busy';
  model.open = { claim: wanted, at: model.now };
  return 'ok';
}

function expectedEnd(model: Model, id: string, confirmed: ApprovalClaim | null): string {
  lapse(model);
  if (model.open === null || model.open.claim.id !== id) return model.ended.get(id) ?? 'approval.unknown';
  const same = confirmed?.digest === model.open.claim.digest && confirmed.accountId === model.open.claim.accountId;
  const [result, later] =
    confirmed === null
      ? ['ok', 'approval.rejected']
      : same
        ? ['ok', 'approval.replayed']
        : ['approval.mismatch', 'approval.mismatch'];
  model.ended.set(id, later);
  model.open = null;
  return result;
}

type Step =
  | { readonly kind: 'open' | 'confirm' | 'reject'; readonly claim: ApprovalClaim }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'wait'; readonly ms: number };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('open' as const, 'confirm' as const, 'reject' as const), claim: claims }),
  fc.record({ kind: fc.constant('cancel' as const) }),
  fc.record({
    kind: fc.constant('wait' as const),
    ms: fc.constantFrom(-1, 0, 1, approvalLifetimeMs - 1, approvalLifetimeMs),
  }),
);

describe('any sequence of calls', () => {
  it('E-28: agrees with the model, and no id is ever confirmed twice (model-based property)', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 60 }), (sequence) => {
        const book = new ApprovalBook();
        const model: Model = { open: null, ended: new Map(), now: 1_000_000 };
        const confirmed = new Set<string>();
        for (const step of sequence) {
          if (step.kind === 'wait') model.now += step.ms;
          else if (step.kind === 'cancel') {
            book.cancelOpen();
            if (model.open !== null) model.ended.set(model.open.claim.id, 'approval.cancelled');
            model.open = null;
          } else if (step.kind === 'open') {
            expect(codeOf(() => book.open(step.claim, model.now))).toBe(expectedOpen(model, step.claim));
          } else if (step.kind === 'reject') {
            expect(codeOf(() => book.reject(step.claim.id, model.now))).toBe(expectedEnd(model, step.claim.id, null));
          } else {
            const result = codeOf(() => book.confirm(step.claim, model.now));
            expect(result).toBe(expectedEnd(model, step.claim.id, step.claim));
            if (result === 'ok') {
              expect(confirmed.has(step.claim.id)).toBe(false);
              confirmed.add(step.claim.id);
            }
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
