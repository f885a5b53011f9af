/**
 * The Insight API (RunOnFlux/insight-api lib/index.js) with its status codes and plain-text refusals:
 * 400 "<message>. Code:<rpc code>", 404 "Not found", 503 for what it did not expect.
 */
import { Refused } from '../consensus/refused.ts';
import { type ApiRequest, type ApiRoutes, plain, type Reply } from './exchange.ts';
import { addressRoutes } from './insight-addresses.ts';
import { chainRoutes } from './insight-chain.ts';
import { fluxnodeRoutes } from './insight-fluxnode.ts';
import { Problem } from './insight-input.ts';
import { dispatch } from './router.ts';

const routes = [...addressRoutes, ...chainRoutes, ...fluxnodeRoutes];

const unrouted = (request: ApiRequest): Reply =>
  request.path.startsWith('/api/')
    ? { status: 404, json: { status: 404, url: request.path, error: 'Not found' }, subject: 'other' }
    : plain(404, `<pre>Cannot ${request.method} ${request.path}</pre>`);

export const insightRoutes: ApiRoutes = (request, context) => {
  try {
    return dispatch(routes, request, context) ?? unrouted(request);
  } catch (error) {
    if (error instanceof Problem) return error.reply;
    if (error instanceof Refused) return plain(400, `${error.message}. Code:${error.rpcCode}`);
    throw error;
  }
};
