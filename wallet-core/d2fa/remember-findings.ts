import type { D2faOutput } from './candidates.ts';
import type { D2faFindings } from './judge.ts';
import { type D2faMemory, maxRemembered } from './memory.ts';
import { compareRecords } from './standing.ts';

/** The memory after findings: the newest records, with the servers' word on where they stand. Nobody answered: unchanged. */
export function rememberFindings(memory: D2faMemory | null, findings: D2faFindings): D2faMemory | null {
  if (findings.height === null) return memory;
  const newest = new Map<string, D2faOutput>();
  for (const record of [...findings.records].sort(compareRecords).reverse()) {
    const known = newest.get(record.id);
    // In several blocks by several words: the earliest, which is also the last in this order.
    if (known !== undefined || newest.size < maxRemembered) newest.set(record.id, record.output);
  }
  const tipHeight = findings.state.kind === 'disagree' ? (memory?.tipHeight ?? findings.height) : findings.height;
  return { tipHeight, highestMade: memory?.highestMade ?? 0, outputs: [...newest.values()] };
}
