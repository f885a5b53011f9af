import { beforeEach, describe, expect, it, vi } from 'vitest';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { resetAll } from '../../state/view-store.ts';
import { settle, standPage } from '../../testing/stand-page.ts';
import { dismissReview, review, stepOf, useReview, withdrawReview } from './review-store.ts';

const draft = { draftId: '5a'.repeat(16) };
const never = () => new Promise<never>(() => undefined);

beforeEach(() => standPage());

describe('a review', () => {
  it('goes from preparing to signing to idle and gives what was agreed on', async () => {
    const steps: string[] = [];
    const stop = useReview.subscribe(({ step }) => steps.push(step.kind));
    expect(
      await review(
        'starts',
        () => Promise.resolve(draft),
        () => Promise.resolve('done'),
      ),
    ).toBe('done');
    stop();
    expect(steps).toEqual(['preparing', 'signing', 'idle']);
  });

  it('is one at a time: a second press while it is on asks nothing', async () => {
    void review('starts', () => Promise.resolve(draft), never);
    const prepare = vi.fn(() => Promise.resolve(draft));
    expect(await review('flux-id', prepare, never)).toBeNull();
    expect(prepare).not.toHaveBeenCalled();
    expect(stepOf('flux-id')(useReview.getState()).kind).toBe('idle');
  });

  it('stops with the reason and goes back when it is put away', async () => {
    const refuse = () => Promise.reject(new WalletError('approval.rejected'));
    expect(await review('starts', () => Promise.resolve(draft), refuse)).toBeNull();
    expect(useReview.getState().step).toMatchObject({ kind: 'stopped', error: { code: 'approval.rejected' } });
    dismissReview();
    expect(useReview.getState().step.kind).toBe('idle');
  });

  it('does not come back after a lock, whatever the signer answers then (E-27)', async () => {
    let decide: (value: string) => void = () => undefined;
    const running = review(
      'starts',
      () => Promise.resolve(draft),
      () =>
        new Promise<string>((resolve) => {
          decide = resolve;
        }),
    );
    await settle();
    resetAll();
    decide('done');
    await running;
    expect(useReview.getState()).toMatchObject({ subject: null, step: { kind: 'idle' } });
  });

  it('is withdrawn by its draft, and only while the signer has it', async () => {
    const cancel = vi.fn(() => ({}));
    standPage({ 'approval.cancel': cancel });
    await withdrawReview();
    expect(cancel).not.toHaveBeenCalled();
    void review('starts', () => Promise.resolve(draft), never);
    await settle();
    await withdrawReview();
    expect(cancel).toHaveBeenCalledExactlyOnceWith(draft);
  });
});
