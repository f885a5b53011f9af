/** What the service does wrong on demand. */
import type { FusionChainName } from './types.ts';

export type Misbehaviour =
  /** Says no to a reservation. */
  | { readonly kind: 'refuse-reserve'; readonly message?: string }
  /** Does what it is asked for and closes the connection without a reply. */
  | { readonly kind: 'lose-reply'; readonly path: string }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang'; readonly path: string }
  | { readonly kind: 'html'; readonly path?: string }
  | { readonly kind: 'status'; readonly status: number; readonly path?: string }
  /** Serves another deposit address for a chain. */
  | { readonly kind: 'change-address'; readonly chain: FusionChainName; readonly address: string }
  /** Leaves a chain out of those that are active. */
  | { readonly kind: 'chain-inactive'; readonly chain: FusionChainName }
  /** Orders stand still in this status. */
  | { readonly kind: 'hold' }
  | { readonly kind: 'dust' }
  | { readonly kind: 'expire' }
  /** A status nobody has told of. */
  | { readonly kind: 'odd-status'; readonly status: string }
  /** Pays so much less (or more, when negative), sat. */
  | { readonly kind: 'wrong-amount'; readonly lessSat: bigint }
  | { readonly kind: 'wrong-address'; readonly address: string }
  /** Pays out so much later. */
  | { readonly kind: 'delay-payout'; readonly ms: number }
  /** Says that it has paid, with an id that no chain knows. */
  | { readonly kind: 'pretend-payout' }
  /** Hands out this text to be signed. */
  | { readonly kind: 'phrase'; readonly text: string };

export interface ActiveMisbehaviour {
  readonly id: string;
  readonly what: Misbehaviour;
  left: number;
}

/** What is in force. Whatever is taken as used up is used up. */
export class Misbehaviours {
  #active: ActiveMisbehaviour[] = [];
  #serial = 0;

  set(what: Misbehaviour, times = Number.POSITIVE_INFINITY): string {
    this.#serial += 1;
    const id = `misbehaviour-${this.#serial}`;
    this.#active.push({ id, what, left: times });
    return id;
  }

  clear(id?: string): void {
    this.#active = id === undefined ? [] : this.#active.filter((one) => one.id !== id);
  }

  list(): readonly Misbehaviour[] {
    return this.#active.map(({ what }) => what);
  }

  /** The first one of a kind that fits; it counts as used. */
  take<K extends Misbehaviour['kind']>(
    kind: K,
    fits: (what: Extract<Misbehaviour, { kind: K }>) => boolean = () => true,
  ): Extract<Misbehaviour, { kind: K }> | null {
    const isIt = (what: Misbehaviour): what is Extract<Misbehaviour, { kind: K }> => what.kind === kind;
    for (const one of this.#active) {
      if (!isIt(one.what) || !fits(one.what)) continue;
      one.left -= 1;
      if (one.left <= 0) this.clear(one.id);
      return one.what;
    }
    return null;
  }
}
