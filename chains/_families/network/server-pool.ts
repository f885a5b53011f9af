import type { Snapshot, Tip } from '../../../wallet-core/chain-contract/index.ts';
import { type ErrorCode, isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';

const FIRST_BACKOFF_MS = 5_000;
const MAX_BACKOFF_MS = 5 * 60_000;
const RATE_LIMIT_BACKOFF_MS = 60_000;
const WRONG_CHAIN_BACKOFF_MS = 60 * 60_000;
/** How often a second server is asked for its tip, to notice that the first stands still. */
const COMPARE_EVERY_MS = 2 * 60_000;

/** What a pool asks of a server by itself; what it is used for is the tasks' affair. */
export interface PoolServer {
  readonly kind: string;
  /** Host and port, as shown to the person. */
  readonly host: string;
  tip(): Promise<Tip>;
}

/** When a server counts as behind, by chain. */
export interface PoolLimits {
  /** A server this many blocks behind the best one seen serves old numbers. */
  readonly maxBlocksBehind: number;
  /** Further apart than this and with a fresh tip, two servers are not on the same chain: an invented height outdates nobody. */
  readonly maxPlausibleLag: number;
  /** A tip older than this means that the server, or the chain, stands still. */
  readonly maxTipAgeMs: number;
  /** Block times further in the future are no times; this computer's clock may be as wrong. */
  readonly maxClockDifferenceMs: number;
}

export type ServerState = 'untried' | 'ok' | 'behind' | 'failing' | 'wrong-chain';

/** What is known about a server, for the settings screen and the log. */
export interface ServerHealth<Kind extends string = string> {
  readonly kind: Kind;
  readonly host: string;
  readonly state: ServerState;
  readonly tip: Tip | null;
  /** Code of the last failure, while it matters. */
  readonly error: ErrorCode | null;
  /** Not asked before this time unless nothing else is left, ms. */
  readonly notBeforeMs: number;
}

interface Member<S extends PoolServer> {
  readonly server: S;
  state: ServerState;
  tip: Tip | null;
  error: ErrorCode | null;
  failures: number;
  notBeforeMs: number;
  /** Has it ever said that it is on the right chain? */
  identified: boolean;
}

/** What a task found, and the tip it is true for when another than the one it was given. */
export interface Finding<T> {
  readonly value: T;
  readonly tip: Tip;
}

export type PoolTask<S extends PoolServer, T> = (server: S, tip: Tip) => Promise<Finding<T>>;
/** A task that learns tip and chain together with its answer. */
export type AskTask<S extends PoolServer, T> = (server: S) => Promise<Finding<T>>;

export interface UseOptions<S extends PoolServer> {
  readonly except?: S;
}

export interface ServerPool<S extends PoolServer> {
  /** Runs `task` on the first server that answers soundly, else on one that is behind. Throws the most telling error. */
  use<T>(task: PoolTask<S, T>, options?: UseOptions<S>): Promise<Snapshot<T>>;
  /** The same without asking for the tip first: one request less. The task makes sure of the chain itself. */
  ask<T>(task: AskTask<S, T>, options?: UseOptions<S>): Promise<Snapshot<T>>;
  /** All that may be asked now, in order: for tasks that want more than one opinion. */
  candidates(): readonly S[];
  /** Makes sure that a candidate is on the right chain. Throws, and remembers the failure, when it is not or fails. */
  check(server: S): Promise<void>;
  reportFailure(server: S, error: unknown): void;
  /** Why nothing can be asked: the reason that servers were set aside for. */
  noneLeft(): WalletError;
  health(): readonly ServerHealth<S['kind']>[];
}

export interface PoolOptions<S extends PoolServer> {
  readonly servers: readonly S[];
  readonly clock: Clock;
  readonly limits: PoolLimits;
  /** Is the server on the right chain? Throws `server.wrong-chain`. Called with every tip that was asked for. */
  readonly identify: (server: S, tip: Tip) => Promise<void>;
}

/** Errors that say something about the request or the transaction, not about the server. */
function isServersFault(error: unknown): boolean {
  return isWalletError(error) && (error.code.startsWith('network.') || error.code.startsWith('server.'));
}

function backoffMs(code: ErrorCode, failures: number): number {
  if (code === 'server.wrong-chain') return WRONG_CHAIN_BACKOFF_MS;
  const doubled = Math.min(FIRST_BACKOFF_MS * 2 ** (failures - 1), MAX_BACKOFF_MS);
  return code === 'server.rate-limited' ? Math.max(doubled, RATE_LIMIT_BACKOFF_MS) : doubled;
}

/** One error for several: their common one, else how many were asked and what the first said. */
function summarize(errors: readonly WalletError[]): WalletError {
  const [first] = errors;
  if (first === undefined) return new WalletError('server.none-left', { tried: 0 });
  if (errors.every((error) => error.code === first.code)) return first;
  const telling = errors.find((error) => error.code !== 'network.offline') ?? first;
  return new WalletError('server.none-left', { tried: errors.length, code: telling.code }, { cause: telling });
}

/**
 * A list of servers with failover in the person's order: waiting times after failures, servers that are behind used only
 * when no other is left, servers of another chain not before they are back on this one.
 */
export function createServerPool<S extends PoolServer>({
  servers,
  clock,
  limits,
  identify,
}: PoolOptions<S>): ServerPool<S> {
  const members: readonly Member<S>[] = servers.map((server) => ({
    server,
    state: 'untried',
    tip: null,
    error: null,
    failures: 0,
    notBeforeMs: 0,
    identified: false,
  }));
  let lastComparedMs = Number.NEGATIVE_INFINITY;

  function recordFailure(member: Member<S>, error: WalletError): void {
    member.failures += 1;
    member.error = error.code;
    member.state = error.code === 'server.wrong-chain' ? 'wrong-chain' : 'failing';
    if (member.state === 'wrong-chain') member.identified = false;
    if (error.code === 'server.wrong-chain' || error.code === 'server.bad-reply') member.tip = null;
    member.notBeforeMs = clock.now() + backoffMs(error.code, member.failures);
  }

  function isBehind(tip: Tip): boolean {
    const best = Math.max(...members.map((member) => member.tip?.height ?? 0));
    const lag = best - tip.height;
    const isLate = lag > limits.maxBlocksBehind && lag <= limits.maxPlausibleLag;
    return clock.now() - tip.timeMs > limits.maxTipAgeMs || isLate;
  }

  function vetTime(tip: Tip): void {
    if (tip.timeMs > clock.now() + limits.maxClockDifferenceMs) {
      throw new WalletError('server.bad-reply', { detail: 'time' });
    }
  }

  async function readTip(member: Member<S>): Promise<Tip> {
    const tip = await member.server.tip();
    vetTime(tip);
    await identify(member.server, tip);
    member.identified = true;
    member.tip = tip;
    return tip;
  }

  function recordSuccess(member: Member<S>, tip: Tip): void {
    member.tip = tip;
    member.failures = 0;
    member.notBeforeMs = 0;
    member.state = isBehind(tip) ? 'behind' : 'ok';
    member.error = member.state === 'behind' ? 'server.behind' : null;
  }

  /**
   * In the person's order; those on probation only when no other is left, and then the one that waits shortest. One of
   * another chain is asked then as well: which chain it is on comes before anything else.
   */
  function available(): readonly Member<S>[] {
    const ready = members.filter((member) => clock.now() >= member.notBeforeMs);
    if (ready.length > 0) return ready;
    const sameChain = members.filter((member) => member.state !== 'wrong-chain');
    const left = sameChain.length > 0 ? sameChain : members;
    return left.toSorted((a, b) => a.notBeforeMs - b.notBeforeMs).slice(0, 1);
  }

  function noneLeft(): WalletError {
    return summarize(members.flatMap(({ error }) => (error === null ? [] : [new WalletError(error)])));
  }

  /** Learns the tip of one other server now and then, beside the work: nobody waits for it, its failure is its own affair. */
  async function compare(current: Member<S>): Promise<void> {
    if (clock.now() - lastComparedMs < COMPARE_EVERY_MS) return;
    const others = available().filter((member) => member !== current);
    const other = others.toSorted((a, b) => Number(a.tip !== null) - Number(b.tip !== null))[0];
    if (other === undefined) return;
    lastComparedMs = clock.now();
    try {
      recordSuccess(other, await readTip(other));
    } catch (error) {
      recordFailure(other, isWalletError(error) ? error : new WalletError('internal', {}, { cause: error }));
    }
  }

  /** The finding as a snapshot; `undefined` when its tip is behind and that will not do. */
  function accepted<T>(member: Member<S>, { value, tip }: Finding<T>, acceptBehind: boolean): Snapshot<T> | undefined {
    recordSuccess(member, tip);
    const behind = isBehind(tip);
    if (behind && !acceptBehind) return undefined;
    const { host } = member.server;
    return { value, source: host, height: tip.height, atMs: clock.now(), ...(behind ? { behind } : {}) };
  }

  type Attempt<T> = (member: Member<S>, acceptBehind: boolean) => Promise<Snapshot<T> | undefined>;

  function tipFirst<T>(task: PoolTask<S, T>): Attempt<T> {
    return async (member, acceptBehind) => {
      const tip = await readTip(member);
      void compare(member);
      if (isBehind(tip) && !acceptBehind) {
        recordSuccess(member, tip);
        return undefined;
      }
      return accepted(member, await task(member.server, tip), acceptBehind);
    };
  }

  function atOnce<T>(task: AskTask<S, T>): Attempt<T> {
    return async (member, acceptBehind) => {
      const finding = await task(member.server);
      vetTime(finding.tip);
      member.identified = true;
      void compare(member);
      return accepted(member, finding, acceptBehind);
    };
  }

  /** Every server in turn, then those that are behind, the best of them first. */
  async function tryEach<T>(attempt: Attempt<T>, except: S | undefined): Promise<Snapshot<T>> {
    const errors: WalletError[] = [];
    const late: Member<S>[] = [];
    const tryOne = async (member: Member<S>, acceptBehind: boolean) => {
      try {
        const snapshot = await attempt(member, acceptBehind);
        if (snapshot === undefined) late.push(member);
        return snapshot;
      } catch (error) {
        if (!isServersFault(error) || !isWalletError(error)) throw error;
        recordFailure(member, error);
        errors.push(error);
        return undefined;
      }
    };
    for (const member of available().filter(({ server }) => server !== except)) {
      const snapshot = await tryOne(member, false);
      if (snapshot !== undefined) return snapshot;
    }
    for (const member of late.toSorted((a, b) => (b.tip?.height ?? 0) - (a.tip?.height ?? 0))) {
      const snapshot = await tryOne(member, true);
      if (snapshot !== undefined) return snapshot;
    }
    throw errors.length === 0 ? noneLeft() : summarize(errors);
  }

  return {
    use: (task, options = {}) => tryEach(tipFirst(task), options.except),
    ask: (task, options = {}) => tryEach(atOnce(task), options.except),
    candidates: () => available().map((member) => member.server),
    check: async (server) => {
      const member = members.find((entry) => entry.server === server);
      if (member === undefined) throw new WalletError('internal');
      try {
        if (!member.identified) await readTip(member);
      } catch (error) {
        if (isServersFault(error) && isWalletError(error)) recordFailure(member, error);
        throw error;
      }
    },
    noneLeft,
    reportFailure: (server, error) => {
      const member = members.find((entry) => entry.server === server);
      if (member !== undefined && isServersFault(error) && isWalletError(error)) recordFailure(member, error);
    },
    health: () =>
      members.map(({ server, state, tip, error, notBeforeMs }) => ({
        kind: server.kind,
        host: server.host,
        state,
        tip,
        error,
        notBeforeMs,
      })),
  };
}
