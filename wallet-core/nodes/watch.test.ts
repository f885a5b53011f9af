import { describe, expect, it } from 'vitest';
import { coin } from '../coin-control/testing/coins.ts';
import { gatherAlerts, judgeAlert, noAlertMemory } from './alerts.ts';
import { type BenchmarkFigures, judgeBenchmarks } from './benchmarks.ts';
import { judgeClock } from './clock-check.ts';
import { findCollateral } from './collateral-outputs.ts';
import { compareSources } from './compare-sources.ts';
import { daemonReasons, readDaemonReason } from './daemon-reasons.ts';
import { explainProblem, nodeExplanationIds } from './explain-node.ts';
import { networkFigures } from './network-page.ts';
import type { NodeRow } from './node-row.ts';
import { type NodeFacts, nodeState } from './node-state.ts';
import { choosePorts, nodePorts } from './ports.ts';
import { compareVersions, findProblems, type ServerFacts } from './problems.ts';
import { COIN, confirmedRow, factsOf, NOW, waitingRow } from './testing/facts.ts';

const strong: BenchmarkFigures = {
  cores: 8,
  threads: 16,
  ram: 64,
  storage: 880,
  write: 400,
  eps: 1_520,
  download: 100,
  upload: 100,
};

describe('benchmarks', () => {
  it('pass at the table, fail below it, and are unknown when not measured', () => {
    expect(judgeBenchmarks('stratus', strong).every(({ verdict }) => verdict === 'pass')).toBe(true);
    const weak = judgeBenchmarks('stratus', { ...strong, eps: 1_519.9, upload: null, write: Number.NaN });
    expect(weak.filter(({ verdict }) => verdict !== 'pass')).toEqual([
      { item: 'write', have: null, need: 400, verdict: 'unknown' },
      { item: 'eps', have: 1_519.9, need: 1_520, verdict: 'fail' },
      { item: 'upload', have: null, need: 100, verdict: 'unknown' },
    ]);
  });

  it('do not fail a 32 GB machine that shows 31', () => {
    const ram = (have: number) =>
      judgeBenchmarks('nimbus', { ...strong, ram: have }).find(({ item }) => item === 'ram')?.verdict;
    expect([ram(32), ram(31.2), ram(29.9)]).toEqual(['pass', 'short', 'fail']);
  });
});

describe('problems of a server', () => {
  const quiet: ServerFacts = {
    reachable: true,
    daemonHeight: NOW,
    benchmarking: 'NIMBUS',
    benchmark: strong,
    dosState: 0,
    listedKey: '02aa',
    expectedKey: '02aa',
    fluxOsVersion: '8.17.0',
    benchVersion: '6.2.0',
  };
  const kinds = (change: Partial<ServerFacts>, tier: 'nimbus' | 'stratus' = 'nimbus') =>
    findProblems({ ...quiet, ...change }, tier, NOW).map(({ kind }) => kind);

  it('are none when all is well, or nobody says anything', () => {
    expect(kinds({})).toEqual([]);
    const silent = { reachable: null, daemonHeight: null, benchmarking: null, benchmark: null, dosState: null };
    expect(kinds({ ...silent, listedKey: null, expectedKey: null, fluxOsVersion: null, benchVersion: null })).toEqual(
      [],
    );
    expect(kinds({ fluxOsVersion: 'nightly', daemonHeight: NOW - 4 })).toEqual([]);
  });

  it.each<[Partial<ServerFacts>, string]>([
    [{ reachable: false }, 'unreachable'],
    [{ daemonHeight: NOW - 5 }, 'daemon-behind'],
    [{ benchmarking: 'failed' }, 'benchmark-failed'],
    [{ benchmarking: 'toaster' }, 'benchmark-failed'],
    [{ benchmarking: 'running', benchmark: { ...strong, eps: 1 } }, 'benchmark-running'],
    [{ benchmarking: 'CUMULUS' }, 'benchmark-tier-low'],
    [{ benchmark: { ...strong, eps: 600 } }, 'benchmark-figures'],
    [{ dosState: 100 }, 'fluxos-dos'],
    [{ expectedKey: '03bb' }, 'other-key'],
    [{ fluxOsVersion: '8.13.0' }, 'outdated'],
    [{ benchVersion: '6.1.9' }, 'outdated'],
  ])('%o', (change, kind) => {
    expect(kinds(change)).toEqual([kind]);
    for (const problem of findProblems({ ...quiet, ...change }, 'nimbus', NOW)) {
      expect(nodeExplanationIds).toContain(explainProblem(problem).id);
    }
  });

  it('compare versions as numbers', () => {
    expect(compareVersions('8.9.0', '8.13.1')).toBeLessThan(0);
    expect(compareVersions('8.13.1', '8.13.1')).toBe(0);
    expect(compareVersions('v8', '8.13.1')).toBeNull();
  });
});

describe('refusals of the daemon', () => {
  it.each([
    ['16: fluxnode-tx-already-in-chain-or-waiting-for-dos-unban. Code:-26', 'started-or-banned'],
    ['16: fluxnode-tx-already-in-confirm-chain', 'already-confirmed'],
    ["16: fluxnode-tx-destinations-didn't-match", 'wrong-owner'],
    ['18: fluxnode-tx-sig-to-old', 'time-too-old'],
    ['16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Minimum height requirement not met', 'too-young'],
    ["16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Couldn't get coin tier from amount", 'wrong-amount'],
    ['16: bad-txns-fluxnode-inputs-invalid-spent-or-bad-value-Using P2SH nodes before it is active', 'wrong-form'],
    ['16: bad-txns-fluxnode-tx-invalid-signature', 'bad-signature'],
    [
      'Fluxnode already started then not confirmed, in DoS tracker. Must wait until out of DoS tracker to start',
      'banned',
    ],
    ["Fluxnode hasn't met confirmation requirement (remaining confirmations required: 7)\n", 'too-young'],
    ['something new about a Fluxnode', 'unspecified'],
    ['64: dust', undefined],
    ['', undefined],
  ])('%s', (text, reason) => {
    expect(readDaemonReason(text)).toBe(reason);
    if (reason !== undefined) expect(daemonReasons).toContain(reason);
  });

  it('reads no further than it must', () => {
    expect(readDaemonReason(`${' '.repeat(3_000)}fluxnode-tx-sig-to-old`)).toBeUndefined();
  });
});

describe('the network page', () => {
  it('of 3 September 2026', () => {
    const figures = networkFigures({ cumulus: 3_247, nimbus: 1_615, stratus: 1_627 }, NOW);
    expect(figures.nodes).toBe(6_489);
    expect(figures.locked).toBe((3_247n * 1_000n + 1_615n * 12_500n + 1_627n * 40_000n) * COIN);
    expect(figures.paidPerDay).toBe(135n * (COIN / 10n) * 2_880n);
    expect(figures.tiers.cumulus).toMatchObject({ reward: COIN, rotation: { blocks: 3_247, ms: 97_410_000 } });
    expect(figures.leastResources.ram).toBe(3_247 * 8 + 1_615 * 32 + 1_627 * 64);
  });

  it('pays nothing to a tier without nodes', () => {
    expect(networkFigures({ cumulus: 1, nimbus: 0, stratus: 0 }, NOW).paidPerDay).toBe(COIN * 2_880n);
  });
});

describe('two sources', () => {
  const at = (height: number, ...rows: readonly NodeRow[]) => ({
    height,
    rows: new Map(rows.map((row) => [row.key, row])),
  });

  it('agree, differ, or lack a node; heights apart excuse what moves', () => {
    const row = confirmedRow(NOW);
    const moved = { ...row, lastConfirmedHeight: NOW - 1, ip: '198.51.100.1' };
    const keys = [row.key, 'nobody:0'];
    expect(compareSources(at(NOW, row), at(NOW, row), keys)).toEqual([]);
    expect(compareSources(at(NOW, row), at(NOW + 1, moved), keys)).toEqual([]);
    expect(compareSources(at(NOW, row), at(NOW, moved), keys)).toEqual([
      { kind: 'field', key: row.key, field: 'ip' },
      { kind: 'field', key: row.key, field: 'lastConfirmedHeight' },
    ]);
    expect(compareSources(at(NOW, row), at(NOW), keys)).toEqual([{ kind: 'only-first', key: row.key }]);
    expect(compareSources(at(1), at(2, { ...row, tier: 'stratus' }), keys)).toEqual([
      { kind: 'only-second', key: row.key },
    ]);
  });
});

describe('alerts', () => {
  it('are raised once, again after it was well, and never for silence', () => {
    let memory = noAlertMemory;
    const look = (change: Partial<NodeFacts>) => {
      const judged = judgeAlert('k', nodeState(factsOf(change)), memory);
      memory = judged.memory;
      return judged.alert?.kind ?? null;
    };
    expect(look({})).toBeNull();
    expect(look({ start: waitingRow(NOW - 100) })).toBeNull();
    expect(look({ start: waitingRow(NOW - 190) })).toBe('confirm-window-closing');
    expect(look({ start: waitingRow(NOW - 195) })).toBeNull();
    expect(look({ confirmed: confirmedRow(NOW) })).toBeNull();
    expect(look({ confirmed: confirmedRow(NOW - 620) })).toBe('about-to-expire');
    expect(look({ confirmed: confirmedRow(NOW - 630) })).toBeNull();
    expect(look({ confirmed: 'unknown' })).toBeNull();
    expect(look({ rememberedConfirm: NOW - 650 })).toBe('left-confirmed');
    expect(look({ rememberedConfirm: NOW - 660 })).toBeNull();
    expect(look({ confirmed: confirmedRow(NOW) })).toBeNull();
    expect(look({ collateral: { kind: 'spent', pending: false } })).toBe('collateral-spent');
    expect(look({ collateral: { kind: 'spent', pending: false } })).toBeNull();
  });

  it('of many nodes become one notice for each kind', () => {
    const alerts = [1, 2, 3].map((number) => ({ kind: 'left-confirmed' as const, key: `${number}` }));
    expect(gatherAlerts([...alerts, { kind: 'about-to-expire', key: '4' }])).toEqual([
      { kind: 'left-confirmed', keys: ['1', '2', '3'] },
      { kind: 'about-to-expire', keys: ['4'] },
    ]);
    expect(gatherAlerts([])).toEqual([]);
  });
});

describe('T-08: collateral is found again from the outputs alone', () => {
  it('by exact value, with its age', () => {
    const found = findCollateral(
      [
        { ...coin(1, 1_000n * COIN, 'collateral'), height: NOW - 98 },
        { ...coin(2, 40_000n * COIN, 'collateral'), height: NOW - 99 },
        { ...coin(3, 1_000n * COIN + 1n), height: 5 },
        { ...coin(4, 12_500n * COIN, 'incoming'), height: null },
      ],
      NOW,
    );
    expect(found.map(({ tier, confirmations, isMature }) => [tier, confirmations, isMature])).toEqual([
      ['stratus', 100, true],
      ['nimbus', 0, false],
      ['cumulus', 99, false],
    ]);
  });
});

describe('ports and clocks', () => {
  it('eight nodes share an address', () => {
    expect(nodePorts(16_137)).toEqual({ ui: 16_136, api: 16_137, secureApi: 16_138, syncthing: 16_139 });
    expect(nodePorts(16_128)).toBeNull();
    expect(choosePorts([16_127, 16_147], 2)).toEqual([16_137, 16_157]);
    expect(choosePorts([], 9)).toBeNull();
    expect(choosePorts([], 8)).toHaveLength(8);
  });

  it('the median of the servers judges the clock', () => {
    const sample = (offset: number, trip = 200) => ({
      serverMs: 1_000_000 + offset + trip / 2,
      sentMs: 1_000_000,
      receivedMs: 1_000_000 + trip,
    });
    expect(judgeClock([])).toEqual({ kind: 'unknown' });
    expect(judgeClock([sample(0)])).toEqual({ kind: 'unknown' });
    expect(judgeClock([sample(0), sample(500), sample(9_999_999)])).toEqual({ kind: 'right', offsetMs: 500 });
    expect(judgeClock([sample(-90_000), sample(-90_000)])).toEqual({ kind: 'wrong', offsetMs: -90_000 });
    expect(judgeClock([sample(0), sample(0, 20_000), sample(0, -5)])).toEqual({ kind: 'unknown' });
  });
});
