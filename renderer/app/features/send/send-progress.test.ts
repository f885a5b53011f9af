import { describe, expect, it } from 'vitest';
import type { SendState } from '../../../../wallet-core/ipc/index.ts';
import { sendEntry } from '../../testing/fake-data.ts';
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
