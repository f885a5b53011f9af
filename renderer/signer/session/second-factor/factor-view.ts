import type { D2faState, SeenRecord } from '../../../../wallet-core/d2fa/index.ts';
import { standingAt } from '../../../../wallet-core/d2fa/standing.ts';
import type { D2faView } from '../../../../wallet-core/ipc/index.ts';
import type { FactorStanding } from './factor-standing.ts';

function whyOf(state: D2faState): D2faView['why'] {
  switch (state.kind) {
    case 'unknown':
    case 'disagree':
      return state.why;
    case 'off':
      return state.by === 'record' ? 'by-record' : 'by-request';
    default:
      return null;
  }
}

function kindOf({ body }: SeenRecord): 'on' | 'off' | 'disable-request' | null {
  return body.kind === 'not-understood' ? null : body.kind;
}

/** A standing in the words of the contract: nothing of a secret, nothing that proves anything. */
export function viewOf({ state, findings, memory, atMs }: FactorStanding): D2faView {
  const height = findings.height;
  const setting = state.kind === 'on' ? state.setting : state.kind === 'disagree' ? state.protective : null;
  const newest = standingAt(findings.records, height ?? memory?.tipHeight ?? 0).confirmed.at(-1);
  const pending = findings.pending.at(-1);
  return {
    kind: state.kind,
    why: whyOf(state),
    from: state.kind === 'on' ? state.from : height === null ? 'memory' : 'servers',
    sources: findings.sources.slice(0, 8),
    height,
    atMs,
    asks: setting === null ? [] : [...setting.body.asks],
    factors: [
      ...(setting?.body.totpSecret != null ? (['totp'] as const) : []),
      ...(setting?.body.pinVerifier != null ? (['pin'] as const) : []),
    ],
    request: state.kind === 'on' ? state.request : null,
    lastChange:
      newest === undefined ? null : { kind: kindOf(newest), height: newest.output.height, txid: newest.output.txid },
    pending: pending === undefined ? null : { kind: kindOf(pending), txid: pending.output.txid },
  };
}
