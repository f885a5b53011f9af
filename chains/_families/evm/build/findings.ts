import type { Issue } from '../../../../wallet-core/chain-contract/index.ts';

/** Collects what is wrong and what should be said about a draft. */
export interface Findings {
  readonly errors: Issue[];
  readonly warnings: Issue[];
}

export function noFindings(): Findings {
  return { errors: [], warnings: [] };
}

export function addIssue(list: Issue[], code: Issue['code'], field: Issue['field'], data: Issue['data'] = {}): void {
  list.push({ code, field, data });
}
