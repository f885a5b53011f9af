/**
 * Chain time in unix seconds. `spaced`: it moves only with blocks, thirty seconds each, and when told to.
 * `wall`: it follows the machine's clock, so that a demo shows today's dates whatever the pace of its blocks.
 */
import { blockSpacingSeconds } from '../consensus/limits.ts';

export type BlockTimes = 'spaced' | 'wall';

export class ChainClock {
  readonly #mode: BlockTimes;
  #now: number;
  #offset = 0;

  constructor(mode: BlockTimes, start: number) {
    this.#mode = mode;
    this.#now = start;
  }

  now(): number {
    if (this.#mode === 'wall') this.#now = Math.max(this.#now, Math.floor(Date.now() / 1000) + this.#offset);
    return this.#now;
  }

  /** The same in milliseconds, for servers that stamp finer than blocks. */
  nowMs(): number {
    return this.#mode === 'wall' ? Math.max(this.now() * 1_000, Date.now() + this.#offset * 1_000) : this.now() * 1_000;
  }

  /** The time of the next block; time never runs backwards from one block to the next. */
  nextBlock(previous: number): number {
    const least = previous + (this.#mode === 'wall' ? 1 : blockSpacingSeconds);
    this.#now = Math.max(this.now(), least);
    return this.#now;
  }

  advance(seconds: number): void {
    this.#offset += seconds;
    this.#now += seconds;
  }

  /** Jumps to a moment; the past of the chain stays where it is. */
  set(unixSeconds: number): void {
    this.advance(unixSeconds - this.now());
  }
}
