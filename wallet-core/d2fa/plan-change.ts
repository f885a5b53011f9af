import { accept, type Result, refuse } from '../primitives/index.ts';
import { anchorGap } from './candidates.ts';
import type { D2faFindings } from './judge.ts';
import type { D2faMemory } from './memory.ts';
import { type D2faBody, maxSequence } from './record.ts';
import { requireFactors } from './state.ts';

export type ChangeRefusal =
  /** The present setting is asked for first (`requireFactors(state, 'change')`). */
  | 'factors-first'
  /** It is not known what holds now: read again before changing it. */
  | 'not-known'
  /** Nothing is on, or a request is running already. */
  | 'nothing-to-disable'
  | 'nothing-to-switch-off'
  | 'too-many-changes';

/**
 * Whether this change may be published, and with which sequence. `factorsProved`: the present factors were just given.
 * A disable request needs none, that is its use: it takes effect after `disableDelayBlocks` and any other change,
 * which does need them, cancels it.
 */
export function planChange(
  findings: D2faFindings,
  memory: D2faMemory | null,
  wanted: D2faBody['kind'],
  factorsProved: boolean,
): Result<{ readonly sequence: number }, ChangeRefusal> {
  const { state } = findings;
  if (wanted === 'disable-request') {
    if (state.kind === 'disagree' ? state.protective === null : state.kind !== 'on') {
      return refuse(state.kind === 'off' || state.kind === 'none-found' ? 'nothing-to-disable' : 'not-known');
    }
    if (state.kind === 'on' && state.request !== null) return refuse('nothing-to-disable');
  } else {
    const requirement = requireFactors(state, 'change');
    if (requirement.kind === 'undecided') return refuse('not-known');
    if (requirement.kind === 'factors' && !factorsProved) return refuse('factors-first');
    if (wanted === 'off' && requirement.kind === 'none') return refuse('nothing-to-switch-off');
  }
  return nextSequence(findings, memory);
}

/**
 * Beyond every record seen and every one this device made, since a used anchor is known to strangers; but never further
 * than other devices look.
 */
function nextSequence(
  findings: D2faFindings,
  memory: D2faMemory | null,
): Result<{ readonly sequence: number }, 'too-many-changes'> {
  const { highestSequence } = findings;
  const made = memory?.highestMade ?? 0;
  const sequence = Math.min(Math.max(highestSequence, made) + 1, highestSequence + anchorGap);
  return sequence > maxSequence ? refuse('too-many-changes') : accept({ sequence });
}
