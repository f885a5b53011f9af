import { fluxCodec } from '../../../../chains/flux/codec.ts';
import {
  anchorGap,
  type D2faMemory,
  type D2faReading,
  d2faReading,
  deriveAnchorPublicKey,
  freshForMs,
  judgeD2fa,
  maxAnchors,
  noAttempts,
  rememberFindings,
  rememberMade,
  withoutMemory,
} from '../../../../wallet-core/d2fa/index.ts';
import type { Clock } from '../../../../wallet-core/ports/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import type { MainPort } from '../main-port.ts';
import type { OpenAccount } from '../session.ts';
import { emptyMemory, type FactorMemory } from './factor-memory.ts';
import type { FactorStanding } from './factor-standing.ts';
import { viewOf } from './factor-view.ts';

export interface FactorWatchDeps {
  readonly main: MainPort;
  readonly clock: Clock;
  readonly memory: FactorMemory;
}

interface Known {
  memory: D2faMemory | null;
  /** This device should remember the account and does not: the servers' "nothing" is not believed. */
  isLost: boolean;
  /** The latest of each server, complete ones before others. */
  readings: ReadonlyMap<string, D2faReading>;
  lookedAtMs: number;
  looking: Promise<void> | null;
}

const readingsOfReply = z.array(d2faReading).max(8);

/** Each used anchor makes eight more wanted: by the third question most accounts are read. */
const MOST_QUESTIONS = 8;
/** `d2fa.records` may be asked twice a second. */
const BETWEEN_QUESTIONS_MS = 600;

/**
 * Reads the records of the open account from the servers, holds them against what this device remembers, and tells main.
 * In a session the memory of this process is what counts: a backend that loses or changes what it keeps changes nothing.
 */
export class FactorWatch {
  readonly #deps: FactorWatchDeps;
  readonly #known = new Map<string, Known>();

  constructor(deps: FactorWatchDeps) {
    this.#deps = deps;
  }

  /** The account has just come to this device: there is nothing to remember, and that is remembered. Never throws. */
  async begin({ candidate }: OpenAccount): Promise<void> {
    const { memory } = this.#deps;
    const known = fresh(emptyMemory, false);
    this.#known.set(candidate.accountId, known);
    try {
      const before = await memory.read(candidate);
      if (before !== null) {
        known.memory = before;
        return;
      }
      await memory.writeAttempts(candidate, noAttempts);
      await memory.write(candidate, known.memory ?? emptyMemory);
    } catch {
      // It will be missed at the next start, and that is said then: the careful side.
    }
  }

  /** As the servers last said it, no older than `maxAgeMs`; `null` when they have to be asked. */
  known({ candidate }: OpenAccount, maxAgeMs: number): FactorStanding | null {
    const known = this.#known.get(candidate.accountId);
    if (known === undefined || known.lookedAtMs === 0) return null;
    const age = this.#deps.clock.now() - known.lookedAtMs;
    return age >= 0 && age <= maxAgeMs ? this.#standing(known, candidate) : null;
  }

  /**
   * Asks the servers, once for all who ask meanwhile. Servers that do not answer are part of the standing. Throws
   * `vault.newer-version` and what reading the memory throws.
   */
  async look(account: OpenAccount): Promise<FactorStanding> {
    const known = await this.#load(account);
    known.looking ??= this.#ask(account, known).finally(() => {
      known.looking = null;
    });
    await known.looking;
    return this.#standing(known, account.candidate);
  }

  /** Notes a sequence as used, before anything is signed with it. Throws what writing throws. */
  async noteMade(account: OpenAccount, sequence: number): Promise<void> {
    const known = await this.#load(account);
    known.memory = rememberMade(known.memory, sequence);
    if (!known.isLost) await this.#deps.memory.write(account.candidate, known.memory);
  }

  /** The person goes on without a memory to hold the servers' word against: from now on there is one again. */
  async acceptLoss(account: OpenAccount): Promise<void> {
    const known = this.#known.get(account.candidate.accountId);
    if (known === undefined || !known.isLost) return;
    known.isLost = false;
    known.memory ??= emptyMemory;
    await this.#keep(account, known);
  }

  #standing({ memory, readings, lookedAtMs, isLost }: Known, { keys }: OpenAccount['candidate']): FactorStanding {
    const findings = judgeD2fa({
      d2faKey: keys.d2faKey,
      readings: [...readings.values()],
      memory,
      nowMs: this.#deps.clock.now(),
    });
    return { state: isLost ? withoutMemory(findings.state) : findings.state, findings, memory, atMs: lookedAtMs };
  }

  async #load({ candidate }: OpenAccount): Promise<Known> {
    const before = this.#known.get(candidate.accountId);
    if (before !== undefined) return before;
    const memory = await this.#deps.memory.read(candidate);
    const known = this.#known.get(candidate.accountId) ?? fresh(memory, memory === null);
    this.#known.set(candidate.accountId, known);
    return known;
  }

  async #ask(account: OpenAccount, known: Known): Promise<void> {
    const { clock } = this.#deps;
    const { candidate } = account;
    const answers = await this.#readServers(candidate.accountId, known, (sequence) =>
      fluxCodec.formatAddress(deriveAnchorPublicKey(candidate.keys.d2faKey, sequence)),
    ).catch(() => []);
    known.lookedAtMs = clock.now();
    const kept = [...known.readings].filter(([, { atMs }]) => Math.abs(known.lookedAtMs - atMs) <= freshForMs);
    const readings = new Map(kept);
    for (const reading of answers) {
      // An answer cut short does not take the place of a whole one that is still good.
      if (reading.complete || readings.get(reading.source)?.complete !== true) readings.set(reading.source, reading);
    }
    known.readings = readings;
    const standing = this.#standing(known, candidate);
    known.memory = rememberFindings(known.memory, standing.findings);
    if (known.isLost && (standing.state.kind === 'on' || standing.state.kind === 'newer-version')) known.isLost = false;
    await this.#keep(account, known);
    const view = viewOf(this.#standing(known, candidate));
    await this.#deps.main('d2fa.report', { accountId: candidate.accountId, view }).catch(() => undefined);
  }

  /** What could not be kept is here for as long as this process lives. A loss is kept as it is until somebody accepts it. */
  async #keep({ candidate }: OpenAccount, { memory, isLost }: Known): Promise<void> {
    if (memory !== null && !isLost) await this.#deps.memory.write(candidate, memory).catch(() => undefined);
  }

  async #readServers(
    accountId: string,
    { memory }: Known,
    anchorOf: (sequence: number) => string,
  ): Promise<readonly D2faReading[]> {
    const { main, clock } = this.#deps;
    const anchors: string[] = [];
    let wanted = Math.min(anchorGap + (memory?.highestMade ?? 0), maxAnchors);
    for (let question = 0; ; question++) {
      for (let sequence = anchors.length + 1; sequence <= wanted; sequence++) anchors.push(anchorOf(sequence));
      const reply = await main('d2fa.records', { accountId, anchors });
      if (reply.anchorsWanted <= anchors.length || question >= MOST_QUESTIONS) {
        return readingsOfReply.parse(reply.readings);
      }
      wanted = Math.min(reply.anchorsWanted, maxAnchors);
      await clock.sleep(BETWEEN_QUESTIONS_MS);
    }
  }
}

function fresh(memory: D2faMemory | null, isLost: boolean): Known {
  return { memory, isLost, readings: new Map(), lookedAtMs: 0, looking: null };
}
