/**
 * The books of the service: what it locked, freed and kept on every chain, beside what its hot wallets really hold. They
 * must balance after every step, whatever the service was told to do wrong.
 */
import type { ChainLedger, FusionChainName } from './types.ts';

export interface Entry {
  /** start: in the hot wallet at the beginning · lock: a deposit · free: a payout · mined: a claim freed it from the pool. */
  readonly kind: 'start' | 'lock' | 'free' | 'mined';
  readonly chain: FusionChainName;
  readonly amount: bigint;
}

export interface SwapBook {
  readonly locked: bigint;
  readonly freed: bigint;
  readonly fee: bigint;
}

export class SupplyBooks {
  readonly #entries: Entry[] = [];
  /** Of finished swaps and claims, by their id. */
  readonly #settled = new Map<string, SwapBook>();

  enter(kind: Entry['kind'], chain: FusionChainName, amount: bigint): void {
    this.#entries.push({ kind, chain, amount });
  }

  settle(id: string, book: SwapBook): void {
    this.#settled.set(id, book);
  }

  /** What the hot wallet of a chain should hold. */
  expected(chain: FusionChainName): bigint {
    return this.#entries
      .filter((entry) => entry.chain === chain)
      .reduce((sum, { kind, amount }) => (kind === 'start' || kind === 'lock' ? sum + amount : sum - amount), 0n);
  }

  /** Sentences about what does not balance; none when all does. `spent` are network fees a hot wallet paid itself. */
  async problems(ledgers: Iterable<ChainLedger>, spentAtMost: bigint): Promise<readonly string[]> {
    const found: string[] = [];
    for (const { chain, hotAddress, balance } of ledgers) {
      const held = await balance(hotAddress);
      const missing = this.expected(chain) - held;
      if (missing < 0n || missing > (chain === 'main' ? spentAtMost : 0n))
        found.push(`${chain}: the books say ${this.expected(chain)}, the wallet holds ${held}`);
    }
    for (const [id, { locked, freed, fee }] of this.#settled)
      if (locked !== freed + fee) found.push(`${id}: locked ${locked}, freed ${freed}, fee ${fee}`);
    return found;
  }
}
