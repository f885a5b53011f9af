/**
 * The way to a person's own FluxNode. Such servers have no name and make their certificate themselves, so the usual
 * client refuses them; here a certificate counts when it is the one the person has compared (pinned), and nothing is sent
 * before that has been checked. Reading public facts takes any certificate or none: nothing secret goes along, and what
 * comes back is the node's word. Where it may connect is decided by the caller; in the local world this machine alone.
 */
import http from 'node:http';
import net from 'node:net';
import tls from 'node:tls';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Http, HttpReply, HttpRequest } from '../../../wallet-core/ports/index.ts';
import { readBody } from './http-body.ts';
import { toNetworkError } from './http-errors.ts';

export interface NodePlace {
  /** Host or address, IPv6 with or without brackets. */
  readonly host: string;
  readonly port: number;
}

export type Transport =
  | { readonly kind: 'plain' }
  /** Any certificate: public facts only. */
  | { readonly kind: 'tls' }
  /** SHA-256 of the certificate, lower-case hex. */
  | { readonly kind: 'pinned'; readonly sha256: string };

export interface NodeHttp {
  /** One server over one transport; the host of a request's URL is not looked at. Throws `node.certificate-changed`. */
  to(place: NodePlace, transport: Transport): Http;
  /** SHA-256 of the certificate shown there. Throws `network.*`. */
  certificate(place: NodePlace): Promise<string>;
}

const CONNECT_MS = 6_000;
const MAX_HEADER_BYTES = 16_384;
const settable: ReadonlySet<string> = new Set(['accept', 'content-type', 'zelidauth', 'x-apicache-bypass']);
const loopback: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '::1']);

function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

function fingerprint(socket: tls.TLSSocket): string {
  const { fingerprint256 } = socket.getPeerCertificate();
  if (typeof fingerprint256 !== 'string') throw new WalletError('network.bad-certificate', { cause: 'none' });
  return fingerprint256.replaceAll(':', '').toLowerCase();
}

/** A connection that has passed its transport's check, or none. */
function connect(place: NodePlace, transport: Transport, signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const host = bareHost(place.host);
    const { port } = place;
    const secure = transport.kind === 'plain' ? null : tls.connect({ host, port, rejectUnauthorized: false });
    const socket: net.Socket = secure ?? net.connect({ host, port });
    const fail = (thrown: unknown) => {
      socket.destroy();
      reject(thrown);
    };
    signal.addEventListener('abort', () => fail(signal.reason), { once: true });
    socket.setTimeout(CONNECT_MS, () => fail(new WalletError('network.timeout', { ms: CONNECT_MS })));
    socket.once('error', fail);
    socket.once(secure === null ? 'connect' : 'secureConnect', () => {
      try {
        if (secure !== null && transport.kind === 'pinned' && fingerprint(secure) !== transport.sha256) {
          throw new WalletError('node.certificate-changed');
        }
        socket.setTimeout(0);
        socket.off('error', fail);
        resolve(socket);
      } catch (thrown) {
        fail(thrown);
      }
    });
  });
}

function exchange(socket: net.Socket, request: HttpRequest, place: NodePlace, signal: AbortSignal): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const { pathname, search } = new URL(request.url);
    const headers: Record<string, string> = {
      host: `${place.host}:${place.port}`,
      accept: 'application/json',
      connection: 'close',
    };
    for (const [name, value] of Object.entries(request.headers ?? {})) {
      if (!settable.has(name.toLowerCase())) throw new TypeError(`header ${name} is not the caller's to set`);
      headers[name.toLowerCase()] = value;
    }
    if (request.body !== undefined) headers['content-length'] = String(new TextEncoder().encode(request.body).length);
    const call = http.request({
      createConnection: () => socket,
      path: `${pathname}${search}`,
      method: request.method,
      headers,
      maxHeaderSize: MAX_HEADER_BYTES,
      signal,
    });
    const fail = (thrown: unknown) => {
      reject(thrown);
      call.destroy();
    };
    call.on('error', reject);
    call.on('response', (reply) => {
      const status = reply.statusCode ?? 0;
      if (status >= 300 && status < 400) return fail(new WalletError('network.redirected', { status }));
      const contentType = reply.headers['content-type'] ?? '';
      readBody(reply, request.maxBytes).then((text) => resolve({ status, contentType, text }), fail);
    });
    call.end(request.body);
  });
}

export function createNodeHttp({ loopbackOnly }: { readonly loopbackOnly: boolean }): NodeHttp {
  function assertAllowed({ host, port }: NodePlace): void {
    const isPort = Number.isInteger(port) && port > 0 && port <= 65_535;
    if (!isPort || !/^[\w.:-]{1,253}$/.test(bareHost(host)))
      throw new WalletError('network.refused-host', { why: 'form' });
    if (loopbackOnly && !loopback.has(bareHost(host)))
      throw new WalletError('network.refused-host', { why: 'not-local' });
  }

  async function within<T>(ms: number, outer: AbortSignal | undefined, work: (signal: AbortSignal) => Promise<T>) {
    const limit = AbortSignal.timeout(ms);
    const signal = outer === undefined ? limit : AbortSignal.any([limit, outer]);
    try {
      return await work(signal);
    } catch (thrown) {
      if (limit.aborted) throw new WalletError('network.timeout', { ms });
      const reason: unknown = outer?.reason;
      if (outer?.aborted === true && isWalletError(reason)) throw reason;
      throw toNetworkError(thrown);
    }
  }

  return {
    to: (place, transport) => ({
      request: async (request) => {
        assertAllowed(place);
        return within(request.timeoutMs, request.signal, async (signal) => {
          const socket = await connect(place, transport, signal);
          try {
            return await exchange(socket, request, place, signal);
          } finally {
            socket.destroy();
          }
        });
      },
    }),
    certificate: async (place) => {
      assertAllowed(place);
      return within(CONNECT_MS, undefined, async (signal) => {
        const socket = await connect(place, { kind: 'tls' }, signal);
        try {
          if (!(socket instanceof tls.TLSSocket)) throw new WalletError('internal');
          return fingerprint(socket);
        } finally {
          socket.destroy();
        }
      });
    },
  };
}
