import type { D2faFindings, D2faMemory, D2faState } from '../../../../wallet-core/d2fa/index.ts';

/** What is known of an account's second factor. */
export interface FactorStanding {
  readonly state: D2faState;
  readonly findings: D2faFindings;
  readonly memory: D2faMemory | null;
  /** When the servers were last asked. */
  readonly atMs: number;
}
