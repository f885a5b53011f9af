/** All calls of one FluxOS server, with the cache that does not know who asks (apicache, by address alone). */
import type { ApiContext, ApiRequest, ApiRoutes, Reply } from '../api/exchange.ts';
import type { FluxOsCall, FluxOsHandler } from './call.ts';
import { FluxOsError, failure } from './envelope.ts';
import { idCalls } from './id-calls.ts';
import type { FluxOsNode } from './node.ts';
import { nodeCalls } from './node-calls.ts';

const calls: ReadonlyMap<string, FluxOsHandler> = new Map([...idCalls, ...nodeCalls]);

/** Two segments name the call, a third one is an argument; the older prefix is folded into the newer. */
const take = ({ method, path }: ApiRequest): { readonly name: string; readonly argument: string } => {
  const [group = '', call = '', ...rest] = path.split('/').slice(1);
  return {
    name: `${method} /${group === 'zelid' ? 'id' : group}/${call}`,
    argument: decodeURIComponent(rest.join('/')),
  };
};

const uncached: ReadonlySet<string> = new Set([
  'GET /id/loginphrase',
  'GET /id/emergencyphrase',
  'GET /payment/paymentrequest',
  'GET /daemon/sendrawtransaction',
]);

const isSuccess = (reply: Reply): boolean =>
  'json' in reply && JSON.stringify(reply.json).startsWith('{"status":"success"');

interface Kept {
  readonly reply: Reply;
  readonly untilMs: number;
  /** Height at which it was given: lists of the daemon are kept no longer, so that fast blocks show. */
  readonly height: number;
}

export interface FluxOsRoutesOptions {
  readonly node: FluxOsNode;
  readonly nowMs: () => number;
  /** How long a GET is answered from memory; real servers: 30 s, some 60. */
  readonly cacheMs: number;
}

export const fluxOsRoutes = ({ node, nowMs, cacheMs }: FluxOsRoutesOptions): ApiRoutes => {
  const kept = new Map<string, Kept>();
  const answer = (handler: FluxOsHandler, call: FluxOsCall): Reply => {
    try {
      return handler(call);
    } catch (error) {
      if (error instanceof FluxOsError) return failure(error);
      if (error instanceof Error) return failure({ message: error.message, name: error.name });
      throw error;
    }
  };
  return (request: ApiRequest, context: ApiContext): Reply => {
    const { name, argument } = take(request);
    const handler = calls.get(name);
    if (handler === undefined)
      return { status: 404, text: `Cannot ${request.method} ${request.path}`, contentType: 'text/html' };
    const { height } = context.view.tip;
    const isCached =
      request.method === 'GET' && !uncached.has(name) && request.headers['x-apicache-bypass'] === undefined;
    const address = `${request.path}?${request.query}`;
    const known = isCached ? kept.get(address) : undefined;
    if (known !== undefined && known.untilMs > Date.now() && known.height === height) return known.reply;
    const reply = answer(handler, { request, context, node, argument, nowMs });
    if (isCached && isSuccess(reply)) kept.set(address, { reply, untilMs: Date.now() + cacheMs, height });
    return reply;
  };
};

/** A global JSON parser eats the body before these handlers listen for it: the real ones never answer. */
export const hangsOnJson = ({ method, path, contentType }: ApiRequest): boolean =>
  method === 'POST' && contentType.startsWith('application/json') && /^\/(?:id|zelid|payment)\//.test(path);
