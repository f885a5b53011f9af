import type { Clock } from '../../../../wallet-core/ports/index.ts';
import type { OpenAccount } from '../session.ts';
import type { FactorWatch } from './factor-watch.ts';

/** A request that somebody else made has to be seen well within its day. */
const CALM_MS = 10 * 60_000;
/** While a change waits for its block, or a request runs. */
const BUSY_MS = 60_000;

/** Looks at the second factor of the open account now and then, for as long as it is open. One account at a time. */
export class FactorFollow {
  readonly #watch: FactorWatch;
  readonly #clock: Clock;
  #current: AbortController | null = null;

  constructor(watch: FactorWatch, clock: Clock) {
    this.#watch = watch;
    this.#clock = clock;
  }

  /** From now on this account. `isNew`: it has just come to this device. Never throws. */
  async follow(account: OpenAccount, isNew: boolean): Promise<void> {
    this.#current?.abort();
    const current = new AbortController();
    this.#current = current;
    if (isNew) await this.#watch.begin(account);
    while (!current.signal.aborted) {
      const standing = await this.#watch.look(account).catch(() => null);
      const isMoving = standing !== null && (standing.findings.pending.length > 0 || hasRequest(standing.state));
      try {
        await this.#clock.sleep(isMoving ? BUSY_MS : CALM_MS, current.signal);
      } catch {
        return;
      }
    }
  }
}

function hasRequest(state: Awaited<ReturnType<FactorWatch['look']>>['state']): boolean {
  return state.kind === 'on' && state.request !== null;
}
