import { describe, expect, it } from 'vitest';
import { startSteps } from './start-progress.tsx';

const states = (state: Parameters<typeof startSteps>[0]['state']) => startSteps({ state }).map((step) => step.state);

describe('the way of a start', () => {
  it('shows what is done and what comes next', () => {
    expect(states('signed')).toEqual(['done', 'current', 'waiting', 'waiting']);
    expect(states('unsure')).toEqual(['done', 'current', 'waiting', 'waiting']);
    expect(states('sent')).toEqual(['done', 'done', 'current', 'waiting']);
    expect(states('started')).toEqual(['done', 'done', 'done', 'current']);
    expect(states('confirmed')).toEqual(['done', 'done', 'done', 'done']);
  });

  it('ends where it failed, with nothing to come', () => {
    expect(states('refused')).toEqual(['done', 'failed']);
    expect(states('lapsed')).toEqual(['done', 'done', 'failed']);
    expect(startSteps({ state: 'refused' }).at(-1)?.title).toBe('Refused by the network');
  });
});
