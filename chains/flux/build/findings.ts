import type { Issue } from '../../../wallet-core/chain-contract/index.ts';

/** A list at a border stays short, however much is wrong. */
const MAX_ISSUES = 50;

/** Collects what is wrong and what should be said about a draft. */
export interface Findings {
  readonly errors: Issue[];
  readonly warnings: Issue[];
}

export function noFindings(): Findings {
  return { errors: [], warnings: [] };
}

export function addIssue(list: Issue[], code: Issue['code'], field: Issue['field'], data: Issue['data'] = {}): void {
  if (list.length < MAX_ISSUES) list.push({ code, field, data });
}
