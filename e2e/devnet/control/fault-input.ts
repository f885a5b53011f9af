/** Parses a fault rule from a control request: the fault's members stand beside `server`, `path` and `times`. */
import type { JsonObject } from '../api/json.ts';
import type { Fault, FaultRule } from '../faults/types.ts';
import { BadInput, flag, maybeNumber, maybeSat, maybeText, maybeWhole, oneOf, serverId, text, whole } from './input.ts';

const lies = ['extra', 'missing', 'inflated', 'foreign-script'] as const;

const faultFrom = (input: JsonObject): Fault => {
  const kind = text(input, 'kind');
  switch (kind) {
    case 'hang':
    case 'reset':
    case 'lose-reply':
    case 'drop-broadcast':
    case 'refuse-connections':
      return { kind };
    case 'latency':
      return { kind, ms: whole(input, 'ms') };
    case 'status': {
      const contentType = maybeText(input, 'contentType');
      return { kind, status: maybeWhole(input, 'status'), body: maybeText(input, 'body'), contentType };
    }
    case 'rate-limit':
      return { kind, retryAfter: maybeWhole(input, 'retryAfter') };
    case 'html':
      return { kind, status: maybeWhole(input, 'status') };
    case 'truncated':
      return { kind, cut: flag(input, 'cut', false), share: maybeNumber(input, 'share') };
    case 'huge':
      return { kind, bytes: maybeWhole(input, 'bytes') };
    case 'redirect':
      return { kind, location: text(input, 'location'), status: maybeWhole(input, 'status') };
    case 'stale-tip':
      return { kind, height: maybeWhole(input, 'height'), behind: maybeWhole(input, 'behind') };
    case 'wrong-chain':
      return { kind, how: oneOf(input, 'how', ['testnet', 'addresses'], 'testnet') };
    case 'lying-balance':
      return { kind, addSat: maybeSat(input, 'addSat'), balanceSat: maybeSat(input, 'balanceSat') };
    case 'lying-utxo':
      return { kind, how: oneOf(input, 'how', lies, 'extra'), addSat: maybeSat(input, 'addSat') };
    case 'refuse-broadcast':
      return { kind, reason: text(input, 'reason'), code: maybeWhole(input, 'code') };
    default:
      throw new BadInput(`kind: ${kind} is unknown`);
  }
};

export const faultRuleFrom = (input: JsonObject): FaultRule => ({
  fault: faultFrom(input),
  server: input.server === undefined ? undefined : serverId(input, 'server'),
  path: maybeText(input, 'path'),
  times: maybeWhole(input, 'times'),
});
