import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { autoLockAfter, defaultAutoLock, judgeAutoLock } from './auto-lock.ts';
import { judgeFreeMessage } from './free-message.ts';
import { passwordFrom, ruleOnRecipients } from './recipient-rule.ts';
import {
  adjustToClock,
  countFailure,
  noFailures,
  remainingWait,
  type ThrottleState,
  waitAfter,
} from './unlock-throttle.ts';

describe('T-04: first payments', () => {
  const known = new Set(['t1bob']);
  it('are said to be such and ask for the password from a set value on', () => {
    const rule = (address: string, amount: bigint) => ruleOnRecipients([{ address, amount }], known, 100n);
    expect(rule('t1bob', 1000n)).toEqual({ firstPayments: [], asksPassword: false });
    expect(rule('t1eve', 99n)).toEqual({ firstPayments: ['t1eve'], asksPassword: false });
    expect(rule('t1eve', 100n)).toEqual({ firstPayments: ['t1eve'], asksPassword: true });
    expect(ruleOnRecipients([{ address: 't1bob', amount: 100n }], null, 100n)).toEqual({
      firstPayments: ['t1bob'],
      asksPassword: true,
    });
    expect(passwordFrom.flux).toBe(1_000n * 10n ** 8n);
  });

  it('are added up: one payment to many new addresses is no way around it', () => {
    const to = (address: string, amount: bigint) => ({ address, amount });
    expect(ruleOnRecipients([to('t1eve', 60n), to('t1mal', 40n)], known, 100n).asksPassword).toBe(true);
    expect(ruleOnRecipients([to('t1eve', 60n), to('t1bob', 40n)], known, 100n).asksPassword).toBe(false);
    expect(ruleOnRecipients([to('t1eve', 60n), to('t1eve', 40n)], known, 100n)).toEqual({
      firstPayments: ['t1eve'],
      asksPassword: true,
    });
    expect(ruleOnRecipients([], known, 0n).asksPassword).toBe(false);
  });
});

describe('E-21: unlock throttle', () => {
  it('waits 30 s after five failures, doubles, and stays at 15 minutes', () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 11, 500].map(waitAfter)).toEqual([
      0, 0, 30e3, 60e3, 120e3, 240e3, 480e3, 900e3, 900e3, 900e3,
    ]);
  });

  it('counts, waits and starts over', () => {
    let state: ThrottleState = noFailures;
    for (let attempt = 0; attempt < 5; attempt++) {
      expect(remainingWait(state, 1000 + attempt)).toBe(0);
      state = countFailure(state, 1000 + attempt);
    }
    expect(remainingWait(state, 1004)).toBe(30_000);
    expect(remainingWait(state, 31_003)).toBe(1);
    expect(remainingWait(state, 31_004)).toBe(0);
    expect(remainingWait(noFailures, 0)).toBe(0);
  });

  it('is neither shortened nor prolonged for ever by a clock that is set (property)', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 40 }), fc.nat(), fc.nat(), (failures, last, now) => {
        const state = { failures, lastFailureMs: last };
        const wait = remainingWait(state, now);
        expect(wait).toBeLessThanOrEqual(waitAfter(failures));
        if (now < last) expect(wait).toBe(waitAfter(failures));
        const adjusted = adjustToClock(state, now);
        expect(remainingWait(adjusted, now)).toBe(wait);
        expect(remainingWait(adjusted, now + waitAfter(failures))).toBe(0);
      }),
    );
  });
});

describe('E-27: auto-lock', () => {
  it('warns at nine minutes and locks at ten', () => {
    expect(judgeAutoLock(0, 0)).toEqual({ kind: 'open', lookAgainInMs: 540_000 });
    expect(judgeAutoLock(0, 539_999)).toEqual({ kind: 'open', lookAgainInMs: 1 });
    expect(judgeAutoLock(0, 540_000)).toEqual({ kind: 'warn', locksInMs: 60_000 });
    expect(judgeAutoLock(0, 599_999)).toEqual({ kind: 'warn', locksInMs: 1 });
    expect(judgeAutoLock(0, 600_000)).toEqual({ kind: 'lock' });
  });

  it('locks when the clock went back or is no number', () => {
    expect(judgeAutoLock(10, 9).kind).toBe('lock');
    expect(judgeAutoLock(Number.NaN, 9).kind).toBe('lock');
  });

  it('warns half-way when the chosen time is short', () => {
    expect(autoLockAfter(60_000)).toEqual({ lockAfterMs: 60_000, warnAfterMs: 30_000 });
    expect(autoLockAfter(600_000)).toEqual(defaultAutoLock);
    expect(() => autoLockAfter(0)).toThrow(RangeError);
  });
});

describe('T-13: free messages', () => {
  it.each([
    ['', 'empty'],
    [' \n', 'empty'],
    ['x'.repeat(4001), 'too-long'],
    ['a'.repeat(64), 'digest'],
    [` ${'0F'.repeat(32)}\n`, 'digest'],
    [`0x${'a'.repeat(64)}`, 'digest'],
    [`${'ab'.repeat(16)} ${'ab'.repeat(16)}`, 'digest'],
    [`0400008085202f89${'00'.repeat(60)}`, 'transaction'],
    [`70736274ff${'01'.repeat(30)}`, 'transaction'],
    ['cHNidP8BAHUCAAAAASaBcTce3/KF6Tet7qSze3gADAVmy7OtZGQXE8pCFxv2AAAAAAD+////', 'transaction'],
    ['1600000000000abcdefghijklmnopqrstuvwxyz0123456789', 'login-phrase'],
    [`1600000000000${'a'.repeat(30)}`, 'login-phrase'],
    ['1600000000000 I agree to the terms of this service', 'login-phrase'],
    ['0x18bcfe56800 I agree to the terms of this service', 'login-phrase'],
    ['1700000000e3  I agree to the terms of this service', 'login-phrase'],
    ['1.7e12        I agree to the terms of this service', 'login-phrase'],
    ['\n 170000000e4 I agree to the terms of this service', 'login-phrase'],
    ['\u0018Bitcoin Signed Message:\nhello', 'protocol-prefix'],
    ['Zelcash Signed Message:\nhello', 'protocol-prefix'],
    ['\u0019Ethereum Signed Message:\n5hello', 'protocol-prefix'],
  ])('refuses (case %#) as its second column says', (text, reason) => {
    expect(judgeFreeMessage(text)).toEqual({ ok: false, reason });
  });

  it.each(['hello', 'I own t1abc, 12 March 2026.', 'cafe', '1600000000000', 'Signed Message of the day', 'deadbeef'])(
    'lets %j through unchanged',
    (text) => {
      expect(judgeFreeMessage(text)).toEqual({ ok: true, value: text });
    },
  );

  it('never lets 64 hex characters through, however they are spaced (property)', () => {
    const spaced = fc.tuple(
      fc.stringMatching(/^[0-9a-fA-F]{64}$/),
      fc.nat({ max: 64 }),
      fc.constantFrom('', ' ', '\n', '\t'),
    );
    fc.assert(
      fc.property(spaced, ([hex, at, gap]) => {
        expect(judgeFreeMessage(hex.slice(0, at) + gap + hex.slice(at)).ok).toBe(false);
      }),
    );
  });
});
