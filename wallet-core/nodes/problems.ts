/** What a node's own server says, judged beside the chain: reachable, in step, strong enough. */
import { type BenchmarkFigures, type BenchmarkVerdict, judgeBenchmarks } from './benchmarks.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';

export interface ServerFacts {
  /** `null` when nobody has asked yet. */
  readonly reachable: boolean | null;
  /** Of the node's daemon; `null` when it does not say. */
  readonly daemonHeight: number | null;
  /** `getstatus`: tier, `running`, `failed`, `toaster` …; `null` when it does not say. */
  readonly benchmarking: string | null;
  readonly benchmark: BenchmarkFigures | null;
  /** FluxOS' own complaint level; from 100 on it works no more. `null` when it does not say. */
  readonly dosState: number | null;
  /** Public key the network knows the node by, hex, and the one its configuration should hold; `null` when unknown. */
  readonly listedKey: string | null;
  readonly expectedKey: string | null;
  /** `major.minor.patch` of FluxOS and of fluxbench; `null` when unknown. */
  readonly fluxOsVersion: string | null;
  readonly benchVersion: string | null;
}

export type NodeProblem =
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'daemon-behind'; readonly blocks: number }
  | { readonly kind: 'benchmark-running' }
  | { readonly kind: 'benchmark-failed' }
  | { readonly kind: 'benchmark-tier-low'; readonly benchmarked: NodeTier; readonly needed: NodeTier }
  | { readonly kind: 'benchmark-figures'; readonly verdicts: readonly BenchmarkVerdict[] }
  | { readonly kind: 'fluxos-dos'; readonly level: number }
  | { readonly kind: 'other-key' }
  | {
      readonly kind: 'outdated';
      readonly software: 'fluxos' | 'fluxbench';
      readonly version: string;
      readonly least: string;
    };

/** Blocks arrive unevenly; two minutes are no sign of trouble. */
const TOLERATED_BLOCKS_BEHIND = 4;
const FLUXOS_DOS_LEVEL = 100;
/** FluxOS config/default.js of 8.17.0: older ones are not served by their peers. */
export const leastVersions = Object.freeze({ fluxos: '8.13.1', fluxbench: '6.2.0' });

/** Negative when `a` is older; `null` when one of them is no version of three numbers. */
export function compareVersions(a: string, b: string): number | null {
  const parts = (text: string) => /^(\d{1,5})\.(\d{1,5})\.(\d{1,5})$/.exec(text)?.slice(1).map(Number);
  const [left, right] = [parts(a), parts(b)];
  if (left === undefined || right === undefined) return null;
  for (const [at, number] of left.entries()) {
    const difference = number - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function versionProblems({ fluxOsVersion, benchVersion }: ServerFacts): readonly NodeProblem[] {
  const pairs = [
    ['fluxos', fluxOsVersion],
    ['fluxbench', benchVersion],
  ] as const;
  return pairs.flatMap(([software, version]) => {
    const least = leastVersions[software];
    const isOld = version !== null && (compareVersions(version, least) ?? 0) < 0;
    return isOld ? [{ kind: 'outdated', software, version, least } as const] : [];
  });
}

function benchmarkProblems({ benchmarking, benchmark }: ServerFacts, tier: NodeTier): readonly NodeProblem[] {
  const word = benchmarking?.toLowerCase() ?? null;
  if (word === 'running') return [{ kind: 'benchmark-running' }];
  const problems: NodeProblem[] = [];
  if (word === 'failed' || word === 'toaster') problems.push({ kind: 'benchmark-failed' });
  const benchmarked = nodeTiers.find((name) => name === word);
  if (benchmarked !== undefined && nodeTiers.indexOf(benchmarked) < nodeTiers.indexOf(tier)) {
    problems.push({ kind: 'benchmark-tier-low', benchmarked, needed: tier });
  }
  const verdicts =
    benchmark === null ? [] : judgeBenchmarks(tier, benchmark).filter(({ verdict }) => verdict === 'fail');
  if (verdicts.length > 0) problems.push({ kind: 'benchmark-figures', verdicts });
  return problems;
}

/** Everything wrong with a node's server, most weighty first; what it does not say is not held against it. */
export function findProblems(server: ServerFacts, tier: NodeTier, networkHeight: number): readonly NodeProblem[] {
  const { reachable, daemonHeight, dosState, listedKey, expectedKey } = server;
  const problems: NodeProblem[] = [];
  if (reachable === false) problems.push({ kind: 'unreachable' });
  if (listedKey !== null && expectedKey !== null && listedKey !== expectedKey) problems.push({ kind: 'other-key' });
  const behind = daemonHeight === null ? 0 : networkHeight - daemonHeight;
  if (behind > TOLERATED_BLOCKS_BEHIND) problems.push({ kind: 'daemon-behind', blocks: behind });
  if (dosState !== null && dosState >= FLUXOS_DOS_LEVEL) problems.push({ kind: 'fluxos-dos', level: dosState });
  return [...problems, ...benchmarkProblems(server, tier), ...versionProblems(server)];
}
