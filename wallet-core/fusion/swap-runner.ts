/**
 * One step of a swap, with everything outside behind ports. Each step is journalled before the network is touched; what
 * the network answers is journalled after. A crash between the two repeats the question, never the payment.
 */
import type { FusionAnswer } from './envelope.ts';
import { type FusionChain, isSameAddress } from './fusion-chains.ts';
import { checkPayout, type SeenPayout } from './payout.ts';
import type { SwapEvent } from './swap-events.ts';
import type { SwapOrder, SwapRoute } from './swap-replies.ts';
import type { SwapState, SwapTold } from './swap-state.ts';
import { nextSwapStep } from './swap-step.ts';

/**
 * A drafted deposit in the journal of payments. none: neither a draft nor a payment, so it can never be one · open: may
 * still be signed · signed: journalled, whatever the network says yet · died: signed, and will not be mined.
 */
export type DepositFound =
  | { readonly kind: 'none' }
  | { readonly kind: 'open' }
  | { readonly kind: 'signed'; readonly txid: string }
  | { readonly kind: 'died'; readonly txid: string; readonly how: 'expired' | 'refused' | 'replaced' };

export interface SwapOrderRequest extends SwapRoute {
  readonly amount: bigint;
  readonly txidFrom: string;
}

export interface SwapPorts {
  /** On disk when it returns; gives the state after it. Throws when it has no place or cannot be written. */
  append(event: SwapEvent): SwapState;
  readonly service: {
    reserve(route: SwapRoute): Promise<FusionAnswer<void>>;
    detail(txidFrom: string): Promise<FusionAnswer<SwapOrder>>;
    create(request: SwapOrderRequest): Promise<FusionAnswer<SwapOrder>>;
  };
  findDeposit(draftId: string): DepositFound;
  readPayout(chain: FusionChain, txid: string): Promise<SeenPayout | 'not-seen' | 'not-readable'>;
  now(): number;
}

function routeOf(state: SwapState): SwapRoute | undefined {
  const { chainFrom, addressFrom, target } = state;
  return target === null ? undefined : { chainFrom, addressFrom, ...target };
}

function isNews(before: SwapTold | null, after: SwapTold): boolean {
  if (before === null) return true;
  const bare = ({ atMs: _, ...facts }: SwapTold) => facts;
  const a = bare(before);
  const b = bare(after);
  return (Object.keys(b) as (keyof typeof b)[]).some((key) => a[key] !== b[key]);
}

/** What an order says about our swap; an order for somebody else's address is no answer about ours. */
function hear(state: SwapState, order: SwapOrder, ports: SwapPorts): void {
  const { target } = state;
  if (target === null) return;
  const { chainTo, addressTo } = order;
  if (chainTo !== target.chainTo || !isSameAddress(addressTo, target.addressTo)) {
    const isKnown = state.differs?.chainTo === chainTo && isSameAddress(state.differs.addressTo, addressTo);
    if (!isKnown) ports.append({ kind: 'order-differs', atMs: ports.now(), chainTo, addressTo });
    return;
  }
  const told: SwapTold = {
    status: order.status,
    atMs: ports.now(),
    amountFrom: order.amountFrom,
    amountTo: order.amountTo ?? order.expectedTo,
    fee: order.fee,
    confirmations: order.confirmationsRequired,
    txidTo: order.txidTo,
  };
  if (state.differs !== null || state.phase === 'creating' || isNews(state.told, told))
    ports.append({ kind: 'told', ...told });
}

async function reserve(state: SwapState, ports: SwapPorts): Promise<void> {
  const route = routeOf(state);
  if (route === undefined) return;
  if (state.phase === 'planned') ports.append({ kind: 'reserve-asked', atMs: ports.now() });
  const answer = await ports.service.reserve(route);
  if (answer.ok) ports.append({ kind: 'reserved', atMs: ports.now() });
  else ports.append({ kind: 'reserve-refused', atMs: ports.now(), refusal: answer.refusal });
}

function lookForDeposit(draftId: string, ports: SwapPorts): void {
  const found = ports.findDeposit(draftId);
  const atMs = ports.now();
  if (found.kind === 'none') ports.append({ kind: 'deposit-dropped', atMs, draftId });
  else if (found.kind !== 'open') ports.append({ kind: 'deposit-signed', atMs, draftId, txid: found.txid });
}

/** Once the service has paid, or closed it as dust, the deposit was there. */
const depositMatters: ReadonlySet<SwapState['phase']> = new Set([
  'deposited',
  'creating',
  'following',
  'expired',
  'deposit-died',
]);

/** `undefined`: nothing about the deposit has changed. */
function depositNews(state: SwapState, ports: SwapPorts): SwapEvent | undefined {
  if (state.draftId === null || state.txidFrom === null || !depositMatters.has(state.phase)) return undefined;
  const found = ports.findDeposit(state.draftId);
  const atMs = ports.now();
  if (found.kind === 'died' && state.phase !== 'deposit-died') return { kind: 'deposit-died', atMs, how: found.how };
  if (found.kind !== 'signed') return undefined;
  if (found.txid !== state.txidFrom && state.told?.amountFrom == null)
    return { kind: 'deposit-replaced', atMs, txid: found.txid };
  return state.phase === 'deposit-died' ? { kind: 'deposit-alive', atMs } : undefined;
}

/** The order may exist already: by an answer that was lost, by a crash, by another device. So it is asked for first. */
async function create(before: SwapState, txidFrom: string, ports: SwapPorts): Promise<void> {
  const state = before.phase === 'deposited' ? ports.append({ kind: 'create-asked', atMs: ports.now() }) : before;
  const route = routeOf(state);
  if (route === undefined) return;
  const known = await ports.service.detail(txidFrom);
  if (known.ok) return hear(state, known.value, ports);
  const answer = await ports.service.create({ ...route, amount: state.amount, txidFrom });
  if (answer.ok) return hear(state, answer.value, ports);
  if (state.refusal?.message !== answer.refusal.message)
    ports.append({ kind: 'create-refused', atMs: ports.now(), refusal: answer.refusal });
}

async function poll(state: SwapState, txidFrom: string, ports: SwapPorts): Promise<void> {
  const answer = await ports.service.detail(txidFrom);
  if (answer.ok) hear(state, answer.value, ports);
}

async function lookForPayout(state: SwapState, txidTo: string, ports: SwapPorts): Promise<void> {
  const { target, terms, told } = state;
  if (target === null) return;
  const seen = await ports.readPayout(target.chainTo, txidTo);
  const amount = terms?.received ?? told?.amountTo ?? null;
  const check = checkPayout({ address: target.addressTo, amount }, seen);
  const before = state.payout;
  const isSame =
    before !== null &&
    before.outcome === check.outcome &&
    before.isFinal === check.isFinal &&
    before.amount === check.amount;
  if (!isSame) ports.append({ kind: 'payout-checked', atMs: ports.now(), ...check });
}

/** Takes the next step of a swap. Throws what the network throws (`network.*`, `server.*`): ask again later. */
export async function takeSwapStep(state: SwapState, ports: SwapPorts): Promise<void> {
  const news = depositNews(state, ports);
  if (news !== undefined) {
    ports.append(news);
    return;
  }
  const step = nextSwapStep(state);
  switch (step.kind) {
    case 'reserve':
      return reserve(state, ports);
    case 'look-for-deposit':
      return lookForDeposit(step.draftId, ports);
    case 'create':
      return create(state, step.txidFrom, ports);
    case 'poll':
      return poll(state, step.txidFrom, ports);
    case 'check-payout':
      return lookForPayout(state, step.txidTo, ports);
    case 'person':
    case 'nothing':
      return;
  }
}
