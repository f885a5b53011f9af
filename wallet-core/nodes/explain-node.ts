/** States and problems as data for words: an id, numbers, the next step, how much it matters. No sentences here. */

import { unreachable } from '../primitives/index.ts';
import type { NodeState } from './node-state.ts';
import type { NodeProblem } from './problems.ts';

export const nodeExplanationIds = [
  'collateral-spent',
  'collateral-spend-pending',
  'wrong-amount',
  'waiting-for-block',
  'waiting-for-confirmations',
  'not-started',
  'start-sent',
  'started',
  'confirmed',
  'confirm-due',
  'confirm-late',
  'confirm-urgent',
  'expired',
  'dos',
  'unknown',
  'unreachable',
  'daemon-behind',
  'benchmark-running',
  'benchmark-failed',
  'benchmark-tier-low',
  'benchmark-figures',
  'fluxos-dos',
  'other-key',
  'outdated',
] as const;
export type NodeExplanationId = (typeof nodeExplanationIds)[number];

export const nodeSteps = [
  'none',
  'wait',
  'make-collateral',
  'make-exact-output',
  'start',
  'check-server',
  'restart-daemon',
  'restart-benchmark',
  'stronger-machine',
  'put-key-in-configuration',
  'update-software',
  'ask-another-source',
] as const;
export type NodeStep = (typeof nodeSteps)[number];

export interface NodeExplanation {
  readonly id: NodeExplanationId;
  readonly severity: 'good' | 'info' | 'warning' | 'alarm';
  readonly step: NodeStep;
  /** Whole numbers and short words that the sentence needs; times in ms. */
  readonly data: Readonly<Record<string, number | string>>;
}

function explanation(
  id: NodeExplanationId,
  severity: NodeExplanation['severity'],
  step: NodeStep,
  data: NodeExplanation['data'] = {},
): NodeExplanation {
  return { id, severity, step, data };
}

const confirmUrgency = {
  due: { id: 'confirm-due', severity: 'info', step: 'wait' },
  late: { id: 'confirm-late', severity: 'warning', step: 'check-server' },
  urgent: { id: 'confirm-urgent', severity: 'alarm', step: 'check-server' },
} as const;

/** The one sentence about where a node stands. */
export function explainState(state: NodeState): NodeExplanation {
  switch (state.kind) {
    case 'collateral-spent':
      return explanation(state.pending ? 'collateral-spend-pending' : 'collateral-spent', 'alarm', 'make-collateral');
    case 'wrong-amount':
      return explanation('wrong-amount', 'warning', 'make-exact-output', { value: String(state.value) });
    case 'waiting-for-confirmations': {
      const { confirmations, needed, countdown, tier } = state;
      if (countdown === null) return explanation('waiting-for-block', 'info', 'wait', { needed, tier });
      const { blocksLeft, msLeft } = countdown;
      return explanation('waiting-for-confirmations', 'info', 'wait', {
        confirmations,
        needed,
        blocksLeft,
        msLeft,
        tier,
      });
    }
    case 'not-started':
      return explanation('not-started', 'info', 'start', { tier: state.tier });
    case 'start-sent':
      return explanation('start-sent', 'info', 'wait', { sigTime: state.sigTime });
    case 'started': {
      const { blocksLeft, msLeft, endHeight } = state.countdown;
      return explanation('started', 'info', 'wait', { blocksLeft, msLeft, endHeight });
    }
    case 'confirmed': {
      const { blocksLeft, msLeft } = state.nextConfirm;
      return explanation('confirmed', 'good', 'none', {
        blocksLeft,
        msLeft,
        lastConfirmedHeight: state.lastConfirmedHeight,
      });
    }
    case 'missing-confirm': {
      const { id, severity, step } = confirmUrgency[state.urgency];
      const { blocksLeft, msLeft, endHeight } = state.countdown;
      return explanation(id, severity, step, { blocksLeft, msLeft, endHeight, overdueBlocks: state.overdueBlocks });
    }
    case 'expired':
      return explanation('expired', 'alarm', 'start', { sinceHeight: state.sinceHeight });
    case 'dos': {
      const { blocksLeft, msLeft, endHeight } = state.countdown;
      return explanation('dos', 'alarm', 'wait', { blocksLeft, msLeft, endHeight });
    }
    case 'unknown':
      return explanation('unknown', 'warning', 'ask-another-source', { missing: state.missing.join(' ') });
    default:
      return unreachable(state);
  }
}

/** One sentence for each problem of its server. */
export function explainProblem(problem: NodeProblem): NodeExplanation {
  switch (problem.kind) {
    case 'unreachable':
      return explanation('unreachable', 'warning', 'check-server');
    case 'daemon-behind':
      return explanation('daemon-behind', 'warning', 'restart-daemon', { blocks: problem.blocks });
    case 'benchmark-running':
      return explanation('benchmark-running', 'info', 'wait');
    case 'benchmark-failed':
      return explanation('benchmark-failed', 'alarm', 'restart-benchmark');
    case 'benchmark-tier-low':
      return explanation('benchmark-tier-low', 'alarm', 'stronger-machine', {
        benchmarked: problem.benchmarked,
        needed: problem.needed,
      });
    case 'benchmark-figures':
      return explanation('benchmark-figures', 'warning', 'stronger-machine', {
        items: problem.verdicts.map(({ item }) => item).join(' '),
      });
    case 'fluxos-dos':
      return explanation('fluxos-dos', 'alarm', 'check-server', { level: problem.level });
    case 'other-key':
      return explanation('other-key', 'alarm', 'put-key-in-configuration');
    case 'outdated':
      return explanation('outdated', 'warning', 'update-software', {
        software: problem.software,
        version: problem.version,
        least: problem.least,
      });
    default:
      return unreachable(problem);
  }
}
