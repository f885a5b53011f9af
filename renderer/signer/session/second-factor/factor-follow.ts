import type { Clock } from '../../../../wallet-core/ports/index.ts';
import type { OpenAccount } from '../session.ts';
import type { FactorStanding } from './factor-standing.ts';
import type { FactorWatch } from './factor-watch.ts';

/** A request that somebody else made has to be seen well within its day. */
const CALM_MS = 10 * 60_000;
/** While a request runs. */
const REQUEST_MS = 60_000;
/** While a change waits for its block. */
const PENDING_MS = 20_000;
/** After a change of one's own, until a server shows it; it may never be shown, so this ends. */
const FRESH_MS = 5_000;
const FRESH_FOR_MS = 3 * 60_000;

/** Looks at the second factor of the open account now and then, for as long as it is open. One account at a time. */
export class FactorFollow {
  readonly #watch: FactorWatch;
  readonly #clock: Clock;
  #current: AbortController | null = null;
  #pause: AbortController | null = null;
  #freshUntilMs = 0;

  constructor(watch: FactorWatch, clock: Clock) {
    this.#watch = watch;
    this.#clock = clock;
  }

  /** From now on this account. `isNew`: it has just come to this device. Never throws. */
  async follow(account: OpenAccount, isNew: boolean): Promise<void> {
    this.#current?.abort();
    this.#pause?.abort();
    const current = new AbortController();
    this.#current = current;
    this.#freshUntilMs = 0;
    if (isNew) await this.#watch.begin(account);
    while (!current.signal.aborted) {
      const standing = await this.#watch.look(account).catch(() => null);
      if (current.signal.aborted) return;
      await this.#wait(this.#intervalOf(standing));
    }
  }

  /** A change was just published: looks at once and more often. */
  hurry(): void {
    this.#freshUntilMs = this.#clock.now() + FRESH_FOR_MS;
    this.#pause?.abort();
  }

  #intervalOf(standing: FactorStanding | null): number {
    if (standing !== null && standing.findings.pending.length > 0) return PENDING_MS;
    if (this.#clock.now() < this.#freshUntilMs) return FRESH_MS;
    return standing?.state.kind === 'on' && standing.state.request !== null ? REQUEST_MS : CALM_MS;
  }

  async #wait(ms: number): Promise<void> {
    const pause = new AbortController();
    this.#pause = pause;
    try {
      await this.#clock.sleep(ms, pause.signal);
    } catch {
      // Woken.
    }
  }
}
