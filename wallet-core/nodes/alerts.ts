/**
 * Which changes of a person's nodes deserve a notification: a node that leaves CONFIRMED or is about to. Each alarm is
 * raised once; several at a time become one, and a source that goes quiet raises nothing (public ids only).
 */
import type { NodeState } from './node-state.ts';

export type AlertKind = 'left-confirmed' | 'about-to-expire' | 'confirm-window-closing' | 'collateral-spent';

export interface NodeAlert {
  readonly kind: AlertKind;
  readonly key: string;
}

/** What is remembered of a node between two looks. Persisted, so that a restart repeats nothing. */
export interface AlertMemory {
  readonly wasConfirmed: boolean;
  /** Raised and not yet over. */
  readonly raised: AlertKind | null;
}

export const noAlertMemory: AlertMemory = Object.freeze({ wasConfirmed: false, raised: null });

/** A tenth of the two hours: time enough to walk to the machine. */
const CLOSING_BLOCKS = 60;

function alarmOf(state: NodeState, { wasConfirmed }: AlertMemory): AlertKind | null {
  switch (state.kind) {
    case 'missing-confirm':
      return state.urgency === 'urgent' ? 'about-to-expire' : null;
    case 'started':
      return state.countdown.blocksLeft <= CLOSING_BLOCKS ? 'confirm-window-closing' : null;
    case 'collateral-spent':
      return wasConfirmed ? 'collateral-spent' : null;
    case 'dos':
    case 'expired':
    case 'not-started':
      return wasConfirmed || state.kind === 'dos' ? 'left-confirmed' : null;
    default:
      return null;
  }
}

/** The alarm to raise now, if any, and what to remember. `unknown` changes nothing: no news is not bad news. */
export function judgeAlert(
  key: string,
  state: NodeState,
  memory: AlertMemory,
): { readonly alert: NodeAlert | null; readonly memory: AlertMemory } {
  if (state.kind === 'unknown') return { alert: null, memory };
  const alarm = alarmOf(state, memory);
  const isConfirmed = state.kind === 'confirmed' || state.kind === 'missing-confirm';
  const wasConfirmed = isConfirmed || (memory.wasConfirmed && alarm !== null);
  if (alarm === null) return { alert: null, memory: { wasConfirmed, raised: null } };
  const alert = alarm === memory.raised ? null : { kind: alarm, key };
  return { alert, memory: { wasConfirmed, raised: alarm } };
}

export interface Notice {
  readonly kind: AlertKind;
  readonly keys: readonly string[];
}

/** All alarms of one look as few notices: one for each kind, however many nodes. */
export function gatherAlerts(alerts: readonly NodeAlert[]): readonly Notice[] {
  const byKind = new Map<AlertKind, string[]>();
  for (const { kind, key } of alerts) {
    const keys = byKind.get(kind);
    if (keys === undefined) byKind.set(kind, [key]);
    else keys.push(key);
  }
  return [...byKind].map(([kind, keys]) => ({ kind, keys }));
}
