import { describe, expect, it } from 'vitest';
import type { SendState } from '../../../../wallet-core/ipc/index.ts';
import { accountSendEntry } from '../../testing/fake-account-data.ts';
import { FAKE_NOW, sendEntry } from '../../testing/fake-data.ts';
import { isOpen } from './open-payments.tsx';
import { stepsOf } from './send-progress.tsx';

const at = (state: SendState, confirmations = 0) =>
  stepsOf({ ...sendEntry, state, confirmations }).map((step) => `${step.id} ${step.state}`);

describe('stepsOf', () => {
  it.each([
    ['signed', 0, ['approved done', 'journalled current', 'broadcast waiting', 'pending waiting', 'confirmed waiting']],
    ['unsure', 0, ['approved done', 'journalled done', 'broadcast current', 'pending waiting', 'confirmed waiting']],
    ['pending', 0, ['approved done', 'journalled done', 'broadcast done', 'pending current', 'confirmed waiting']],
    ['confirmed', 3, ['approved done', 'journalled done', 'broadcast done', 'pending done', 'confirmed done']],
    ['final', 120, ['approved done', 'journalled done', 'broadcast done', 'pending done', 'confirmed done']],
    ['refused', 0, ['approved done', 'journalled done', 'broadcast failed']],
    ['expired', 0, ['approved done', 'journalled done', 'broadcast done', 'pending failed']],
    ['replaced', 0, ['approved done', 'journalled done', 'broadcast done', 'pending failed']],
  ] as const)('%s with %d confirmations', (state, confirmations, steps) => {
    expect(at(state, confirmations)).toEqual(steps);
  });
});

describe('isOpen', () => {
  it('leaves out what the person replaced, and keeps what another wallet replaced', () => {
    const { account } = accountSendEntry;
    if (account === undefined) throw new TypeError('no account');
    const replaced = (replacedBy: string | null) =>
      isOpen({ ...accountSendEntry, state: 'replaced', account: { ...account, replacedBy } }, FAKE_NOW);
    expect(replaced('heir')).toBe(false);
    expect(replaced(null)).toBe(true);
  });

  const dayLater = FAKE_NOW + 86_400_000;

  it.each(['signed', 'unsure', 'pending'] as const)('%s stays open however long it takes', (state) => {
    expect(isOpen({ ...sendEntry, state }, FAKE_NOW + 30 * 86_400_000)).toBe(true);
  });

  it.each(['refused', 'expired', 'replaced'] as const)('%s is shown for a day', (state) => {
    expect(isOpen({ ...sendEntry, state }, FAKE_NOW)).toBe(true);
    expect(isOpen({ ...sendEntry, state }, dayLater)).toBe(false);
  });

  it.each(['confirmed', 'final'] as const)('%s is not open', (state) => {
    expect(isOpen({ ...sendEntry, state }, FAKE_NOW)).toBe(false);
  });
});
