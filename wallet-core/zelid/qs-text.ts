/**
 * What FluxOS pushes over its WebSockets: not JSON but the text of a query string, one level deep
 * (`status=success&data%5Bmessage%5D=…`, npm `qs`). Read into a Map, so that no name is special.
 */
import { accept, type Result, refuse } from '../primitives/index.ts';

export interface PushedMessage {
  readonly status: 'success' | 'error' | 'warning';
  readonly data: ReadonlyMap<string, string>;
}

export type PushRefusal = 'too-long' | 'encoding' | 'form' | 'duplicate';

const MAX_LENGTH = 65_536;
const MAX_FIELDS = 64;
const NAME = /^(?:status|data\[(\w{1,40})\])$/;

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

/** Refuses everything that is not `status` and fields of `data`, each once. */
export function parsePush(text: string): Result<PushedMessage, PushRefusal> {
  if (text.length > MAX_LENGTH) return refuse('too-long');
  const pairs = text.split('&');
  if (pairs.length > MAX_FIELDS) return refuse('too-long');
  const data = new Map<string, string>();
  let status: string | undefined;
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decode(equals === -1 ? pair : pair.slice(0, equals));
    const value = decode(equals === -1 ? '' : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return refuse('encoding');
    const match = NAME.exec(name);
    if (match === null) return refuse('form');
    const field = match[1];
    if (field === undefined ? status !== undefined : data.has(field)) return refuse('duplicate');
    if (field === undefined) status = value;
    else data.set(field, value);
  }
  if (status !== 'success' && status !== 'error' && status !== 'warning') return refuse('form');
  return accept({ status, data });
}

/** Why a socket was closed (idService.js, paymentService.js). */
export function explainClose(code: number): 'done' | 'failed' | 'timeout' | 'other' {
  if (code === 4012 || code === 4015) return 'done';
  if (code === 4011 || code === 4013 || code === 4014) return 'failed';
  return code === 4016 ? 'timeout' : 'other';
}
