import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { type CurrentSettings, createCurrentSettings } from '../current-settings.ts';
import { judgeIdle } from '../idle-rule.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { settings } from '../testing/samples.ts';
import { type Idle, initIdle } from './idle.ts';

const MINUTE = 60_000;

describe('judgeIdle', () => {
  it.each([
    [0, { kind: 'active', nextLookMs: 9 * MINUTE }],
    [9 * MINUTE - 1, { kind: 'active', nextLookMs: 1 }],
    [9 * MINUTE, { kind: 'warning', secondsLeft: 60, nextLookMs: MINUTE }],
    [10 * MINUTE - 1, { kind: 'warning', secondsLeft: 1, nextLookMs: 1 }],
    [10 * MINUTE, { kind: 'expired' }],
    [1e12, { kind: 'expired' }],
    [-1, { kind: 'expired' }],
  ])('after %d ms of ten minutes', (elapsed, expected) => {
    expect(judgeIdle(5_000, 5_000 + elapsed, 10 * MINUTE)).toEqual(expected);
  });

  it('with a one-minute limit warns half-way', () => {
    expect(judgeIdle(0, 29_999, MINUTE).kind).toBe('active');
    expect(judgeIdle(0, 30_000, MINUTE)).toMatchObject({ kind: 'warning', secondsLeft: 30 });
  });

  it('always expires at the limit, and never asks to be looked at later than that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), fc.nat(8e6), (minutes, elapsed) => {
        const limit = minutes * MINUTE;
        const state = judgeIdle(0, elapsed, limit);
        expect(state.kind === 'expired').toBe(elapsed >= limit);
        if (state.kind !== 'expired') {
          expect(state.nextLookMs).toBeGreaterThan(0);
          expect(elapsed + state.nextLookMs).toBeLessThanOrEqual(limit);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('E-27: auto-lock', () => {
  let clock: ManualClock;
  let current: CurrentSettings;
  let happened: string[];
  let idle: Idle;

  beforeEach(() => {
    clock = createManualClock();
    current = createCurrentSettings();
    happened = [];
    idle = initIdle({
      clock,
      settings: current,
      warn: (secondsLeft) => happened.push(`warn ${secondsLeft}`),
      expire: () => happened.push('expire'),
    });
  });

  it('does nothing until somebody has done something', async () => {
    await clock.advance(60 * MINUTE);
    expect(happened).toEqual([]);
  });

  it('warns after nine minutes, once, and locks after ten', async () => {
    idle.touch();
    await clock.advance(9 * MINUTE - 1);
    expect(happened).toEqual([]);
    await clock.advance(1);
    expect(happened).toEqual(['warn 60']);
    await clock.advance(MINUTE - 1);
    expect(happened).toEqual(['warn 60']);
    await clock.advance(1);
    expect(happened).toEqual(['warn 60', 'expire']);
    await clock.advance(60 * MINUTE);
    expect(happened).toHaveLength(2);
  });

  it('activity starts it anew, also after a warning', async () => {
    idle.touch();
    await clock.advance(9 * MINUTE + 10_000);
    idle.handlers['session.activity']({}, { kind: 'app' });
    await clock.advance(9 * MINUTE - 30_000);
    expect(happened).toEqual(['warn 60']);
    await clock.advance(2 * MINUTE);
    expect(happened.slice(-1)).toEqual(['expire']);
  });

  it('follows the setting, at once', async () => {
    current.set({ ...settings, autoLockMinutes: 120 });
    idle.touch();
    await clock.advance(60 * MINUTE);
    expect(happened).toEqual([]);
    current.set({ ...settings, autoLockMinutes: 1 });
    await clock.advance(0);
    expect(happened).toEqual(['expire']);
  });

  it('looks at the wall clock: after a sleep of hours nobody gets ten more minutes', async () => {
    idle.touch();
    clock.jump(8 * 60 * MINUTE);
    await clock.advance(30_000);
    expect(happened).toEqual(['expire']);
  });

  it('stops with the session', async () => {
    idle.touch();
    idle.stop();
    await clock.advance(60 * MINUTE);
    expect(happened).toEqual([]);
    idle.touch();
    await clock.advance(10 * MINUTE);
    expect(happened).toEqual(['warn 60', 'expire']);
  });
});
