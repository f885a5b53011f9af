import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadRunner } from './dispatch.ts';
import { type CaseResult, describeError, failed } from './runners/types.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const maxShown = 300;

/** One printable line: control characters escaped, long values cut in the middle so that both ends can be compared. */
function shorten(text: string): string {
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]/gu, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  if (line.length <= maxShown) return line;
  return `${line.slice(0, maxShown / 2)}…${line.slice(-maxShown / 2)}`;
}

async function* judgeFile(dir: string, fileName: string): AsyncGenerator<CaseResult> {
  const name = fileName.slice(0, -'.json'.length);
  const runner = await loadRunner(name);
  if (runner === undefined) {
    yield failed('file', 'a known kind of vector file', 'no runner of this name');
    return;
  }
  const file: unknown = JSON.parse(await readFile(join(dir, fileName), 'utf8'));
  let count = 0;
  for await (const result of runner.run(file)) {
    count++;
    yield result;
  }
  if (count === 0) yield failed('file', 'at least one case', 'none');
}

/**
 * Judges every `*.json` file of `dir` and reports to `print`: a line per failure, the tally last. Refuses (as a
 * failure) what it cannot read, a file nobody knows and a file without a single case: silence never counts as success.
 */
export async function runVectors(dir: string, print: (line: string) => void): Promise<Tally> {
  const tally = { passed: 0, failed: 0, skipped: 0 };
  const take = (file: string, result: CaseResult): void => {
    tally[result.outcome]++;
    if (result.outcome !== 'failed') return;
    print(
      `${file} ${result.id}: expected ${shorten(result.expected ?? 'a pass')} got ${shorten(result.got ?? 'none')}`,
    );
  };

  let names: string[] = [];
  try {
    names = (await readdir(dir)).filter((name) => name.endsWith('.json')).sort();
    if (names.length === 0) take(dir, failed('directory', 'vector files (*.json)', 'none'));
  } catch (error) {
    take(dir, failed('directory', 'a readable directory', describeError(error)));
  }
  for (const name of names) {
    const title = name.slice(0, -'.json'.length);
    try {
      for await (const result of judgeFile(dir, name)) take(title, result);
    } catch (error) {
      take(title, failed('file', 'a file of the known shape and its runner', describeError(error)));
    }
  }
  const skippedPart = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
  print(`${tally.passed} passed, ${tally.failed} failed${skippedPart}`);
  return tally;
}
