import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReplyOf, RequestOf, WireStatedAccountPayment } from '../../../../wallet-core/ipc/index.ts';
import { resetAll } from '../../state/index.ts';
import {
  accountSendEntry,
  accountValidation,
  allowances,
  EVM_ADDRESS,
  EVM_STRANGER,
} from '../../testing/fake-account-data.ts';
import { fails, type Handlers } from '../../testing/fake-bridge.ts';
import { settle, standPage } from '../../testing/stand-page.ts';
import { useSend } from '../send/send-store.ts';
import { followTask, openTask, submitTask, TASK_DEBOUNCE_MS, type Task, useTask } from './task-store.ts';

const [item] = allowances.items;
if (item === undefined) throw new TypeError('no allowance');
const entry = accountSendEntry;

let stop: () => void = () => undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  stop();
  stop = () => undefined;
  resetAll();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const approve = vi.fn(() => ({ sendId: 'send-2', txid: `0x${'b'.repeat(64)}` }));

/** What an honest backend prepares for a draft. */
function preparedFor({ draft }: RequestOf<'account.prepare'>): ReplyOf<'account.prepare'> {
  const stated: WireStatedAccountPayment = {
    kind: 'account-payment',
    chain: 'ethereum',
    from: EVM_ADDRESS,
    action: actionOf(draft),
    fee: '1365000000000000',
    extraFee: '0',
    nonce: 7,
    replaces: draft.kind === 'speed-up' || draft.kind === 'cancel' ? entry.txid : null,
  };
  return {
    draftId: 'a'.repeat(32),
    stated,
    price: { maxPerGas: '21000000000', tipPerGas: '1000000000' },
    gasLimit: '65000',
    signedSize: 180,
    validUntilMs: 1,
  };
}

function actionOf(draft: RequestOf<'account.prepare'>['draft']): WireStatedAccountPayment['action'] {
  if (draft.kind === 'allowance') {
    const { asset, spender, amount } = draft;
    return { kind: 'allowance', asset, spender, amount, unlimited: false };
  }
  if (draft.kind === 'cancel') return { kind: 'nothing', recipient: EVM_ADDRESS };
  return {
    kind: 'transfer',
    asset: entry.account?.asset ?? '',
    recipient: EVM_STRANGER,
    amount: entry.recipients[0]?.amount ?? '',
  };
}

async function open(task: Task, answers: Partial<Handlers> = {}): Promise<void> {
  approve.mockClear();
  standPage({ 'account.prepare': preparedFor, 'approval.request': approve, ...answers });
  openTask(task);
  stop = followTask();
  await vi.advanceTimersByTimeAsync(0);
  await settle();
}

async function submit(): Promise<void> {
  await submitTask();
  await settle();
}

describe('small transactions', () => {
  it.each<[string, Task]>([
    ['takes an allowance back', { kind: 'revoke', item }],
    ['speeds a payment up', { kind: 'speed-up', entry }],
    ['cancels a payment', { kind: 'cancel', entry }],
  ])('%s: judged, prepared, reviewed, and followed on the Send screen', async (_name, task) => {
    await open(task);
    await submit();
    expect(approve).toHaveBeenCalledTimes(1);
    expect(useTask.getState().task).toBeNull();
    expect(useSend.getState().step).toEqual({ kind: 'sent', sendId: 'send-2', txid: `0x${'b'.repeat(64)}` });
  });

  it('asks for exactly zero to take an allowance back', async () => {
    const drafts: unknown[] = [];
    await open(
      { kind: 'revoke', item },
      {
        'account.validate': ({ draft }) => {
          drafts.push(draft);
          return accountValidation;
        },
      },
    );
    expect(drafts).toEqual([expect.objectContaining({ kind: 'allowance', amount: '0', spender: item.spender })]);
  });

  it('sets an exact allowance, and nothing while no amount can be read', async () => {
    const money = { symbol: 'FLUX', decimals: 8 };
    await open({ kind: 'allow', chain: 'ethereum', asset: item.asset, money, spender: item.spender, now: null });
    await submit();
    expect(approve).not.toHaveBeenCalled();
    useTask.setState({ amount: '12.5' });
    await vi.advanceTimersByTimeAsync(TASK_DEBOUNCE_MS);
    await settle();
    await submit();
    expect(approve).toHaveBeenCalledWith(
      expect.objectContaining({
        stated: expect.objectContaining({
          action: expect.objectContaining({ amount: '1250000000', unlimited: false }),
        }),
      }),
    );
  });

  it('is not prepared while the backend finds something that blocks', async () => {
    const prepare = vi.fn(preparedFor);
    await open(
      { kind: 'cancel', entry },
      {
        'account.validate': () => ({
          ...accountValidation,
          errors: [{ code: 'send.replacement-too-late', field: 'general', data: {} }],
        }),
        'account.prepare': prepare,
      },
    );
    await submit();
    expect(prepare).not.toHaveBeenCalled();
  });

  it('stays open with the news when the fee has risen well above the one shown', async () => {
    await open(
      { kind: 'cancel', entry },
      {
        'account.prepare': (request) => {
          const reply = preparedFor(request);
          return { ...reply, stated: { ...reply.stated, fee: '9365000000000000' } };
        },
      },
    );
    await submit();
    expect(useTask.getState()).toMatchObject({ changed: true, busy: false });
    expect(approve).not.toHaveBeenCalled();
  });

  it('says why when it cannot be prepared', async () => {
    await open({ kind: 'cancel', entry }, { 'account.prepare': fails('chain.conflict') });
    await submit();
    expect(useTask.getState().judged?.errorCode).toBe('chain.conflict');
  });
});

describe('T-06: what was prepared must be the task', () => {
  const lies: readonly [string, Task, Partial<WireStatedAccountPayment>][] = [
    ['another number', { kind: 'cancel', entry }, { nonce: 8 }],
    ['another original', { kind: 'cancel', entry }, { replaces: `0x${'1'.repeat(64)}` }],
    [
      'a payment as a cancellation',
      { kind: 'cancel', entry },
      { action: actionOf({ kind: 'speed-up', sendId: '1', gas: { kind: 'preset', preset: 'fast' } }) },
    ],
    [
      'more in the faster one',
      { kind: 'speed-up', entry },
      { action: { kind: 'transfer', asset: item.asset, recipient: EVM_STRANGER, amount: '2500000001' } },
    ],
    [
      'an allowance instead of none',
      { kind: 'revoke', item },
      { action: { kind: 'allowance', asset: item.asset, spender: item.spender, amount: '1', unlimited: false } },
    ],
    [
      'another spender',
      { kind: 'revoke', item },
      { action: { kind: 'allowance', asset: item.asset, spender: EVM_STRANGER, amount: '0', unlimited: false } },
    ],
    ['another chain', { kind: 'revoke', item }, { chain: 'bsc' }],
  ];
  it.each(lies)('refuses %s', async (_name, task, lie) => {
    await open(task, {
      'account.prepare': (request) => {
        const reply = preparedFor(request);
        return { ...reply, stated: { ...reply.stated, ...lie } };
      },
    });
    await submit();
    expect(approve).not.toHaveBeenCalled();
    expect(useSend.getState().step).toEqual({ kind: 'stopped', error: { code: 'approval.mismatch', data: {} } });
  });
});
