import type { Snapshot, Tip } from '../../../wallet-core/chain-contract/index.ts';
import { type ErrorCode, isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import type { FluxServer, ServerKind } from './server.ts';

/** A server this many blocks behind the best one seen serves old numbers. Two minutes at 30 s a block. */
const MAX_BLOCKS_BEHIND = 4;
/** Further apart than this and with a fresh tip, two servers are not on the same chain: an invented height outdates nobody. */
const MAX_PLAUSIBLE_LAG = 2_000;
/** A tip older than this means that the server, or the chain, stands still. */
const MAX_TIP_AGE_MS = 30 * 60_000;
/** Nodes refuse blocks this far in the future (fluxd main.cpp); this computer's clock may be as wrong. */
const MAX_CLOCK_DIFFERENCE_MS = 2 * 60 * 60_000;
const FIRST_BACKOFF_MS = 5_000;
const MAX_BACKOFF_MS = 5 * 60_000;
const RATE_LIMIT_BACKOFF_MS = 60_000;
const WRONG_CHAIN_BACKOFF_MS = 60 * 60_000;
/** How often a second server is asked for its tip, to notice that the first stands still. */
const COMPARE_EVERY_MS = 2 * 60_000;

export type ServerState = 'untried' | 'ok' | 'behind' | 'failing' | 'wrong-chain';

/** What is known about a server, for the settings screen and the log. */
export interface ServerHealth {
  readonly kind: ServerKind;
  readonly host: string;
  readonly state: ServerState;
  readonly tip: Tip | null;
  /** Code of the last failure, while it matters. */
  readonly error: ErrorCode | null;
  /** Not asked before this time unless nothing else is left, ms. */
  readonly notBeforeMs: number;
}

interface Member {
  readonly server: FluxServer;
  state: ServerState;
  tip: Tip | null;
  error: ErrorCode | null;
  failures: number;
  notBeforeMs: number;
  /** Hash of the tip it had when it last said which network it is on; `null` before. */
  identifiedAt: string | null;
}

/** What a task found, and the tip it is true for when another than the one it was given. */
export interface Finding<T> {
  readonly value: T;
  readonly tip: Tip;
}

export type PoolTask<T> = (server: FluxServer, tip: Tip) => Promise<Finding<T>>;

export interface ServerPool {
  /** Runs `task` on the first server that answers soundly, else on one that is behind. Throws the most telling error. */
  use<T>(task: PoolTask<T>, options?: { readonly except?: FluxServer }): Promise<Snapshot<T>>;
  /** All that may be asked now, in order: for tasks that want more than one opinion. */
  candidates(): readonly FluxServer[];
  /** Makes sure that a candidate is on the right chain. Throws, and remembers the failure, when it is not or fails. */
  check(server: FluxServer): Promise<void>;
  reportFailure(server: FluxServer, error: unknown): void;
  /** Why nothing can be asked: the reason that servers were set aside for. */
  noneLeft(): WalletError;
  health(): readonly ServerHealth[];
}

export interface PoolOptions {
  readonly servers: readonly FluxServer[];
  readonly clock: Clock;
  /** Hash of block 0 of the network this wallet is for; `null` in local worlds, where it is made up anew each time. */
  readonly genesisHash: string | null;
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

export function createServerPool({ servers, clock, genesisHash }: PoolOptions): ServerPool {
  const members: readonly Member[] = servers.map((server) => ({
    server,
    state: 'untried',
    tip: null,
    error: null,
    failures: 0,
    notBeforeMs: 0,
    identifiedAt: null,
  }));
  let lastComparedMs = Number.NEGATIVE_INFINITY;

  function recordFailure(member: Member, error: WalletError): void {
    member.failures += 1;
    member.error = error.code;
    member.state = error.code === 'server.wrong-chain' ? 'wrong-chain' : 'failing';
    if (error.code === 'server.wrong-chain' || error.code === 'server.bad-reply') member.tip = null;
    member.notBeforeMs = clock.now() + backoffMs(error.code, member.failures);
  }

  function isBehind(tip: Tip): boolean {
    const best = Math.max(...members.map((member) => member.tip?.height ?? 0));
    const lag = best - tip.height;
    return clock.now() - tip.timeMs > MAX_TIP_AGE_MS || (lag > MAX_BLOCKS_BEHIND && lag <= MAX_PLAUSIBLE_LAG);
  }

  /** Asked anew with every new block: what answers under a name may change. */
  async function identify(member: Member, tip: Tip): Promise<void> {
    if (member.identifiedAt === tip.hash) return;
    const identity = await member.server.identity();
    const isOther = genesisHash !== null && identity.genesisHash !== null && identity.genesisHash !== genesisHash;
    if (identity.testnet || isOther) throw new WalletError('server.wrong-chain', { host: member.server.host });
    member.identifiedAt = tip.hash;
  }

  async function readTip(member: Member): Promise<Tip> {
    const tip = await member.server.tip();
    if (tip.timeMs > clock.now() + MAX_CLOCK_DIFFERENCE_MS)
      throw new WalletError('server.bad-reply', { detail: 'time' });
    await identify(member, tip);
    member.tip = tip;
    return tip;
  }

  function recordSuccess(member: Member, tip: Tip): void {
    member.tip = tip;
    member.failures = 0;
    member.notBeforeMs = 0;
    member.state = isBehind(tip) ? 'behind' : 'ok';
    member.error = member.state === 'behind' ? 'server.behind' : null;
  }

  /** In the person's order; those on probation only when no other is left, and then the one that waits shortest. */
  function available(): readonly Member[] {
    const usable = members.filter((member) => member.state !== 'wrong-chain' || clock.now() >= member.notBeforeMs);
    const ready = usable.filter((member) => clock.now() >= member.notBeforeMs);
    if (ready.length > 0) return ready;
    return usable.toSorted((a, b) => a.notBeforeMs - b.notBeforeMs).slice(0, 1);
  }

  function noneLeft(): WalletError {
    return summarize(members.flatMap(({ error }) => (error === null ? [] : [new WalletError(error)])));
  }

  /** Learns the tip of one other server now and then, beside the work: nobody waits for it, its failure is its own affair. */
  async function compare(current: Member): Promise<void> {
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

  async function attempt<T>(
    member: Member,
    task: PoolTask<T>,
    acceptBehind: boolean,
  ): Promise<Snapshot<T> | undefined> {
    const tip = await readTip(member);
    void compare(member);
    if (isBehind(tip) && !acceptBehind) {
      recordSuccess(member, tip);
      return undefined;
    }
    const finding = await task(member.server, tip);
    recordSuccess(member, finding.tip);
    if (isBehind(finding.tip) && !acceptBehind) return undefined;
    return {
      value: finding.value,
      source: member.server.host,
      height: finding.tip.height,
      atMs: clock.now(),
      ...(isBehind(finding.tip) ? { behind: true as const } : {}),
    };
  }

  return {
    use: async (task, options = {}) => {
      const errors: WalletError[] = [];
      const late: Member[] = [];
      const tryOne = async (member: Member, acceptBehind: boolean) => {
        try {
          const snapshot = await attempt(member, task, acceptBehind);
          if (snapshot === undefined) late.push(member);
          return snapshot;
        } catch (error) {
          if (!isServersFault(error) || !isWalletError(error)) throw error;
          recordFailure(member, error);
          errors.push(error);
          return undefined;
        }
      };
      for (const member of available().filter(({ server }) => server !== options.except)) {
        const snapshot = await tryOne(member, false);
        if (snapshot !== undefined) return snapshot;
      }
      for (const member of late.toSorted((a, b) => (b.tip?.height ?? 0) - (a.tip?.height ?? 0))) {
        const snapshot = await tryOne(member, true);
        if (snapshot !== undefined) return snapshot;
      }
      throw errors.length === 0 ? noneLeft() : summarize(errors);
    },
    candidates: () => available().map((member) => member.server),
    check: async (server) => {
      const member = members.find((entry) => entry.server === server);
      if (member === undefined) throw new WalletError('internal');
      try {
        if (member.identifiedAt === null) await readTip(member);
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
