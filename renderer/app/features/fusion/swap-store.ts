import { parseAmount } from '../../../../wallet-core/amounts/index.ts';
import { fluxOn } from '../../../../wallet-core/assets/index.ts';
import { toWireError, WalletError, type WireError } from '../../../../wallet-core/errors/index.ts';
import { chainOfFusion, isSameAddress } from '../../../../wallet-core/fusion/fusion-chains.ts';
import type { FusionChain } from '../../../../wallet-core/fusion/names.ts';
import type { ReplyOf, RequestOf } from '../../../../wallet-core/ipc/index.ts';
import { t, toast } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';
import { sameAsset } from '../chains/account-chains.ts';
import { attempt } from '../nodes/nodes-store.ts';
import { review } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';
import { type FusionView, readFusion, type SwapView } from './fusion-store.ts';

export type QuoteReply = ReplyOf<'fusion.quote'>;
export type QuoteView = Extract<QuoteReply, { kind: 'quote' }>['quote'];
export type PreparedDeposit = ReplyOf<'fusion.prepare-deposit'>;
export type SwapAsk = RequestOf<'fusion.quote'>['ask'];

export interface SwapForm {
  readonly chainFrom: FusionChain;
  readonly chainTo: FusionChain;
  /** `null`: the address that has most. */
  readonly addressFrom: string | null;
  /** As typed. */
  readonly amount: string;
}

export interface SwapFormState {
  readonly form: SwapForm;
  readonly quoting: boolean;
  readonly reply: QuoteReply | null;
  readonly error: WireError | null;
  /** To a deposit address that is new to this wallet. */
  readonly consent: boolean;
  readonly beginning: boolean;
  /** The swap whose deposit is under review. */
  readonly deposit: SwapView | null;
}

export const useSwap = createStore<SwapFormState>('swap', {
  form: { chainFrom: 'main', chainTo: 'eth', addressFrom: null, amount: '' },
  quoting: false,
  reply: null,
  error: null,
  consent: false,
  beginning: false,
  deposit: null,
});

type OwnAddress = FusionView['chains'][number]['addresses'][number];

/** Addresses a swap can come from, the fullest first; an account without any coins there keeps its first one. */
export function sourcesOn(view: FusionView, chain: FusionChain): readonly OwnAddress[] {
  const all = view.chains.find(({ fusion }) => fusion === chain)?.addresses ?? [];
  const full = all.filter(({ spendable }) => spendable !== '0');
  const sorted = full.toSorted((a, b) => (BigInt(a.spendable) > BigInt(b.spendable) ? -1 : 1));
  return sorted.length > 0 ? sorted : all.slice(0, 1);
}

/** A change of the form forgets the quote of the old one. Both sides on one network change places. */
export function editSwap(change: Partial<SwapForm>): void {
  const { form } = useSwap.getState();
  const next = { ...form, ...change };
  const swapped =
    next.chainFrom !== next.chainTo
      ? next
      : change.chainFrom !== undefined
        ? { ...next, chainTo: form.chainFrom }
        : { ...next, chainFrom: form.chainTo };
  const isOtherSource = swapped.chainFrom !== form.chainFrom;
  useSwap.setState({
    form: isOtherSource ? { ...swapped, addressFrom: null } : swapped,
    reply: null,
    error: null,
    consent: false,
  });
}

export function turnAround(): void {
  const { chainFrom, chainTo } = useSwap.getState().form;
  editSwap({ chainFrom: chainTo, chainTo: chainFrom });
}

/** What is asked for; `null` while something is missing. */
export function askOf(view: FusionView, { chainFrom, chainTo, addressFrom, amount }: SwapForm): SwapAsk | null {
  const from = addressFrom ?? sourcesOn(view, chainFrom)[0]?.address;
  const to = view.chains.find(({ fusion }) => fusion === chainTo)?.addresses[0]?.address;
  const parsed = parseAmount(amount.trim(), FLUX.decimals);
  if (from === undefined || to === undefined || !parsed.ok || parsed.value <= 0n) return null;
  return { chainFrom, chainTo, addressFrom: from, addressTo: to, amount: parsed.value.toString() };
}

/** Are these the terms of what was asked (T-06)? */
export function quotesWhatWasAsked(ask: SwapAsk, quote: QuoteView): boolean {
  return (
    quote.chainFrom === ask.chainFrom &&
    quote.chainTo === ask.chainTo &&
    isSameAddress(quote.addressFrom, ask.addressFrom) &&
    isSameAddress(quote.addressTo, ask.addressTo) &&
    quote.amount === ask.amount &&
    BigInt(quote.received) + BigInt(quote.fee) === BigInt(quote.amount)
  );
}

export async function askForQuote(view: FusionView): Promise<void> {
  const { form, quoting } = useSwap.getState();
  const ask = askOf(view, form);
  if (ask === null || quoting) return;
  useSwap.setState({ quoting: true, reply: null, error: null, consent: false });
  const isStill = () => useSwap.getState().form === form;
  try {
    const reply = await call('fusion.quote', { ask });
    if (reply.kind === 'quote' && !quotesWhatWasAsked(ask, reply.quote)) throw new WalletError('approval.mismatch');
    if (isStill()) useSwap.setState({ reply });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked' && isStill()) useSwap.setState({ error });
  } finally {
    useSwap.setState({ quoting: false });
  }
}

/**
 * The deposit in the words of this screen: exactly the swap's amount of FLUX to the deposit address it was shown with,
 * from the reserved address (T-06). Only what the screen could not know, the network's own fee, is taken over; the
 * signer shows it. `null`: something else was prepared.
 */
export function statedDeposit(swap: SwapView, deposit: PreparedDeposit): PreparedDeposit['prepared']['stated'] | null {
  const { depositAddress, amount, addressFrom } = swap;
  const chain = chainOfFusion(swap.chainFrom);
  if (depositAddress === null) return null;
  if (deposit.kind === 'payment') {
    const { stated } = deposit.prepared;
    const [recipient, ...others] = stated.recipients;
    const isRight =
      others.length === 0 &&
      recipient !== undefined &&
      isSameAddress(recipient.address, depositAddress) &&
      recipient.amount === amount &&
      stated.chain === chain &&
      stated.asset === 'native' &&
      stated.message === null;
    return isRight ? stated : null;
  }
  const { stated } = deposit.prepared;
  const { action } = stated;
  const isRight =
    action.kind === 'transfer' &&
    sameAsset(action.asset, fluxOn(chain)?.identifier ?? '') &&
    isSameAddress(action.recipient, depositAddress) &&
    action.amount === amount &&
    stated.chain === chain &&
    isSameAddress(stated.from, addressFrom) &&
    stated.replaces === null;
  return isRight ? stated : null;
}

/** Checks the terms once more, builds the deposit and has it reviewed in the signer. */
export async function signDeposit(swap: SwapView): Promise<void> {
  const done = await review(
    'deposit',
    async () => {
      useSwap.setState({ deposit: swap });
      const deposit = await call('fusion.prepare-deposit', { swapId: swap.swapId });
      const stated = statedDeposit(swap, deposit);
      if (stated === null) throw new WalletError('approval.mismatch');
      return { draftId: deposit.prepared.draftId, stated };
    },
    ({ draftId, stated }) => call('approval.request', { draftId, stated }),
  );
  if (done !== null) toast('positive', t('swap.depositSigned'));
  await readFusion();
}

/** Journals and reserves the swap, then goes on to its deposit. */
export async function beginSwap(): Promise<void> {
  const { reply, consent, beginning, form } = useSwap.getState();
  if (reply?.kind !== 'quote' || beginning) return;
  useSwap.setState({ beginning: true, error: null });
  try {
    const swap = await call('fusion.begin', { quoteId: reply.quote.quoteId, addressConsent: consent });
    if (swap.depositAddress !== null && !isSameAddress(swap.depositAddress, reply.quote.depositAddress))
      throw new WalletError('approval.mismatch');
    useSwap.setState({ reply: null, consent: false, form: { ...form, amount: '' } });
    await readFusion();
    if (swap.help === 'sign') await signDeposit(swap);
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useSwap.setState({ reply: null, consent: false, error });
  } finally {
    useSwap.setState({ beginning: false });
  }
}

export async function cancelSwap(swapId: string): Promise<void> {
  if (await attempt(() => call('fusion.cancel', { swapId }))) await readFusion();
}

export async function lookAtSwap(swapId: string): Promise<void> {
  if (await attempt(() => call('fusion.look', { swapId }))) await readFusion();
}

/** Where a deposit without an order goes: an own address on the chosen network. */
export async function chooseTarget(swapId: string, chainTo: FusionChain, addressTo: string): Promise<void> {
  if (await attempt(() => call('fusion.choose-target', { swapId, chainTo, addressTo }))) await readFusion();
}
