/** One comparison: the same work done by the wallet and by other libraries, in one run. */
export interface BenchResult {
  readonly name: string;
  /** How many things were processed. */
  readonly n: number;
  readonly unit: 'ms' | 'MiB';
  /** Median of ours. */
  readonly ours: number;
  /** Medians of the others, by library. The first is the reference of `ratio`. */
  readonly peers: Readonly<Record<string, number>>;
  /** Reference ÷ ours: 2 = ours takes half as long. `null` where there is nobody to compare with. */
  readonly ratio: number | null;
  /** How many measurements each median is of. */
  readonly samples: number;
}

export type Bench = () => Promise<readonly BenchResult[]>;

export interface BenchModule {
  readonly bench: Bench;
  /** What it ran on, asked after it ran; this Node where it does not say. */
  readonly engine?: () => string;
}
