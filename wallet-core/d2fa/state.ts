import type { D2faAction, D2faSetting } from './record.ts';
import { disableHeight, type SeenRecord, type Standing } from './standing.ts';

export type ActiveSetting = SeenRecord<D2faSetting>;

export interface DisableRequest {
  readonly effectiveHeight: number;
  readonly blocksLeft: number;
  readonly txid: string;
}

export type Disagreement =
  /** Servers give different records. */
  | 'records'
  /** Servers are not on the same chain, or one is far behind. */
  | 'tips'
  /** All servers lack a record that this device saw too deep in the chain to disappear. */
  | 'memory';

export type D2faState =
  /** Nobody could say: no fresh answer, none that was read to the end, or (`withoutMemory`) nothing to hold it against. Not "off". */
  | { readonly kind: 'unknown'; readonly why: 'no-answer' | 'incomplete' | 'memory-lost' }
  /** Read to the end, no record of this account: never set up, or hidden from us. Shown as such, not as "off". */
  | { readonly kind: 'none-found' }
  | { readonly kind: 'off'; readonly by: 'record' | 'request' }
  | {
      readonly kind: 'on';
      readonly setting: ActiveSetting;
      /** To be shown loudly on every device until it takes effect or is cancelled. */
      readonly request: DisableRequest | null;
      /** `memory`: what this device knew, since nobody answered in full. */
      readonly from: 'servers' | 'memory';
    }
  /** `protective`: the newest setting that one of them stands for. */
  | { readonly kind: 'disagree'; readonly why: Disagreement; readonly protective: ActiveSetting | null }
  /** The newest record is of a later version: only a newer release may decide. */
  | { readonly kind: 'newer-version'; readonly version: number };

function isActive(record: SeenRecord): record is ActiveSetting {
  return record.body.kind === 'on';
}

/** What a standing means at `height`. */
export function stateOf(standing: Standing, height: number, from: 'servers' | 'memory'): D2faState {
  const { setting, requests } = standing;
  const effectiveHeight = disableHeight(standing);
  if (effectiveHeight !== null && height >= effectiveHeight) return { kind: 'off', by: 'request' };
  if (setting === null) return { kind: 'none-found' };
  if (setting.body.kind === 'not-understood') return { kind: 'newer-version', version: setting.body.version };
  if (!isActive(setting)) return { kind: 'off', by: 'record' };
  const txid = requests[0]?.output.txid;
  const request =
    effectiveHeight === null || txid === undefined
      ? null
      : { effectiveHeight, blocksLeft: effectiveHeight - height, txid };
  return { kind: 'on', setting, request, from };
}

/**
 * The state on a device that should remember this account and does not (its memory is gone or was changed elsewhere): the
 * servers' word that nothing is on is then not enough. Nothing that protects is lost.
 */
export function withoutMemory(state: D2faState): D2faState {
  const isLenient = state.kind === 'none-found' || state.kind === 'off';
  return isLenient ? { kind: 'unknown', why: 'memory-lost' } : state;
}

export type D2faRequirement =
  | { readonly kind: 'none' }
  | { readonly kind: 'factors'; readonly setting: ActiveSetting }
  /** It cannot be told whether a factor is set. Typed consent lets the person go on; a later version's record does not. */
  | { readonly kind: 'undecided'; readonly liftedBy: 'typed-consent' | null };

/** What is asked before `purpose`. Changing a setting always asks; what cannot be told is never taken for "off". */
export function requireFactors(state: D2faState, purpose: D2faAction | 'change'): D2faRequirement {
  switch (state.kind) {
    case 'none-found':
    case 'off':
      return { kind: 'none' };
    case 'unknown':
      return { kind: 'undecided', liftedBy: 'typed-consent' };
    case 'newer-version':
      return { kind: 'undecided', liftedBy: null };
    case 'on':
    case 'disagree': {
      const setting = state.kind === 'on' ? state.setting : state.protective;
      if (setting === null) return { kind: 'undecided', liftedBy: 'typed-consent' };
      const asks = purpose === 'change' || setting.body.asks.includes(purpose);
      return asks ? { kind: 'factors', setting } : { kind: 'none' };
    }
  }
}
