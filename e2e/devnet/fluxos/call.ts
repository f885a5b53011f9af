/** What the calls of a FluxOS server need: the request taken apart as FluxOS does it, the node, the chain. */
import type { ApiContext, ApiRequest, Reply } from '../api/exchange.ts';
import { isJsonObject, type JsonObject } from '../api/json.ts';
import { unauthorized } from './envelope.ts';
import type { FluxOsNode } from './node.ts';
import type { Privilege, SignedPhrase } from './sessions.ts';

export interface FluxOsCall {
  readonly request: ApiRequest;
  readonly context: ApiContext;
  readonly node: FluxOsNode;
  /** Behind the fixed part of the path, decoded. */
  readonly argument: string;
  readonly nowMs: () => number;
}

export type FluxOsHandler = (call: FluxOsCall) => Reply;

/** `serviceHelper.ensureObject`: JSON text, or else a query string. */
export const ensureObject = (text: string): Readonly<Record<string, string>> => {
  try {
    const parsed: unknown = JSON.parse(text);
    if (isJsonObject(parsed)) {
      return Object.fromEntries(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
    }
  } catch {
    // Not JSON: the real server goes on with `qs` as well.
  }
  return Object.fromEntries(new URLSearchParams(text));
};

/** The header `zelidauth`. A raw plus becomes a blank here, as on the real server. */
export const authOf = ({ headers }: ApiRequest): SignedPhrase => {
  const { zelid = '', signature = '', loginPhrase = '' } = ensureObject(headers.zelidauth ?? '');
  return { zelid, signature, loginPhrase };
};

/** Throws "Unauthorized" unless the header is good for one of these; gives who it is. */
export const require = (call: FluxOsCall, ...allowed: readonly Privilege[]): SignedPhrase => {
  const auth = authOf(call.request);
  const privilege = call.node.sessions.privilegeFor(auth);
  const isEnough = privilege !== null && (allowed.includes('user') || allowed.includes(privilege));
  if (!isEnough) throw unauthorized();
  return auth;
};

export const sessionJson = (session: {
  readonly zelid: string;
  readonly loginPhrase: string;
  readonly createdMs: number;
}): JsonObject => ({
  zelid: session.zelid,
  loginPhrase: session.loginPhrase,
  createdAt: new Date(session.createdMs).toISOString(),
  expireAt: new Date(session.createdMs + 14 * 86_400_000).toISOString(),
});
