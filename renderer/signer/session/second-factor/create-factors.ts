import type { Argon2, Clock, Random } from '../../../../wallet-core/ports/index.ts';
import type { AccountDesk } from '../account-desk.ts';
import type { MainPort } from '../main-port.ts';
import type { ProofDesk } from '../proof-desk.ts';
import type { ScreenStore } from '../screen-store.ts';
import type { Session } from '../session.ts';
import { FactorDesk } from './factor-desk.ts';
import { FactorFollow } from './factor-follow.ts';
import { FactorGate } from './factor-gate.ts';
import { FactorMemory } from './factor-memory.ts';
import { FactorWatch } from './factor-watch.ts';

export interface FactorDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly random: Random;
  readonly startArgon2: (signal: AbortSignal) => Argon2;
  readonly accounts: AccountDesk;
  readonly proofs: ProofDesk;
}

/** The parts of the second factor, put together: what watches it, the door, and the screens that change it. */
export interface Factors {
  readonly watch: FactorWatch;
  readonly gate: FactorGate;
  readonly desk: FactorDesk;
  readonly follow: FactorFollow;
}

export function createFactors(deps: FactorDeps): Factors {
  const memory = new FactorMemory(deps.main, deps.random);
  const watch = new FactorWatch({ ...deps, memory });
  const gate = new FactorGate({ ...deps, watch, memory });
  const follow = new FactorFollow(watch, deps.clock);
  const desk = new FactorDesk({ ...deps, gate, watch, onPublished: () => follow.hurry() });
  return { watch, gate, desk, follow };
}
