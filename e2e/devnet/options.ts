/** What a devnet can be asked for at its start, and what it takes when not asked. */
import { ponActivationHeight } from './consensus/limits.ts';
import { liveRules, type NodeRules } from './fluxnode/rules.ts';
import { defaultPolicy, type MempoolPolicy } from './mempool/mempool.ts';
import type { BlockTimes } from './mining/clock.ts';

export interface DevnetOptions {
  /** Same seed, same keys, ids and times; without one, keys are random and the chain's clock starts now. */
  readonly seed?: string;
  /** Height of the tip when ready; 2,950,000 by default. Only heights since Proof of Node are simulated. */
  readonly startHeight?: number;
  /** Unix seconds of the tip when ready. */
  readonly startTime?: number;
  /** `spaced`: 30 s of chain time a block; `wall`: the machine's clock. */
  readonly blockTimes?: BlockTimes;
  /** A block every so many milliseconds of real time; null mines on demand only. */
  readonly autoMineMs?: number | null;
  readonly ports?: {
    readonly insight?: number;
    readonly blockbook?: number;
    readonly insight2?: number;
    readonly fluxos?: number;
    readonly control?: number;
  };
  readonly policy?: Partial<MempoolPolicy>;
  /** Windows of FluxNodes; those of the live network by default. */
  readonly nodeRules?: Partial<NodeRules>;
  /** How long FluxOS servers answer authenticated GETs from memory, across users; 30,000 by default, as the real ones. */
  readonly fluxosCacheMs?: number;
  /** Largest request body a server takes; public Insight instances may stop at 102,400. */
  readonly maxBodyBytes?: number;
  /** Token of the control server; random by default. */
  readonly controlToken?: string;
}

export interface DevnetSettings {
  readonly seed: string | null;
  readonly startHeight: number;
  readonly startTime: number;
  readonly blockTimes: BlockTimes;
  readonly autoMineMs: number | null;
  readonly ports: {
    readonly insight: number;
    readonly blockbook: number;
    readonly insight2: number;
    readonly fluxos: number;
    readonly control: number;
  };
  readonly policy: MempoolPolicy;
  readonly nodeRules: NodeRules;
  readonly fluxosCacheMs: number;
  readonly maxBodyBytes: number;
  readonly controlToken: string | null;
}

/** Blocks under the tip at the start, so that the premine is mature and a reorganisation has room. */
export const historyBlocks = 120;

/** The live network's height and time on 2026-09-03, continued at 30 s a block. */
const timeAtHeight = (height: number): number => 1_788_399_120 + (height - 2_917_115) * 30;

export const settingsFrom = (options: DevnetOptions): DevnetSettings => {
  const startHeight = options.startHeight ?? 2_950_000;
  if (!Number.isInteger(startHeight) || startHeight < ponActivationHeight + historyBlocks) {
    throw new RangeError(`the devnet starts at height ${ponActivationHeight + historyBlocks} or above`);
  }
  const seed = options.seed ?? null;
  const clock = Math.floor(Date.now() / 1000);
  return {
    seed,
    startHeight,
    startTime: options.startTime ?? (seed === null ? clock : timeAtHeight(startHeight)),
    blockTimes: options.blockTimes ?? 'spaced',
    autoMineMs: options.autoMineMs ?? null,
    ports: { insight: 0, blockbook: 0, insight2: 0, fluxos: 0, control: 0, ...options.ports },
    policy: { ...defaultPolicy, ...options.policy },
    nodeRules: { ...liveRules, ...options.nodeRules },
    fluxosCacheMs: options.fluxosCacheMs ?? 30_000,
    maxBodyBytes: options.maxBodyBytes ?? 10_000_000,
    controlToken: options.controlToken ?? null,
  };
};
