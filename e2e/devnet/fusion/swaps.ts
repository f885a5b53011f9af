/** The swap side of the service: reservations, orders, and their way to the payout. */
import { FusionError } from './fusion-error.ts';
import type { Misbehaviours } from './misbehaviour.ts';
import type { SupplyBooks } from './supply.ts';
import { type ChainLedger, type FeeTable, type FusionChainName, feeOf, fromCoins } from './types.ts';

export interface Route {
  readonly chainFrom: FusionChainName;
  readonly chainTo: FusionChainName;
  readonly addressFrom: string;
  readonly addressTo: string;
}

export interface Order extends Route {
  readonly zelid: string;
  readonly txidFrom: string;
  readonly timestamp: number;
  readonly expectedFrom: bigint;
  readonly fee: bigint;
  readonly confsRequired: number;
  /** Or whatever the service was told to say. */
  status: string;
  amountFrom: bigint | null;
  amountTo: bigint | null;
  txidTo: string | null;
  exchangingSinceMs: number | null;
}

export interface Tier {
  readonly confirmations: number;
  /** Coins, as served. */
  readonly amount: number;
}

export interface SwapParts {
  readonly ledgers: ReadonlyMap<FusionChainName, ChainLedger>;
  readonly misbehaviours: Misbehaviours;
  readonly books: SupplyBooks;
  readonly nowMs: () => number;
  readonly fees: () => FeeTable;
  readonly tiers: readonly Tier[];
  /** A deposit that is not seen within this time closes the order. */
  readonly depositWithinMs: number;
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
const ended: ReadonlySet<string> = new Set(['finished', 'dust', 'expired']);

export class Swaps {
  readonly #parts: SwapParts;
  readonly reservations: (Route & { readonly zelid: string; readonly createdAt: number })[] = [];
  readonly #orders = new Map<string, Order>();
  #last: Promise<void> = Promise.resolve();

  constructor(parts: SwapParts) {
    this.#parts = parts;
  }

  get orders(): readonly Order[] {
    return [...this.#orders.values()];
  }

  activeChains(): readonly FusionChainName[] {
    const idle = new Set(
      this.#parts.misbehaviours.list().flatMap((what) => (what.kind === 'chain-inactive' ? [what.chain] : [])),
    );
    return [...this.#parts.ledgers.keys()].filter((chain) => !idle.has(chain));
  }

  depositAddress(chain: FusionChainName): string {
    const changed = this.#parts.misbehaviours
      .list()
      .findLast((what) => what.kind === 'change-address' && what.chain === chain);
    if (changed?.kind === 'change-address') return changed.address;
    return this.#ledger(chain).hotAddress;
  }

  #ledger(chain: FusionChainName): ChainLedger {
    const ledger = this.#parts.ledgers.get(chain);
    if (ledger === undefined) throw new FusionError(`Chain ${chain} is not supported`);
    return ledger;
  }

  #check(route: Route): void {
    const active = this.activeChains();
    for (const chain of [route.chainFrom, route.chainTo])
      if (!active.includes(chain)) throw new FusionError(`Chain ${chain} is currently not active`);
    if (route.chainFrom === route.chainTo) throw new FusionError('Chains have to differ');
    if (!this.#ledger(route.chainFrom).isAddress(route.addressFrom)) throw new FusionError('Invalid addressFrom');
    if (!this.#ledger(route.chainTo).isAddress(route.addressTo)) throw new FusionError('Invalid addressTo');
  }

  reserve(route: Route, zelid: string): Route & { zelid: string; createdAt: number } {
    this.#check(route);
    const refusal = this.#parts.misbehaviours.take('refuse-reserve');
    if (refusal !== null) throw new FusionError(refusal.message ?? 'Swap reservation is not possible at the moment');
    const { chainFrom, chainTo, addressFrom, addressTo } = route;
    const made = { chainFrom, chainTo, addressFrom, addressTo, zelid, createdAt: this.#parts.nowMs() };
    this.reservations.push(made);
    return made;
  }

  create(route: Route, amountFrom: number, txidFrom: string, zelid: string): Order {
    this.#check(route);
    if (this.find(txidFrom) !== null) throw new FusionError('Swap with this txid already exists');
    const amount = fromCoins(amountFrom);
    const tier = this.#parts.tiers.find((one) => amountFrom <= one.amount);
    if (tier === undefined) throw new FusionError('Amount is above the limit');
    const fee = feeOf(this.#parts.fees(), route.chainTo, amount);
    if (fee === null) throw new FusionError('No fee for this chain');
    const order: Order = {
      chainFrom: route.chainFrom,
      chainTo: route.chainTo,
      addressFrom: route.addressFrom,
      addressTo: route.addressTo,
      zelid,
      txidFrom,
      timestamp: this.#parts.nowMs(),
      expectedFrom: amount,
      fee,
      confsRequired: tier.confirmations,
      status: 'new',
      amountFrom: null,
      amountTo: null,
      txidTo: null,
      exchangingSinceMs: null,
    };
    this.#orders.set(txidFrom.toLowerCase(), order);
    return order;
  }

  find(txidFrom: string): Order | null {
    return this.#orders.get(txidFrom.toLowerCase()) ?? null;
  }

  historyOf(zelid: string): readonly Order[] {
    return this.orders.filter((order) => zelid !== '' && order.zelid === zelid);
  }

  /** Moves every open order on as far as the chains allow; one turn after another. */
  async turn(): Promise<void> {
    const now = this.#last.then(async () => {
      for (const order of this.orders) if (!ended.has(order.status)) await this.#advance(order);
    });
    this.#last = now.catch(() => undefined);
    await now;
  }

  async #advance(order: Order): Promise<void> {
    const { misbehaviours, nowMs } = this.#parts;
    const forced = misbehaviours.list().find((what) => ['hold', 'odd-status', 'expire', 'dust'].includes(what.kind));
    const ledger = this.#ledger(order.chainFrom);
    const deposit = await ledger.deposit(order.txidFrom, ledger.hotAddress);
    if (deposit === null) {
      const isLate = nowMs() - order.timestamp > this.#parts.depositWithinMs;
      order.status = isLate || forced?.kind === 'expire' ? 'expired' : 'waiting';
      return;
    }
    if (!deposit.from.some((from) => same(from, order.addressFrom))) {
      order.status = 'hold';
      return;
    }
    if (order.amountFrom === null) {
      order.amountFrom = deposit.amount;
      this.#parts.books.enter('lock', order.chainFrom, deposit.amount);
    }
    if (forced?.kind === 'hold') order.status = 'hold';
    else if (forced?.kind === 'odd-status') order.status = forced.status;
    else if (forced?.kind === 'dust' || deposit.amount <= order.fee) order.status = 'dust';
    else if (deposit.confirmations < order.confsRequired) order.status = 'confirming';
    else await this.#pay(order, deposit.amount);
  }

  async #pay(order: Order, deposited: bigint): Promise<void> {
    const { misbehaviours, nowMs, books } = this.#parts;
    const fee = feeOf(this.#parts.fees(), order.chainTo, deposited) ?? order.fee;
    order.exchangingSinceMs ??= nowMs();
    order.status = 'exchanging';
    const delay = misbehaviours.list().find((what) => what.kind === 'delay-payout');
    if (delay?.kind === 'delay-payout' && nowMs() - order.exchangingSinceMs < delay.ms) return;
    const right = deposited - fee;
    if (misbehaviours.take('pretend-payout') !== null) {
      Object.assign(order, { status: 'finished', amountTo: right, txidTo: '00'.repeat(32) });
      return;
    }
    const amount = right - (misbehaviours.take('wrong-amount')?.lessSat ?? 0n);
    const to = misbehaviours.take('wrong-address')?.address ?? order.addressTo;
    order.txidTo = await this.#ledger(order.chainTo).pay(to, amount);
    // It always says the right amount: what was really paid stands on the chain alone.
    order.amountTo = right;
    order.status = 'finished';
    books.enter('free', order.chainTo, amount);
    books.settle(order.txidFrom, { locked: deposited, freed: amount, fee: deposited - amount });
  }
}
