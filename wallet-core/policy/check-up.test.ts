import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../errors/index.ts';
import {
  beginCheckUps,
  type CheckUp,
  failCheckUp,
  formatCheckUp,
  judgeCheckUp,
  parseCheckUp,
  passCheckUp,
  postponeCheckUp,
} from './check-up.ts';

const day = 86_400_000;
const start = 1_800_000_000_000;
const at = (days: number): number => start + days * day;

describe('check-ups', () => {
  it('are due after 30 days, then every 90', () => {
    const fresh = beginCheckUps(start);
    expect(judgeCheckUp(fresh, at(30) - 1)).toEqual({ kind: 'not-due', dueAtMs: at(30) });
    expect(judgeCheckUp(fresh, at(30))).toEqual({ kind: 'due', dueAtMs: at(30) });
    const passed = passCheckUp(fresh, at(31));
    expect(judgeCheckUp(passed, at(121) - 1)).toEqual({ kind: 'not-due', dueAtMs: at(121) });
    expect(judgeCheckUp(passed, at(121))).toEqual({ kind: 'due', dueAtMs: at(121) });
    expect(judgeCheckUp(passCheckUp(passed, at(121)), at(122))).toEqual({ kind: 'not-due', dueAtMs: at(211) });
  });

  it('can be put off for three days at a time', () => {
    const later = postponeCheckUp(beginCheckUps(start), at(30));
    expect(judgeCheckUp(later, at(32))).toEqual({ kind: 'postponed', untilMs: at(33), dueAtMs: at(30) });
    expect(judgeCheckUp(later, at(33))).toEqual({ kind: 'due', dueAtMs: at(30) });
    // A clock set back does not put it off for longer than that.
    expect(judgeCheckUp({ ...later, sinceMs: at(-60) }, at(29))).toMatchObject({ kind: 'due' });
  });

  it('that fail are said until one passes, due or not', () => {
    const failed = failCheckUp(passCheckUp(beginCheckUps(start), at(31)), at(40));
    expect(judgeCheckUp(failed, at(41))).toEqual({ kind: 'failed', atMs: at(40) });
    expect(judgeCheckUp(postponeCheckUp(failed, at(41)), at(42))).toEqual({ kind: 'failed', atMs: at(40) });
    expect(judgeCheckUp(passCheckUp(failed, at(43)), at(44)).kind).toBe('not-due');
  });

  it('a clock set back never puts them off for longer than the whole time (property)', () => {
    const states: fc.Arbitrary<CheckUp> = fc.record({
      sinceMs: fc.nat(1e12),
      passedMs: fc.option(fc.nat(1e12)),
      failedMs: fc.constant(null),
      postponedToMs: fc.option(fc.nat(1e12)),
    });
    fc.assert(
      fc.property(states, fc.nat(1e12), (state, nowMs) => {
        const verdict = judgeCheckUp(state, nowMs);
        if (verdict.kind === 'not-due') expect(verdict.dueAtMs - nowMs).toBeLessThanOrEqual(90 * day);
        if (verdict.kind === 'postponed') expect(verdict.untilMs - nowMs).toBeLessThanOrEqual(3 * day);
        expect(judgeCheckUp(state, nowMs + 94 * day).kind === 'due' || nowMs < (state.passedMs ?? state.sinceMs)).toBe(
          true,
        );
        expect(parseCheckUp(formatCheckUp(state))).toEqual(state);
      }),
    );
  });
});

describe('the stored form', () => {
  const codeOf = (text: string): string => {
    try {
      parseCheckUp(text);
      return 'no error';
    } catch (error) {
      return isWalletError(error) ? error.code : String(error);
    }
  };

  it('of version 1 opens as first released', () => {
    const text = '{"version":1,"data":{"sinceMs":5,"passedMs":null,"failedMs":7,"postponedToMs":null}}';
    expect(parseCheckUp(text)).toEqual({ sinceMs: 5, passedMs: null, failedMs: 7, postponedToMs: null });
    expect(formatCheckUp(parseCheckUp(text))).toBe(text);
  });

  it.each([
    ['{"version":2,"data":"?"}', 'vault.newer-version'],
    ['', 'vault.bad-format'],
    ['{}', 'vault.bad-format'],
    ['{"version":1,"data":{"sinceMs":5}}', 'vault.bad-format'],
    ['{"version":1,"data":{"sinceMs":-5,"passedMs":null,"failedMs":null,"postponedToMs":null}}', 'vault.bad-format'],
    [
      '{"version":1,"data":{"sinceMs":5,"passedMs":null,"failedMs":7,"postponedToMs":null},"more":1}',
      'vault.bad-format',
    ],
  ])('refuses %s', (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  it('gives a state or a vault error for any text (property)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(codeOf(text)).toMatch(/^(no error|vault\.)/);
      }),
    );
  });
});
