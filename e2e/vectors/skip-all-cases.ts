import { type CaseResult, skipped } from './runners/types.ts';

/** Counts every object in every top-level array as one skipped case. Throws for a file that holds none. */
export function skipAllCases(file: unknown): CaseResult[] {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) throw new TypeError('not a JSON object');
  const results: CaseResult[] = [];
  for (const [group, value] of Object.entries(file)) {
    if (!Array.isArray(value)) continue;
    const elements: readonly unknown[] = value;
    elements.forEach((element, position) => {
      if (typeof element !== 'object' || element === null) return;
      const id: unknown = Reflect.get(element, 'id');
      results.push(skipped(typeof id === 'string' ? id : `${group}[${position}]`));
    });
  }
  return results;
}
