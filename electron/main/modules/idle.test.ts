import { beforeEach, describe, expect, it } from 'vitest';
import { type CurrentSettings, createCurrentSettings } from '../current-settings.ts';
import { createManualClock, type ManualClock } from '../testing/manual-clock.ts';
import { settings } from '../testing/samples.ts';
import { type Idle, initIdle } from './idle.ts';

const MINUTE = 60_000;

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
    idle.handlers['session.activity']({}, { kind: 'signer' });
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
