import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../primitives/index.ts';
import { type D2faOutput, type D2faReading, maxOutputs, nextAnchors } from './candidates.ts';
import { type D2faFindings, freshForMs, judgeD2fa, settledDepth } from './judge.ts';
import type { D2faMemory } from './memory.ts';
import { disableDelayBlocks } from './standing.ts';
import { requireFactors } from './state.ts';
import { freshOutpoint, output, ownKey, reading, setting, strangerKey } from './testing/chain.ts';
import { contentByHand, sealByHand } from './testing/second-implementation.ts';

const nowMs = 1_000_000;

function judge(readings: readonly D2faReading[], memory: D2faMemory | null = null): D2faFindings {
  return judgeD2fa({ d2faKey: ownKey(), readings, memory, nowMs });
}

const off = { kind: 'off' } as const;
const request = { kind: 'disable-request' } as const;
const remember = (outputs: readonly D2faOutput[], tipHeight: number): D2faMemory => ({
  tipHeight,
  highestMade: 0,
  outputs,
});

/** Authentic content that this release does not know, made by the second implementation. */
function laterVersion(sequence: number, height: number): D2faOutput {
  const firstInput = freshOutpoint();
  const content = contentByHand({ version: 2, kind: 1, asks: 255, factors: 255, sequence, rest: 'ffffffff' });
  const salt = 'ab'.repeat(16);
  const data = fromHex(sealByHand(toHex(ownKey().unsafeReveal()), salt, firstInput, content));
  return { ...output(1, off, height), firstInput, data };
}

describe('one server', () => {
  it('no record found is neither "off" nor "unknown"', () => {
    expect(judge([reading([], 500)])).toMatchObject({
      state: { kind: 'none-found' },
      sources: ['one.example'],
      height: 500,
      highestSequence: 0,
    });
  });

  it('the newest confirmed record holds', () => {
    const outputs = [output(2, off, 110), output(3, setting(['send']), 120), output(1, setting(), 100)];
    const { state } = judge([reading(outputs, 130)]);
    expect(state).toMatchObject({ kind: 'on', request: null, from: 'servers', setting: { sequence: 3 } });
    expect(judge([reading(outputs.slice(0, 1), 130)]).state).toEqual({ kind: 'off', by: 'record' });
  });

  it('an unconfirmed change is shown and has no effect', () => {
    const findings = judge([reading([output(1, setting(), 100), output(2, off, null)], 130)]);
    expect(findings.state).toMatchObject({ kind: 'on', setting: { sequence: 1 } });
    expect(findings.pending.map(({ sequence }) => sequence)).toEqual([2]);
    expect(findings.highestSequence).toBe(2);
  });

  it('a block above the tip counts as unconfirmed', () => {
    expect(judge([reading([output(1, setting(), 131)], 130)]).state).toEqual({ kind: 'none-found' });
  });

  it('an older record that comes again, or late, changes nothing', () => {
    const first = output(1, setting(['send']), 100);
    const again = { ...first, txid: output(9, off, 1).txid, height: 128 };
    const elsewhere = { ...first, firstInput: freshOutpoint(), height: 129 };
    const late = output(2, setting(['sign']), 129);
    const outputs = [first, output(3, off, 120), again, elsewhere, late];
    expect(judge([reading(outputs, 130)]).state).toEqual({ kind: 'off', by: 'record' });
  });

  it('two devices that made the same sequence: the later block holds', () => {
    const outputs = [output(1, setting(['send']), 100), output(1, setting(['sign']), 101)];
    for (const order of [outputs, outputs.toReversed()]) {
      expect(judge([reading(order, 130)]).state).toMatchObject({ setting: { body: { asks: ['sign'] } } });
    }
  });

  it('foreign records and noise are nobody’s', () => {
    const noise = { ...output(1, off, 100), data: new Uint8Array(80).fill(3) };
    const stranger = output(9, off, 101, strangerKey());
    const findings = judge([reading([noise, stranger, output(1, setting(), 100)], 130)]);
    expect(findings.state).toMatchObject({ kind: 'on' });
    expect(findings.highestSequence).toBe(1);
  });

  it('looks at a bounded number of outputs, in bounded time', () => {
    const spam = Array.from({ length: 20_000 }, (_, at) => ({
      ...output(1, off, 100, strangerKey()),
      data: Uint8Array.from({ length: 80 }, (_byte, index) => (at >> (index % 16)) & 0xff),
    }));
    const started = performance.now();
    const { state } = judge([reading([...spam, output(1, setting(), 90)], 130)]);
    expect(state).toEqual({ kind: 'unknown', why: 'incomplete' });
    expect(judge([reading([...spam.slice(0, maxOutputs - 1), output(1, setting(), 90)], 130)]).state.kind).toBe('on');
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('a record of a later version is not taken for anything', () => {
    const sealed = laterVersion(5, 110);
    expect(judge([reading([output(1, off, 100), output(2, off, 110), sealed], 130)]).state).toEqual({
      kind: 'newer-version',
      version: 2,
    });
    expect(requireFactors({ kind: 'newer-version', version: 2 }, 'send')).toEqual({
      kind: 'undecided',
      liftedBy: null,
    });
    // An older one of a later version has been replaced.
    expect(judge([reading([sealed, output(6, setting(), 120)], 130)]).state.kind).toBe('on');
  });
});

describe('a disable request', () => {
  const on = output(1, setting(), 100);
  const asked = output(2, request, 200);
  const at = (tip: number, ...outputs: readonly D2faOutput[]) => judge([reading(outputs, tip)]).state;

  it('is shown and waits 2,880 blocks, then it is off', () => {
    expect(disableDelayBlocks).toBe(2_880);
    expect(at(200, on, asked)).toMatchObject({ kind: 'on', request: { effectiveHeight: 3_080, blocksLeft: 2_880 } });
    expect(at(3_079, on, asked)).toMatchObject({ kind: 'on', request: { blocksLeft: 1, txid: asked.txid } });
    expect(at(3_080, on, asked)).toEqual({ kind: 'off', by: 'request' });
  });

  it('unconfirmed starts no clock', () => {
    expect(at(5_000, on, { ...asked, height: null })).toMatchObject({ kind: 'on', request: null });
  });

  it('is cancelled by a newer setting, before and after', () => {
    expect(at(9_000, on, asked, output(3, setting(), 300))).toMatchObject({ kind: 'on', request: null });
    expect(at(9_000, on, asked, output(3, setting(), 5_000))).toMatchObject({ kind: 'on', request: null });
    expect(at(9_000, on, asked, output(3, off, 300))).toEqual({ kind: 'off', by: 'record' });
  });

  it('an old, cancelled one does not come back', () => {
    const again = { ...asked, firstInput: freshOutpoint(), height: 400 };
    expect(at(9_000, on, asked, output(3, setting(), 300), again)).toMatchObject({ kind: 'on', request: null });
  });

  it('asked twice counts from the first', () => {
    expect(at(3_080, on, asked, output(3, request, 2_000))).toEqual({ kind: 'off', by: 'request' });
  });

  it('with nothing on, it is nothing', () => {
    expect(at(9_000, asked)).toEqual({ kind: 'none-found' });
    expect(at(9_000, output(1, off, 100), asked)).toEqual({ kind: 'off', by: 'record' });
    expect(at(9_000, asked, on)).toEqual({ kind: 'off', by: 'request' });
  });
});

describe('several servers', () => {
  const on = output(1, setting(), 100);

  it('agree: their names stand with the state', () => {
    const findings = judge([reading([on], 130), reading([on], 131, { source: 'two.example' })]);
    expect(findings).toMatchObject({ state: { kind: 'on' }, sources: ['one.example', 'two.example'], height: 130 });
  });

  it('one block apart is no contradiction: the lower tip is the common ground', () => {
    const fresh = output(2, off, 131);
    const findings = judge([reading([on], 130), reading([on, fresh], 131, { source: 'two.example' })]);
    expect(findings.state.kind).toBe('on');
    expect(findings.pending.map(({ sequence }) => sequence)).toEqual([2]);
  });

  it('contradict each other: the setting is asked for, and it is said', () => {
    for (const others of [[], [on, output(2, off, 110)]]) {
      const { state } = judge([reading([on], 130), reading(others, 130, { source: 'two.example' })]);
      expect(state).toMatchObject({ kind: 'disagree', why: 'records', protective: { sequence: 1 } });
      expect(requireFactors(state, 'export').kind).toBe('factors');
    }
    const { state } = judge([reading([], 130), reading([output(2, off, 110)], 130, { source: 'two.example' })]);
    expect(state).toEqual({ kind: 'disagree', why: 'records', protective: null });
    expect(requireFactors(state, 'send')).toEqual({ kind: 'undecided', liftedBy: 'typed-consent' });
  });

  it('with tips far apart see different chains', () => {
    const { state } = judge([reading([on], 130), reading([on], 151, { source: 'two.example' })]);
    expect(state).toMatchObject({ kind: 'disagree', why: 'tips', protective: { sequence: 1 } });
  });

  it('one of them cannot make a request take effect sooner', () => {
    const asked = output(2, request, 200);
    const early = { ...asked, height: 101 };
    const readings = [reading([on, early], 3_000), reading([on, asked], 3_001, { source: 'two.example' })];
    expect(judge(readings).state).toMatchObject({ kind: 'on', request: { effectiveHeight: 3_080 } });
  });

  it('none answered, or none to the end', () => {
    const stale = reading([on], 130, { atMs: nowMs - freshForMs - 1 });
    expect(judge([]).state).toEqual({ kind: 'unknown', why: 'no-answer' });
    expect(judge([stale])).toMatchObject({ state: { kind: 'unknown', why: 'no-answer' }, sources: [], height: null });
    expect(judge([reading([], 130, { complete: false })]).state).toEqual({ kind: 'unknown', why: 'incomplete' });
    expect(judge([reading([output(2, off, 110)], 130, { complete: false })]).state).toEqual({
      kind: 'unknown',
      why: 'incomplete',
    });
    expect(requireFactors({ kind: 'unknown', why: 'no-answer' }, 'export')).toEqual({
      kind: 'undecided',
      liftedBy: 'typed-consent',
    });
  });

  it('what one knows in part is believed against the others', () => {
    expect(judge([reading([on], 130, { complete: false })]).state).toMatchObject({ kind: 'on', from: 'memory' });
    const { state } = judge([reading([], 130), reading([on], 130, { source: 'two.example', complete: false })]);
    expect(state).toMatchObject({ kind: 'disagree', why: 'records', protective: { sequence: 1 } });
  });
});

describe('the memory of this device', () => {
  const on = output(1, setting(), 100);

  it('stands in while nobody answers, but never says "off"', () => {
    expect(judge([], remember([on], 130)).state).toMatchObject({ kind: 'on', from: 'memory' });
    expect(judge([], remember([on, output(2, off, 110)], 130)).state).toEqual({ kind: 'unknown', why: 'no-answer' });
    const asked = output(2, request, 110);
    expect(judge([], remember([on, asked], 130)).state).toMatchObject({ kind: 'on', request: { blocksLeft: 2_860 } });
  });

  it('catches servers that hide a record it saw deep in the chain', () => {
    const tip = 100 + settledDepth - 1;
    expect(judge([reading([], 200)], remember([on], tip)).state).toMatchObject({
      kind: 'disagree',
      why: 'memory',
      protective: { sequence: 1 },
    });
  });

  it('a factor that was on is asked for at any depth: a fresh record that is hidden, or said to be undone', () => {
    const contested = { kind: 'disagree', why: 'memory', protective: { sequence: 1 } };
    expect(judge([reading([], 101)], remember([on], 100)).state).toMatchObject(contested);
    expect(judge([reading([{ ...on, height: null }], 101)], remember([on], 100)).state).toMatchObject(contested);
    // An older setting in its place, likewise.
    const newer = output(3, setting(['send']), 120);
    const state = judge([reading([on, output(2, off, 110)], 130)], remember([on, newer], 121)).state;
    expect(state).toMatchObject({ kind: 'disagree', protective: { sequence: 3 } });
    // What was off and is undone asks for nothing that another record does not ask for.
    expect(judge([reading([], 130)], remember([output(1, off, 120)], 125)).state).toEqual({ kind: 'none-found' });
  });

  it('a request beside a hidden factor does not stand for it, until its day has passed', () => {
    const asked = output(2, request, 110);
    const hiding = judge([reading([asked], 200)], remember([on], 105)).state;
    expect(hiding).toMatchObject({ kind: 'disagree', protective: { sequence: 1 } });
    const late = reading([asked], 110 + disableDelayBlocks);
    expect(judge([late], remember([on, asked], 200)).state).toEqual({ kind: 'none-found' });
  });

  it('is content with anything newer', () => {
    expect(judge([reading([output(2, off, 150)], 200)], remember([on], 199)).state).toEqual({
      kind: 'off',
      by: 'record',
    });
  });
});

describe('nextAnchors', () => {
  it('reads up to the gap behind the last used one', () => {
    expect(nextAnchors(new Map())).toEqual({ sequences: [1, 2, 3, 4, 5, 6, 7, 8], complete: false });
    const unused = new Map([1, 2, 3, 4, 5, 6, 7, 8].map((sequence) => [sequence, false]));
    expect(nextAnchors(unused)).toEqual({ sequences: [], complete: true });
    expect(nextAnchors(new Map([...unused, [3, true]]))).toEqual({ sequences: [9, 10, 11], complete: false });
  });

  it('ends, and says when it ended by its limit (property)', () => {
    fc.assert(
      fc.property(fc.func(fc.boolean()), (isUsed) => {
        const read = new Map<number, boolean>();
        for (let round = 0; round < 2_000; round++) {
          const { sequences, complete } = nextAnchors(read);
          if (sequences.length === 0) {
            const lastUsed = [...read].reduce((last, [sequence, used]) => (used ? Math.max(last, sequence) : last), 0);
            expect(complete).toBe(lastUsed + 8 <= 1_024);
            expect(read.size).toBe(Math.min(lastUsed + 8, 1_024));
            return;
          }
          for (const sequence of sequences) read.set(sequence, isUsed(sequence) === true);
        }
        throw new TypeError('did not end');
      }),
      { numRuns: 20 },
    );
  });
});
