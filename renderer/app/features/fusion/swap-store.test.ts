import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { swapHeadlines } from '../../../../wallet-core/fusion/names.ts';
import { resetAll } from '../../state/view-store.ts';
import { EVM_ADDRESS, EVM_STRANGER } from '../../testing/fake-account-data.ts';
import { ADDRESS, OWN_ADDRESS } from '../../testing/fake-data.ts';
import { DEPOSIT_ADDRESS, fusionView, quote, reservedSwap } from '../../testing/fake-fusion.ts';
import { standPage } from '../../testing/stand-page.ts';
import { useReview } from '../review/review-store.ts';
import { swapSteps } from './swap-steps.ts';
import {
  askForQuote,
  askOf,
  beginSwap,
  editSwap,
  type PreparedDeposit,
  quotesWhatWasAsked,
  sourcesOn,
  statedDeposit,
  turnAround,
  useSwap,
} from './swap-store.ts';

const payment: Extract<PreparedDeposit, { kind: 'payment' }> = {
  kind: 'payment',
  prepared: {
    draftId: '6d'.repeat(16),
    stated: {
      kind: 'payment',
      chain: 'flux',
      asset: 'native',
      recipients: [{ address: DEPOSIT_ADDRESS, amount: reservedSwap.amount }],
      message: null,
      fee: '226',
    },
    change: '0',
    inputCount: 1,
    signedSize: 226,
    expiryHeight: null,
    validUntilMs: 2_000_000_000_000,
  },
};
const onEthereum = {
  ...reservedSwap,
  chainFrom: 'eth' as const,
  addressFrom: EVM_ADDRESS,
  depositAddress: EVM_STRANGER,
};
const transfer: Extract<PreparedDeposit, { kind: 'account-payment' }> = {
  kind: 'account-payment',
  prepared: {
    draftId: '6d'.repeat(16),
    stated: {
      kind: 'account-payment',
      chain: 'ethereum',
      from: EVM_ADDRESS,
      action: {
        kind: 'transfer',
        asset: '0x720CD16b011b987Da3518fbf38c3071d4F0D1495',
        recipient: EVM_STRANGER,
        amount: reservedSwap.amount,
      },
      fee: '1',
      extraFee: '0',
      nonce: 7,
      replaces: null,
    },
    price: { maxPerGas: '1', tipPerGas: '1' },
    gasLimit: '65000',
    signedSize: 150,
    validUntilMs: 2_000_000_000_000,
  },
};

beforeEach(() => standPage());
afterEach(() => {
  resetAll();
  vi.unstubAllGlobals();
});

describe('the fields of a swap', () => {
  it('ask with own addresses and exact units', () => {
    editSwap({ amount: '500.00000001' });
    expect(askOf(fusionView, useSwap.getState().form)).toEqual({
      chainFrom: 'main',
      chainTo: 'eth',
      addressFrom: OWN_ADDRESS,
      addressTo: EVM_ADDRESS,
      amount: '50000000001',
    });
  });

  it.each(['', '0', '-1', '1,5', '0.000000001', 'x'])('ask nothing with the amount "%s"', (amount) => {
    editSwap({ amount });
    expect(askOf(fusionView, useSwap.getState().form)).toBeNull();
  });

  it('ask nothing of a network without an own address', () => {
    editSwap({ amount: '5', chainTo: 'sol' });
    expect(askOf(fusionView, useSwap.getState().form)).toBeNull();
  });

  it('offer the fullest address first', () => {
    expect(sourcesOn(fusionView, 'main').map(({ address }) => address)).toEqual([OWN_ADDRESS, ADDRESS]);
  });

  it('never have the same network on both sides', () => {
    editSwap({ chainFrom: 'eth' });
    expect(useSwap.getState().form).toMatchObject({ chainFrom: 'eth', chainTo: 'main' });
    turnAround();
    expect(useSwap.getState().form).toMatchObject({ chainFrom: 'main', chainTo: 'eth' });
  });

  it('forget quote and consent when anything changes', () => {
    useSwap.setState({ reply: { kind: 'quote', quote }, consent: true });
    editSwap({ amount: '6' });
    expect(useSwap.getState()).toMatchObject({ reply: null, consent: false });
  });
});

describe('a quote (T-06)', () => {
  const { chainFrom, chainTo, addressFrom, addressTo, amount } = quote;
  const ask = { chainFrom, chainTo, addressFrom, addressTo, amount };

  it('is for what was asked, and adds up', () => {
    expect(quotesWhatWasAsked(ask, quote)).toBe(true);
    expect(quotesWhatWasAsked(ask, { ...quote, addressTo: EVM_STRANGER })).toBe(false);
    expect(quotesWhatWasAsked(ask, { ...quote, amount: '1' })).toBe(false);
    expect(quotesWhatWasAsked(ask, { ...quote, received: '1' })).toBe(false);
  });

  it('is not shown when it is for something else', async () => {
    standPage({ 'fusion.quote': () => ({ kind: 'quote', quote: { ...quote, addressTo: EVM_STRANGER } }) });
    editSwap({ amount: '500' });
    await askForQuote(fusionView);
    expect(useSwap.getState()).toMatchObject({ reply: null, error: { code: 'approval.mismatch' } });
  });
});

describe('a deposit (T-06)', () => {
  const { stated } = payment.prepared;
  const withStated = (change: Partial<typeof stated>): PreparedDeposit => ({
    ...payment,
    prepared: { ...payment.prepared, stated: { ...stated, ...change } },
  });

  it('pays the amount of the swap to its deposit address and nothing else', () => {
    expect(statedDeposit(reservedSwap, payment)).toEqual(stated);
    const [recipient] = stated.recipients;
    if (recipient === undefined) throw new Error('no recipient');
    for (const change of [
      { recipients: [{ ...recipient, address: ADDRESS }] },
      { recipients: [{ ...recipient, amount: '1' }] },
      { recipients: [recipient, recipient] },
      { message: 'x' },
      { asset: 'other' },
    ])
      expect(statedDeposit(reservedSwap, withStated(change))).toBeNull();
    expect(statedDeposit({ ...reservedSwap, depositAddress: null }, payment)).toBeNull();
    expect(statedDeposit(onEthereum, payment)).toBeNull();
  });

  it('is FLUX of its network, from the reserved address', () => {
    expect(statedDeposit(onEthereum, transfer)).toEqual(transfer.prepared.stated);
    const changed = (change: Partial<typeof transfer.prepared.stated>): PreparedDeposit => ({
      ...transfer,
      prepared: { ...transfer.prepared, stated: { ...transfer.prepared.stated, ...change } },
    });
    const { action } = transfer.prepared.stated;
    if (action.kind !== 'transfer') throw new Error('no transfer');
    expect(statedDeposit(onEthereum, changed({ from: EVM_STRANGER }))).toBeNull();
    expect(statedDeposit(onEthereum, changed({ chain: 'base' }))).toBeNull();
    expect(statedDeposit(onEthereum, changed({ action: { ...action, asset: 'native' } }))).toBeNull();
    expect(statedDeposit(onEthereum, changed({ action: { ...action, recipient: EVM_ADDRESS } }))).toBeNull();
    expect(statedDeposit(onEthereum, changed({ action: { ...action, amount: '1' } }))).toBeNull();
  });

  it('goes to the signer after the swap has been begun', async () => {
    const begun = vi.fn(() => reservedSwap);
    const asked = vi.fn(() => ({ sendId: 'send-1', txid: 'ab'.repeat(32) }));
    standPage({ 'fusion.begin': begun, 'fusion.prepare-deposit': () => payment, 'approval.request': asked });
    useSwap.setState({ reply: { kind: 'quote', quote }, consent: true });
    await beginSwap();
    expect(begun).toHaveBeenCalledExactlyOnceWith({ quoteId: quote.quoteId, addressConsent: true });
    expect(asked).toHaveBeenCalledExactlyOnceWith({ draftId: payment.prepared.draftId, stated });
    expect(useSwap.getState().reply).toBeNull();
  });

  it('never reaches the signer when the swap names another address than the quote did', async () => {
    const asked = vi.fn();
    standPage({
      'fusion.begin': () => ({ ...reservedSwap, depositAddress: ADDRESS }),
      'fusion.prepare-deposit': () => payment,
      'approval.request': asked,
    });
    useSwap.setState({ reply: { kind: 'quote', quote } });
    await beginSwap();
    expect(asked).not.toHaveBeenCalled();
    expect(useSwap.getState().error).toMatchObject({ code: 'approval.mismatch' });
    expect(useReview.getState().step.kind).toBe('idle');
  });
});

describe('steps of a swap', () => {
  it.each(swapHeadlines)(
    '%s has a way with at most one step under way or failed, and that one last or before waiting ones',
    (headline) => {
      const steps = swapSteps({ headline, confirmations: { now: 3, needed: 10 } });
      const states = steps.map(({ state }) => state);
      expect(states.filter((state) => state === 'current' || state === 'failed').length).toBeLessThanOrEqual(1);
      expect(states.indexOf('failed')).toBe(states.includes('failed') ? states.length - 1 : -1);
    },
  );

  it('counts confirmations while they are waited for', () => {
    const steps = swapSteps({ headline: 'confirming', confirmations: { now: 3, needed: 10 } });
    expect(steps.map(({ state }) => state)).toEqual(['done', 'done', 'current', 'waiting', 'waiting']);
    expect(steps[2]?.detail).toBe('3 of 10 confirmations');
  });
});
