import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LinkProposal, ReplyOf, RequestOf, WireStatedPayment } from '../../../../wallet-core/ipc/index.ts';
import { resetAll } from '../../state/index.ts';
import { useSnapshots } from '../../state/snapshots.ts';
import { fails, type Handlers, never } from '../../testing/fake-bridge.ts';
import { ADDRESS, OWN_ADDRESS, validation } from '../../testing/fake-data.ts';
import { settle, standPage } from '../../testing/stand-page.ts';
import { openLink, submit, takeLink, withdraw } from './actions.ts';
import { DEBOUNCE_MS, followForm, isJudged } from './live-validation.ts';
import { passesGuard, REREAD_AFTER_MS, rememberPaste } from './paste-guard.ts';
import { editForm, useSend } from './send-store.ts';

const statedIn = ({ draft }: RequestOf<'send.prepare'>): WireStatedPayment => ({
  kind: 'payment',
  chain: draft.chain,
  asset: draft.asset,
  recipients: draft.recipients.map(({ address, amount }) => ({ address, amount: amount === 'max' ? '0' : amount })),
  message: draft.message,
  fee: '226',
});
const prepare = (request: RequestOf<'send.prepare'>): ReplyOf<'send.prepare'> => ({
  draftId: 'a'.repeat(32),
  stated: statedIn(request),
  change: '0',
  inputCount: 1,
  signedSize: 226,
  expiryHeight: null,
  validUntilMs: 1,
});
const approve = () => ({ sendId: 'send-1', txid: 'b'.repeat(64) });

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

async function judge(): Promise<void> {
  await vi.advanceTimersByTimeAsync(DEBOUNCE_MS);
  await settle();
}

async function compose(answers: Partial<Handlers>): Promise<void> {
  standPage(answers);
  stop = followForm();
  editForm({ recipient: ADDRESS, amount: '25' });
  await judge();
}

describe('live validation', () => {
  it('asks once for a burst of typing, for the last draft', async () => {
    const asked: string[] = [];
    standPage({
      'send.validate': ({ draft }) => {
        asked.push(draft.recipients[0]?.address ?? '');
        return validation;
      },
    });
    stop = followForm();
    for (const recipient of ['t', 't1', 't1W']) editForm({ recipient });
    await judge();
    expect(asked).toEqual(['t1W']);
    expect(isJudged(useSend.getState())).toBe(true);
  });

  it('drops the answer to an older draft that comes late', async () => {
    const answers: (() => void)[] = [];
    standPage({
      'send.validate': ({ draft }) =>
        new Promise((resolve) => {
          answers.push(() =>
            resolve({ ...validation, amount: draft.recipients[0]?.amount === '100000000' ? '1' : '2' }),
          );
        }),
    });
    stop = followForm();
    editForm({ recipient: ADDRESS, amount: '1' });
    await judge();
    editForm({ amount: '2' });
    await judge();
    answers[1]?.();
    await settle();
    answers[0]?.();
    await settle();
    expect(useSend.getState().judged?.validation?.amount).toBe('2');
  });

  it('asks again when the balance changes', async () => {
    const asked = vi.fn(() => validation);
    standPage({ 'send.validate': asked });
    stop = followForm();
    await judge();
    useSnapshots.setState({ portfolio: { places: [] } });
    await judge();
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('says the code when the backend cannot judge', async () => {
    await compose({ 'send.validate': fails('server.none-left') });
    expect(useSend.getState().judged).toMatchObject({ validation: null, errorCode: 'server.none-left' });
  });
});

describe('from the form to the journal', () => {
  it('hands the signer what the person saw and shows the payment as sent', async () => {
    const asked: RequestOf<'approval.request'>[] = [];
    await compose({
      'send.prepare': prepare,
      'approval.request': (request) => {
        asked.push(request);
        return approve();
      },
    });
    await submit();
    expect(asked[0]?.stated).toMatchObject({ recipients: [{ address: ADDRESS, amount: '2500000000' }], fee: '226' });
    expect(useSend.getState().step).toEqual({ kind: 'sent', sendId: 'send-1', txid: 'b'.repeat(64) });
  });

  it('keeps a press that came before the form was judged until it is', async () => {
    const asked = vi.fn(approve);
    standPage({ 'send.validate': () => validation, 'send.prepare': prepare, 'approval.request': asked });
    stop = followForm();
    editForm({ recipient: ADDRESS, amount: '25' });
    const pressed = [submit(), submit()];
    expect(useSend.getState().step.kind).toBe('compose');
    await judge();
    await Promise.all(pressed);
    expect(asked).toHaveBeenCalledTimes(1);
    expect(useSend.getState().step.kind).toBe('sent');
  });

  it('forgets a press on a form that was changed before it was judged', async () => {
    const asked = vi.fn(approve);
    standPage({ 'send.validate': () => validation, 'send.prepare': prepare, 'approval.request': asked });
    stop = followForm();
    editForm({ recipient: ADDRESS, amount: '25' });
    const pressed = submit();
    editForm({ amount: '26' });
    await judge();
    await pressed;
    expect(asked).not.toHaveBeenCalled();
    expect(useSend.getState().step.kind).toBe('compose');
  });

  it('T-06: refuses a backend that prepared another recipient, before the signer is even asked', async () => {
    const asked = vi.fn(approve);
    await compose({
      'send.prepare': (request) => {
        const honest = prepare(request);
        return {
          ...honest,
          stated: { ...honest.stated, recipients: [{ address: OWN_ADDRESS, amount: '2500000000' }] },
        };
      },
      'approval.request': asked,
    });
    await submit();
    expect(asked).not.toHaveBeenCalled();
    expect(useSend.getState().step).toMatchObject({ kind: 'stopped', error: { code: 'approval.mismatch' } });
  });

  it('goes back to the form when the fee has changed meanwhile, and has it judged again', async () => {
    await compose({
      'send.prepare': (request) => ({ ...prepare(request), stated: { ...statedIn(request), fee: '999' } }),
    });
    await submit();
    expect(useSend.getState().step).toEqual({ kind: 'compose', changed: true });
    expect(useSend.getState().judged).toBeNull();
    await judge();
    expect(isJudged(useSend.getState())).toBe(true);
  });

  it('does not submit what has not been judged, has errors, or is submitted already', async () => {
    const prepared = vi.fn(() => never());
    await compose({ 'send.prepare': prepared });
    editForm({ amount: '26' });
    void submit();
    await settle();
    expect(prepared).not.toHaveBeenCalled();
    await judge();
    void submit();
    await settle();
    void submit();
    await settle();
    expect(prepared).toHaveBeenCalledTimes(1);
    expect(useSend.getState().asked).toBe(true);
  });

  it.each(['approval.rejected', 'approval.expired', 'session.busy', 'store.write-failed'] as const)(
    'shows %s in words and keeps what was typed',
    async (code) => {
      await compose({ 'send.prepare': prepare, 'approval.request': fails(code) });
      await submit();
      expect(useSend.getState().step).toEqual({ kind: 'stopped', error: { code, data: {} } });
      expect(useSend.getState().form.amount).toBe('25');
    },
  );

  it('takes the request back by its draft', async () => {
    const cancelled: string[] = [];
    await compose({
      'send.prepare': prepare,
      'approval.request': never,
      'approval.cancel': ({ draftId }) => {
        cancelled.push(draftId);
        return {};
      },
    });
    void submit();
    await settle();
    await withdraw();
    expect(cancelled).toEqual(['a'.repeat(32)]);
  });

  it('writes nothing into a store after a lock, whatever comes back late', async () => {
    let answer: () => void = () => undefined;
    await compose({
      'send.prepare': prepare,
      'approval.request': () =>
        new Promise((resolve) => {
          answer = () => resolve(approve());
        }),
    });
    void submit();
    await settle();
    stop();
    resetAll();
    answer();
    await settle();
    expect(useSend.getState().step).toEqual({ kind: 'compose', changed: false });
  });
});

describe('E-38: the paste guard', () => {
  const clipboard = (...same: readonly boolean[]) => {
    const answers = [...same];
    return { 'clipboard.compare': () => ({ same: answers.shift() ?? true }) };
  };
  const paste = async () => {
    editForm({ recipient: ADDRESS });
    const remembered = rememberPaste(`${ADDRESS}\n`, ADDRESS);
    await vi.waitFor(() => expect(useSend.getState().pasted).not.toBeNull());
    await vi.advanceTimersByTimeAsync(REREAD_AFTER_MS);
    await remembered;
  };

  it('is content while the clipboard holds what was pasted', async () => {
    standPage(clipboard(true, true));
    await paste();
    expect(useSend.getState().alarm).toBeNull();
    expect(await passesGuard()).toBe(true);
  });

  it('compares the hash of the whole clipboard text and sends no text anywhere', async () => {
    const seen: string[] = [];
    standPage({
      'clipboard.compare': ({ sha256 }) => {
        seen.push(sha256);
        return { same: true };
      },
    });
    await paste();
    const { createHash } = await import('node:crypto');
    expect(seen).toEqual([createHash('sha256').update(`${ADDRESS}\n`).digest('hex')]);
  });

  it('raises the alarm when the clipboard changes by itself just after the paste', async () => {
    standPage(clipboard(false));
    await paste();
    expect(useSend.getState().alarm).toBe('at-once');
    expect(await passesGuard()).toBe(false);
  });

  it('asks again before the review, and blocks it', async () => {
    const prepared = vi.fn(never);
    standPage({ ...clipboard(true, false), 'send.prepare': prepared });
    stop = followForm();
    editForm({ amount: '25' });
    await paste();
    await judge();
    await submit();
    expect(prepared).not.toHaveBeenCalled();
    expect(useSend.getState().alarm).toBe('later');
  });

  it('lets the review go on after the person has compared, until the recipient changes', async () => {
    standPage(clipboard(true, false, false));
    await paste();
    expect(await passesGuard()).toBe(false);
    useSend.setState({ alarm: null, compared: true });
    expect(await passesGuard()).toBe(true);
    editForm({ recipient: OWN_ADDRESS });
    expect(useSend.getState()).toMatchObject({ compared: false, pasted: null });
  });

  it('says nothing about a recipient that was typed, or when it cannot ask', async () => {
    standPage({ 'clipboard.compare': fails('internal') });
    await paste();
    expect(useSend.getState().alarm).toBeNull();
    expect(await passesGuard()).toBe(true);
    editForm({ recipient: 't1typed' });
    expect(await passesGuard()).toBe(true);
  });
});

describe('payment links', () => {
  const link: LinkProposal = {
    kind: 'pay',
    chain: 'flux',
    asset: 'native',
    address: ADDRESS,
    amount: '2550000000',
    message: 'Rent',
    label: 'Anna',
  };

  it('fill the form and nothing more', async () => {
    standPage({ 'link.parse': () => ({ link }) });
    expect(await takeLink('flux:…')).toBe(true);
    expect(useSend.getState()).toMatchObject({
      form: { recipient: ADDRESS, amount: '25.5', message: 'Rent' },
      step: { kind: 'compose' },
      fromLink: link,
    });
  });

  it('that the wallet does not understand leave the form as it is', async () => {
    standPage();
    editForm({ recipient: 'zel:nonsense' });
    expect(await takeLink('zel:nonsense')).toBe(false);
    expect(useSend.getState().form.recipient).toBe('zel:nonsense');
  });

  it('replace what the last link said', () => {
    standPage();
    openLink(link);
    openLink({ ...link, amount: null, message: null });
    expect(useSend.getState().form).toMatchObject({ amount: '', message: '' });
  });
});
