import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Review, ReviewOutput } from '../chain-contract/index.ts';
import { type AddressText, unsafeBrand } from '../primitives/index.ts';
import { readVersioned } from '../vault/versioned.ts';
import { type D2faOutput, type D2faReading, d2faReading, toWireOutput } from './candidates.ts';
import { type D2faFindings, judgeD2fa } from './judge.ts';
import { type D2faMemory, d2faMemoryFormat, formatD2faMemory, maxRemembered, rememberMade } from './memory.ts';
import { planChange } from './plan-change.ts';
import { anchorUnits, comparePublication, type D2faPublication, placeholderData } from './publication.ts';
import type { D2faBody } from './record.ts';
import { rememberFindings } from './remember-findings.ts';
import { requireFactors } from './state.ts';
import { freshOutpoint, output, ownKey, reading, setting } from './testing/chain.ts';

const off = { kind: 'off' } as const;
const request = { kind: 'disable-request' } as const;

function judge(readings: readonly D2faReading[], memory: D2faMemory | null = null): D2faFindings {
  return judgeD2fa({ d2faKey: ownKey(), readings, memory, nowMs: 1_000_000 });
}

describe('planChange', () => {
  const plan = (findings: D2faFindings, wanted: D2faBody['kind'], proved = false, memory: D2faMemory | null = null) => {
    const planned = planChange(findings, memory, wanted, proved);
    return planned.ok ? planned.value.sequence : planned.reason;
  };
  const none = judge([reading([], 130)]);
  const on = judge([reading([output(4, setting(), 100)], 130)]);
  const running = judge([reading([output(4, setting(), 100), output(5, request, 110)], 130)]);
  const switchedOff = judge([reading([output(4, off, 100)], 130)]);
  const unknown = judge([]);
  const contested = judge([reading([output(4, setting(), 100)], 130), reading([], 130, { source: 'two.example' })]);

  it('lets the first setting through, and asks for the factors before any change of it', () => {
    expect(plan(none, 'on')).toBe(1);
    expect(plan(switchedOff, 'on')).toBe(5);
    expect(plan(on, 'on')).toBe('factors-first');
    expect(plan(on, 'off')).toBe('factors-first');
    expect(plan(running, 'on')).toBe('factors-first');
    expect(plan(contested, 'off')).toBe('factors-first');
    expect(plan(on, 'on', true)).toBe(5);
    expect(plan(on, 'off', true)).toBe(5);
    expect(plan(running, 'on', true)).toBe(6);
  });

  it('a disable request needs no factor, once', () => {
    expect(plan(on, 'disable-request')).toBe(5);
    expect(plan(contested, 'disable-request')).toBe(5);
    expect(plan(running, 'disable-request')).toBe('nothing-to-disable');
    expect(plan(switchedOff, 'disable-request')).toBe('nothing-to-disable');
    expect(plan(none, 'disable-request')).toBe('nothing-to-disable');
    expect(plan(unknown, 'disable-request')).toBe('not-known');
  });

  it('changes nothing that is not known, and switches nothing off that is not on', () => {
    expect(plan(unknown, 'on', true)).toBe('not-known');
    expect(plan(unknown, 'off', true)).toBe('not-known');
    expect(plan(none, 'off', true)).toBe('nothing-to-switch-off');
    expect(plan(switchedOff, 'off', true)).toBe('nothing-to-switch-off');
  });

  it('goes beyond what was made before, but not further than others look', () => {
    expect(plan(on, 'on', true, rememberMade(null, 7))).toBe(8);
    expect(plan(on, 'on', true, rememberMade(null, 700))).toBe(12);
    const last = judge([reading([output(0xffff_ffff, setting(), 100)], 130)]);
    expect(plan(last, 'off', true)).toBe('too-many-changes');
  });
});

describe('a server that lies', () => {
  it('beside an honest one can contradict, but not switch off what is on (property)', () => {
    const truth = [
      output(1, setting(['send']), 100),
      output(2, off, 110),
      output(3, setting(), 120),
      output(4, request, 2_900),
    ];
    const lies = fc.record({
      shown: fc.subarray(truth),
      heights: fc.array(fc.option(fc.integer({ min: 0, max: 6_000 })), { minLength: 4, maxLength: 4 }),
      tipHeight: fc.integer({ min: 0, max: 6_000 }),
      complete: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(lies, { minLength: 1, maxLength: 3 }), (liars) => {
        const honest = reading(truth, 3_000);
        const others = liars.map(({ shown, heights, tipHeight, complete }, at) => {
          const outputs = shown.map((item, index) => ({ ...item, height: heights[index] ?? null }));
          return reading(outputs, tipHeight, { complete, source: `liar-${at}.example` });
        });
        const { state } = judge([honest, ...others]);
        for (const purpose of ['send', 'sign', 'export', 'change'] as const) {
          expect(requireFactors(state, purpose).kind).not.toBe('none');
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the form at borders', () => {
  const wire = (item: D2faReading): unknown => ({ ...item, outputs: item.outputs.map(toWireOutput) });

  it('comes through as it was', () => {
    const given = reading([output(1, setting(), 100), output(2, off, null)], 130);
    expect(d2faReading.parse(JSON.parse(JSON.stringify(wire(given))))).toEqual(given);
  });

  it.each([
    ['a long record', { data: '00'.repeat(81) }],
    ['a short record', { data: '00'.repeat(79) }],
    ['upper case', { data: 'AB'.repeat(80) }],
    ['no outpoint', { firstInput: 'ab' }],
    ['a height below zero', { height: -1 }],
    ['a height like a time', { height: 500_000_000 }],
    ['a half height', { height: 1.5 }],
    ['another field', { more: 1 }],
  ])('refuses %s', (_case, change) => {
    const item = { ...toWireOutput(output(1, off, 100)), ...change };
    expect(d2faReading.safeParse({ ...reading([], 130), outputs: [item] }).success).toBe(false);
  });

  it('takes nothing else, whatever comes (property)', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(d2faReading.safeParse(value).success).toBe(false);
      }),
    );
  });
});

describe('the memory of this device', () => {
  const written = (outputs: readonly D2faOutput[]): D2faMemory => ({ tipHeight: 130, highestMade: 3, outputs });

  it('is stored and read again', () => {
    const memory = written([output(1, setting(), 100), output(2, off, null)]);
    expect(readVersioned(d2faMemoryFormat, formatD2faMemory(memory))).toEqual(memory);
    expect(() => readVersioned(d2faMemoryFormat, '{"version":2,"data":{}}')).toThrow('vault.newer-version');
    expect(() => readVersioned(d2faMemoryFormat, '{"version":1,"data":{}}')).toThrow('vault.bad-format');
  });

  it('opens the form of version 1 as first released', () => {
    const text = `{"version":1,"data":{"tipHeight":130,"highestMade":3,"outputs":[{"txid":"${'0a'.repeat(32)}","firstInput":"${'0b'.repeat(32)}:4","data":"${'0c'.repeat(80)}","height":101}]}}`;
    expect(readVersioned(d2faMemoryFormat, text)).toMatchObject({ tipHeight: 130, outputs: [{ height: 101 }] });
  });

  it('keeps the newest records, where the servers say they stand', () => {
    const outputs = Array.from({ length: 30 }, (_, at) => output(at + 1, off, 100 + at));
    const memory = rememberFindings(null, judge([reading(outputs, 200)]));
    expect(memory?.outputs.length).toBe(maxRemembered);
    expect(memory?.outputs[0]?.height).toBe(129);
    expect(memory).toMatchObject({ tipHeight: 200, highestMade: 0 });
  });

  it('forgets what servers agree was reorganised away, and nothing while they disagree or do not answer', () => {
    const shallow = written([output(1, off, 120)]);
    expect(rememberFindings(shallow, judge([reading([], 140)], shallow))).toEqual({
      tipHeight: 140,
      highestMade: 3,
      outputs: [],
    });
    const fresh = written([output(1, setting(), 120)]);
    expect(rememberFindings(fresh, judge([reading([], 140)], fresh))).toEqual(fresh);
    const deep = written([output(1, setting(), 50)]);
    expect(rememberFindings(deep, judge([reading([], 140)], deep))).toEqual(deep);
    expect(rememberFindings(deep, judge([], deep))).toBe(deep);
    expect(rememberMade(deep, 2).highestMade).toBe(3);
  });
});

describe('the publication (T-06)', () => {
  const anchor = unsafeBrand<AddressText>('t1Anchor');
  const own = unsafeBrand<AddressText>('t1Own');
  const data = Uint8Array.from({ length: 80 }, (_, at) => at);
  const publication: D2faPublication = { chain: 'flux', anchor, data, firstInput: freshOutpoint(), fee: 300n };
  const outputs: readonly ReviewOutput[] = [
    { kind: 'address', vout: 0, address: anchor, amount: anchorUnits },
    { kind: 'address', vout: 1, address: own, amount: 9_154n },
    { kind: 'message', vout: 2, bytes: data, text: null },
  ];
  const review: Review = {
    chain: 'flux',
    outputs,
    inputTotal: 10_000n,
    fee: 300n,
    signedSize: 330,
    expiryHeight: 2_000,
    lockTime: 0,
    inputs: [{ outpoint: publication.firstInput, value: 10_000n, address: own }],
  };
  const compare = (change: Partial<Review>, isOwn: (vout: number) => boolean = (vout) => vout === 1) =>
    comparePublication({ ...review, ...change }, publication, isOwn);
  const replaced = (vout: number, change: object): readonly ReviewOutput[] =>
    outputs.map((item) => (item.vout === vout ? { ...item, ...change } : item));

  it('equals the bytes, with change or without', () => {
    expect(compare({})).toEqual([]);
    const exact = [outputs[0], { ...outputs[2], vout: 1 }].filter((item) => item !== undefined) as ReviewOutput[];
    expect(compare({ outputs: exact, inputTotal: 846n })).toEqual([]);
    expect(placeholderData.length).toBe(80);
  });

  it.each<[string, Partial<Review>, string]>([
    ['another chain', { chain: 'bitcoin' }, 'wrong-chain'],
    ['another first input', { inputs: [{ outpoint: freshOutpoint(), value: 10_000n, address: own }] }, 'first-input'],
    ['no input', { inputs: [] }, 'first-input'],
    ['another record', { outputs: replaced(2, { bytes: data.toReversed() }) }, 'record'],
    ['a shorter record', { outputs: replaced(2, { bytes: data.slice(1) }) }, 'record'],
    ['no record', { outputs: outputs.slice(0, 2) }, 'record'],
    ['two records', { outputs: [...outputs, { kind: 'message', vout: 3, bytes: data, text: null }] }, 'record'],
    [
      'the record before the change',
      {
        outputs: [
          ...replaced(2, { vout: 1 }).slice(0, 1),
          ...replaced(2, { vout: 1 }).slice(2),
          { kind: 'address', vout: 2, address: own, amount: 9_154n },
        ],
      },
      'record-not-last',
    ],
    ['more to the anchor', { outputs: replaced(0, { amount: 547n }) }, 'anchor'],
    ['no anchor', { outputs: outputs.slice(1) }, 'anchor'],
    ['change to a stranger', { outputs: replaced(1, { vout: 7 }) }, 'change-to-stranger'],
    ['a script', { outputs: [...outputs, { kind: 'script', vout: 1, script: data, amount: 0n }] }, 'extra-output'],
    ['another fee', { fee: 301n }, 'fee'],
    ['a sum that does not add up', { inputTotal: 10_001n }, 'fee'],
  ])('refuses %s', (_case, change, mismatch) => {
    expect(compare(change)).toContain(mismatch);
  });

  it('counts only a plain true as own change', () => {
    const truthy = (() => 1) as unknown as (vout: number) => boolean;
    expect(compare({}, truthy)).toEqual(['change-to-stranger']);
  });
});
