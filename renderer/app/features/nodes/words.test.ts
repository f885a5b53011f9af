import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { daemonReasons } from '../../../../wallet-core/nodes/daemon-reasons.ts';
import { nodeExplanationIds, nodeSteps } from '../../../../wallet-core/nodes/explain-node.ts';
import { setLanguage, t } from '../../../ui/index.ts';
import { nodes } from '../../testing/fake-nodes.ts';
import { daemonReasonWords, type Explanation, explain, nodeName, percentWords, refusalWords } from './words.ts';

afterEach(() => setLanguage('en'));

const explanation = (id: Explanation['id'], data: Explanation['data'] = {}): Explanation => ({
  id,
  severity: 'info',
  step: 'wait',
  data,
});

describe('words about a node', () => {
  it('exist for every explanation, whatever its data holds, and never say undefined or NaN', () => {
    const data = fc.dictionary(
      fc.constantFrom('blocksLeft', 'msLeft', 'confirmations', 'needed', 'tier', 'value', 'items', 'level', 'blocks'),
      fc.oneof(fc.double(), fc.integer(), fc.stringMatching(/^[a-z .\d]{0,20}$/)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...nodeExplanationIds), data, (id, facts) => {
        const words = explain(explanation(id, facts));
        expect(words.length).toBeGreaterThan(10);
        expect(words).not.toMatch(/undefined|NaN|null|nodes\.why|[{}]/);
      }),
    );
  });

  it('say what is not known with a dash, never with a zero', () => {
    expect(explain(explanation('confirm-urgent'))).toContain('—');
    expect(explain(explanation('expired'))).toBe(
      'It expired at block —, because no confirm came in time. It earns nothing now.',
    );
  });

  it('carry the numbers of the state', () => {
    const [, urgent, weak] = nodes;
    expect(urgent?.explanations.map(explain)).toEqual([
      'It expires in about 15\u00a0min (31\u00a0blocks): its confirm is 108\u00a0blocks late.',
      'Its server does not answer from here. The network may still see it.',
    ]);
    expect(weak?.explanations.map(explain).slice(1)).toEqual([
      'Below what its tier asks for: Writing.',
      'FluxOS 8.9.0 is older than 8.13.1, the least the network takes.',
    ]);
    expect(explain(explanation('wrong-amount', { value: '99999999999' }))).toContain('999.99999999\u00a0FLUX');
    expect(explain(explanation('benchmark-tier-low', { benchmarked: 'CUMULUS', needed: 'stratus' }))).toContain(
      'Cumulus',
    );
  });

  it('exist for every next step and every reason of the daemon, and an unknown reason says so', () => {
    expect(new Set(nodeSteps.map((step) => t(`nodes.step.${step}`))).size).toBe(nodeSteps.length);
    for (const reason of daemonReasons) expect(daemonReasonWords(reason)).toMatch(/\.$/);
    expect(daemonReasonWords('made-up')).toBe(daemonReasonWords('unspecified'));
    expect(daemonReasonWords(null)).toBe(daemonReasonWords('unspecified'));
  });

  it('say when a refused start is possible', () => {
    expect(refusalWords({ reason: 'too-young', data: {}, possible: { height: 2_312_446, inMs: 1_140_000 } })).toBe(
      'Its collateral needs more confirmations. Possible in about 19\u00a0min (block 2\u202f312\u202f446).',
    );
    expect(refusalWords({ reason: 'no-key', data: {}, possible: null })).toBe('No key of this account may start it.');
  });

  it('name a node by its name, else by its tier', () => {
    expect(nodeName({ name: 'Oslo', tier: 'cumulus' })).toBe('Oslo');
    expect(nodeName({ name: null, tier: 'stratus' })).toBe('Stratus node');
    expect(nodeName({ name: null, tier: null })).toBe('Node');
  });

  it('write basis points as a percentage without computing', () => {
    expect(percentWords(1_873)).toBe('18.73\u00a0%');
    expect(percentWords(5)).toBe('0.05\u00a0%');
  });
});
