/** The faults in force. A request takes those that fit; one-shot faults are used up by being taken. */
import { type Fault, type FaultRule, isBroadcastFault, type ServerId } from './types.ts';

export interface ActiveFault extends FaultRule {
  readonly id: string;
  readonly left: number | null;
}

export interface FaultQuery {
  readonly server: ServerId;
  readonly path: string;
  readonly broadcast: boolean;
}

const fits = (rule: FaultRule, query: FaultQuery): boolean =>
  rule.fault.kind !== 'refuse-connections' &&
  (rule.server === undefined || rule.server === query.server) &&
  query.path.startsWith(rule.path ?? '') &&
  (query.broadcast || !isBroadcastFault(rule.fault));

export class FaultBox {
  readonly #active = new Map<string, ActiveFault>();
  #serial = 0;

  set(rule: FaultRule): string {
    if (rule.times !== undefined && (!Number.isInteger(rule.times) || rule.times < 1)) {
      throw new RangeError('a fault happens a whole number of times, at least once');
    }
    this.#serial += 1;
    const id = `fault-${this.#serial}`;
    this.#active.set(id, { ...rule, id, left: rule.times ?? null });
    return id;
  }

  clear(id?: string): void {
    if (id === undefined) this.#active.clear();
    else this.#active.delete(id);
  }

  list(): readonly ActiveFault[] {
    return [...this.#active.values()];
  }

  isDown(server: ServerId): boolean {
    return this.list().some(
      (rule) => rule.fault.kind === 'refuse-connections' && (rule.server === undefined || rule.server === server),
    );
  }

  /** The faults this request meets, in the order they were set. */
  take(query: FaultQuery): readonly Fault[] {
    const met = this.list().filter((rule) => fits(rule, query));
    for (const rule of met) {
      if (rule.left === null) continue;
      if (rule.left > 1) this.#active.set(rule.id, { ...rule, left: rule.left - 1 });
      else this.#active.delete(rule.id);
    }
    return met.map((rule) => rule.fault);
  }
}
