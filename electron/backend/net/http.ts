import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Http, HttpReply, HttpRequest } from '../../../wallet-core/ports/index.ts';
import { parseIpHost } from '../../../wallet-core/zelid/ip-address.ts';
import { readBody } from './http-body.ts';
import { nodeErrorCode, toNetworkError } from './http-errors.ts';
import { isLoopback } from './loopback.ts';

export interface Agents {
  readonly http: http.Agent;
  readonly https: https.Agent;
}

export interface HttpClientOptions {
  /** The local world: everything but this machine is refused, whatever the settings say. */
  readonly loopbackOnly: boolean;
  /** Where connections come from; a proxy takes its place here. */
  readonly agents?: Agents;
}

export interface ReachOptions {
  /**
   * Only where the name leads to addresses of the public network: for places that a stranger named (T-12). The local
   * world, which has nothing else, is exempt.
   */
  readonly publicOnly?: boolean;
}

export interface HttpClient {
  /** A view of the client that reaches exactly the origins `origins()` names at the time of each request. */
  reaching(origins: () => ReadonlySet<string>, options?: ReachOptions): Http;
  close(): void;
}

const CONNECTIONS_PER_HOST = 6;
const MAX_HEADER_BYTES = 16_384;
const USER_AGENT = 'Parallax';
/**
 * Beside what a reply is read by: the login to a FluxOS node, its cache's bypass, the signature of a hand-over, the Flux ID
 * that tags a swap. */
const settableHeaders: ReadonlySet<string> = new Set([
  'accept',
  'content-type',
  'zelidauth',
  'x-apicache-bypass',
  'flux-signature',
  'zelid',
]);

/**
 * `rejectUnauthorized` is said aloud because an environment variable can turn its default off; there is no way to
 * override a certificate error (E-17).
 */
function ownAgents(): Agents {
  const shared = { keepAlive: true, maxSockets: CONNECTIONS_PER_HOST, maxFreeSockets: 2 };
  return {
    http: new http.Agent(shared),
    https: new https.Agent({ ...shared, rejectUnauthorized: true, minVersion: 'TLSv1.2' }),
  };
}

/** `localhost` is this machine whatever a resolver says. */
const lookupLoopback: LookupFunction = (_name, options, done) => {
  if (options.all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

/** Every address that a name leads to has to be a public one: a stranger's name may point into this house. */
const lookupPublic: LookupFunction = (name, options, done) => {
  lookup(name, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return done(error, []);
    if (!addresses.every(({ address }) => isPublicAddress(address)))
      return done(new WalletError('network.refused-host', { why: 'not-public' }), []);
    if (options.all === true) return done(null, addresses);
    const [first] = addresses;
    return first === undefined
      ? done(new WalletError('network.offline', { cause: 'unknown' }), [])
      : done(null, first.address, first.family);
  });
};

function isPublicAddress(address: string): boolean {
  return parseIpHost(address.includes(':') ? `[${address}]` : address)?.range === 'public';
}

function parseTarget(text: string, origins: ReadonlySet<string>, loopbackOnly: boolean): URL {
  const refused = (why: string) => new WalletError('network.refused-host', { why });
  if (!URL.canParse(text)) throw refused('url');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') throw refused('credentials');
  if (!origins.has(url.origin)) throw refused('not-listed');
  if (loopbackOnly && !isLoopback(url)) throw refused('not-local');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url))) throw refused('not-secure');
  return url;
}

type PreparedRequest = HttpRequest & {
  readonly headers: Readonly<Record<string, string>>;
  readonly publicOnly: boolean;
};

function headersOf(request: HttpRequest): Record<string, string> {
  const headers: Record<string, string> = {
    'user-agent': USER_AGENT,
    'accept-encoding': 'gzip',
    accept: 'application/json',
  };
  for (const [name, value] of Object.entries(request.headers ?? {})) {
    if (!settableHeaders.has(name.toLowerCase())) throw new TypeError(`header ${name} is not the caller's to set`);
    headers[name.toLowerCase()] = value;
  }
  if (request.body !== undefined) headers['content-length'] = String(new TextEncoder().encode(request.body).length);
  return headers;
}

/** The server closed a kept connection just as we used it: nothing of the request was answered. */
class StaleConnection extends Error {}

function exchange(url: URL, request: PreparedRequest, agents: Agents, signal: AbortSignal): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const secure = url.protocol === 'https:';
    const call = (secure ? https : http).request(url, {
      agent: secure ? agents.https : agents.http,
      method: request.method,
      headers: request.headers,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
      ...(url.hostname === 'localhost' ? { lookup: lookupLoopback } : {}),
      // On a connection of its own: one that is open already has not been looked at.
      ...(request.publicOnly ? { lookup: lookupPublic, agent: false, rejectUnauthorized: true } : {}),
    });
    const fail = (thrown: unknown) => {
      reject(thrown);
      call.destroy();
    };
    call.on('error', (thrown) => {
      const stale = call.reusedSocket && ['ECONNRESET', 'EPIPE'].includes(nodeErrorCode(thrown));
      reject(stale ? new StaleConnection() : thrown);
    });
    call.on('response', (reply) => {
      const status = reply.statusCode ?? 0;
      if (status >= 300 && status < 400) return fail(new WalletError('network.redirected', { status }));
      const contentType = reply.headers['content-type'] ?? '';
      const date = Date.parse(reply.headers.date ?? '');
      const clock = Number.isFinite(date) ? { dateMs: date } : {};
      readBody(reply, request.maxBytes).then((text) => resolve({ status, contentType, text, ...clock }), fail);
    });
    call.end(request.body);
  });
}

async function send(url: URL, request: PreparedRequest, agents: Agents): Promise<HttpReply> {
  const limit = AbortSignal.timeout(request.timeoutMs);
  const signal = request.signal === undefined ? limit : AbortSignal.any([limit, request.signal]);
  try {
    try {
      return await exchange(url, request, agents, signal);
    } catch (thrown) {
      // Only a question may be asked twice: whether a POST has arrived is not known.
      if (!(thrown instanceof StaleConnection) || request.method !== 'GET') throw thrown;
      return await exchange(url, request, agents, signal);
    }
  } catch (thrown) {
    if (limit.aborted) throw new WalletError('network.timeout', { ms: request.timeoutMs });
    if (request.signal?.aborted === true) {
      const reason: unknown = request.signal.reason;
      throw isWalletError(reason) ? reason : new WalletError('network.offline', { cause: 'aborted' });
    }
    throw toNetworkError(thrown);
  }
}

/**
 * The backend's only way to the network. Exact origins, https except on this machine, no redirects, no cookies, a
 * limit on the decoded size and on the whole time. Any status below 300 or from 400 on is a reply.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const agents = options.agents ?? ownAgents();
  return {
    reaching: (origins, { publicOnly = false } = {}) => ({
      request: async (request) => {
        const url = parseTarget(request.url, origins(), options.loopbackOnly);
        const isPublicOnly = publicOnly && !options.loopbackOnly;
        return send(url, { ...request, headers: headersOf(request), publicOnly: isPublicOnly }, agents);
      },
    }),
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}
