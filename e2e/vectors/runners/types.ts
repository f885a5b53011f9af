/** What a runner of one vector file gives back. Shared by every module in this folder. */

export interface CaseResult {
  /** The case's own id, stable across runs; made of group and position where the file gives none. */
  readonly id: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Shown on failure, shortened to one line. Vectors are synthetic, so showing keys is harmless. */
  readonly expected?: string;
  readonly got?: string;
}

export type CaseResults = AsyncIterable<CaseResult> | Iterable<CaseResult>;

/** `runners/<name>.ts` exports `run`: parses the file with its own schema and throws when the file's shape is wrong. */
export interface RunnerModule {
  readonly run: (file: unknown) => CaseResults;
}

export function passed(id: string): CaseResult {
  return { id, outcome: 'passed' };
}

export function skipped(id: string): CaseResult {
  return { id, outcome: 'skipped' };
}

export function failed(id: string, expected: string, got: string): CaseResult {
  return { id, outcome: 'failed', expected, got };
}

/** One fact of a case: what the file says and what our code says, both as text. */
export interface Fact {
  readonly name: string;
  readonly expected: string;
  readonly got: string;
}

/** Passed when all facts agree; else failed with the first that does not. A case without facts checks nothing: failed. */
export function judge(id: string, facts: readonly Fact[]): CaseResult {
  if (facts.length === 0) return failed(id, 'at least one fact to check', 'none');
  for (const fact of facts) {
    if (fact.expected !== fact.got) {
      return failed(id, `${fact.name} ${fact.expected}`, fact.got);
    }
  }
  return passed(id);
}

/** `judge` over facts that may throw while being computed: a throw is a failure of this case, not of the file. */
export async function attempt(
  id: string,
  facts: () => readonly Fact[] | Promise<readonly Fact[]>,
): Promise<CaseResult> {
  try {
    return judge(id, await facts());
  } catch (error) {
    return failed(id, 'a result', `an error: ${describeError(error)}`);
  }
}

/** Text of a caught value, with the code and its data where it is one of ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const data: unknown = Reflect.get(error, 'data');
  return data === undefined ? `${error.name}: ${error.message}` : `${error.message} ${JSON.stringify(data)}`;
}
