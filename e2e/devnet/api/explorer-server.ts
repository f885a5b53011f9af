/**
 * One explorer on its own port: reads the request, lets the faults have their way, asks the routes, sends the reply.
 * All explorers of a devnet stand on the same ledger.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refused } from '../consensus/refused.ts';
import type { FaultBox } from '../faults/fault-box.ts';
import { lie } from '../faults/lies.ts';
import type { Fault, ServerId } from '../faults/types.ts';
import type { NodeLists } from '../fluxnode/lists.ts';
import type { ChainView } from '../ledger/view.ts';
import type { ApiContext, ApiRequest, ApiRoutes, Broadcast, HeaderMap, Reply } from './exchange.ts';
import { Listener, type UpgradeHandler } from './listener.ts';
import { readBody } from './read-body.ts';
import type { RequestLog } from './request-log.ts';

export interface ExplorerOptions {
  readonly id: ServerId;
  readonly port: number;
  readonly routes: ApiRoutes;
  /** Paths that hand over a transaction. */
  readonly broadcastPath: string;
  readonly maxBodyBytes: number;
  readonly faults: FaultBox;
  readonly log: RequestLog;
  readonly view: (frozenAt: number | null) => ChainView;
  readonly nodes: (frozenAt: number | null) => NodeLists;
  readonly accept: (request: Broadcast) => string;
  readonly now: () => number;
  /** Requests that the real server never answers. */
  readonly hangsOn?: (request: ApiRequest) => boolean;
  readonly upgrade?: UpgradeHandler;
}

interface Answer {
  readonly status: number;
  readonly headers: HeaderMap;
  readonly body: string;
}

const corsHeaders = { 'access-control-allow-origin': '*' } as const;
const htmlPage = '<!DOCTYPE html><html><head><title>Welcome</title></head><body><h1>It works!</h1></body></html>';

const answer = (status: number, contentType: string, body: string, headers: HeaderMap = {}): Answer => ({
  status,
  headers: { ...corsHeaders, 'content-type': contentType, ...headers },
  body,
});

const find = <K extends Fault['kind']>(faults: readonly Fault[], kind: K): Extract<Fault, { kind: K }> | undefined =>
  faults.find((fault): fault is Extract<Fault, { kind: K }> => fault.kind === kind);

/** Faults that replace the reply before anything is looked up. */
const replacement = (faults: readonly Fault[]): Answer | null => {
  const html = find(faults, 'html');
  if (html !== undefined) return answer(html.status ?? 200, 'text/html; charset=utf-8', htmlPage);
  const limited = find(faults, 'rate-limit');
  if (limited !== undefined) {
    const headers: HeaderMap = limited.retryAfter === undefined ? {} : { 'retry-after': String(limited.retryAfter) };
    return answer(429, 'text/html; charset=utf-8', 'Rate Limit Exceeded', headers);
  }
  const redirect = find(faults, 'redirect');
  if (redirect !== undefined) return answer(redirect.status ?? 302, 'text/plain', '', { location: redirect.location });
  const status = find(faults, 'status');
  if (status !== undefined) {
    const text = status.body ?? 'Service Unavailable';
    return answer(status.status ?? 503, status.contentType ?? 'text/plain; charset=utf-8', text);
  }
  return null;
};

export class ExplorerServer {
  readonly #options: ExplorerOptions;
  readonly #listener: Listener;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: ExplorerOptions) {
    this.#options = options;
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      this.#serve(request, response).catch((error: unknown) => {
        if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
        response.end(error instanceof Error ? error.message : 'failure');
      });
    };
    this.#listener = new Listener(options.port, handle, options.upgrade);
  }

  get id(): ServerId {
    return this.#options.id;
  }

  get url(): string {
    return this.#listener.url;
  }

  get port(): number {
    return this.#listener.port;
  }

  /** Listens, or stops listening, as the faults in force demand. */
  async follow(): Promise<void> {
    if (this.#options.faults.isDown(this.#options.id)) await this.#listener.close();
    else await this.#listener.open();
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    await this.#listener.close();
  }

  #delay(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }

  #context(faults: readonly Fault[]): ApiContext {
    const { view, nodes, accept, now } = this.#options;
    const stale = find(faults, 'stale-tip');
    const { height } = view(null).tip;
    const frozenAt = stale === undefined ? null : (stale.height ?? height - (stale.behind ?? 100));
    const refusal = find(faults, 'refuse-broadcast');
    const broadcast = (request: Broadcast): string => {
      if (refusal !== undefined) throw new Refused(refusal.code ?? -26, refusal.reason, refusal.reason);
      return find(faults, 'drop-broadcast') === undefined ? accept(request) : request.tx.txid;
    };
    return { view: view(frozenAt), nodes: nodes(frozenAt), broadcast, now };
  }

  #reply(request: ApiRequest, faults: readonly Fault[]): Answer {
    const replaced = replacement(faults);
    if (replaced !== null) return replaced;
    const reply: Reply = this.#options.routes(request, this.#context(faults));
    if ('text' in reply) return answer(reply.status, reply.contentType, reply.text, reply.headers);
    const json = faults.reduce((told, fault) => lie(told, reply.subject, request.path, fault), reply.json);
    return answer(reply.status, 'application/json; charset=utf-8', JSON.stringify(json));
  }

  /** JSON that goes on until the limit or until the caller hangs up; waits for the socket, so memory stays flat. */
  async #flood(response: ServerResponse, bytes: number): Promise<void> {
    const chunk = `${'"0123456789abcdef",'.repeat(1_000)}`;
    response.writeHead(200, { ...corsHeaders, 'content-type': 'application/json; charset=utf-8' });
    response.write('[');
    for (let sent = 0; sent < bytes && !response.destroyed; sent += chunk.length) {
      if (response.write(chunk)) await new Promise((resolve) => setImmediate(resolve));
      else {
        await new Promise<void>((resolve) => {
          response.once('drain', resolve);
          response.once('close', resolve);
        });
      }
    }
    response.end('""]');
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { id, faults: box, log, maxBodyBytes, broadcastPath } = this.#options;
    const method = incoming.method ?? 'GET';
    const url = new URL(`${this.url}${incoming.url ?? '/'}`);
    const body = await readBody(incoming, maxBodyBytes);
    const broadcast = url.pathname.startsWith(broadcastPath);
    const faults = box.take({ server: id, path: url.pathname, broadcast });
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([key, value]) => [key, String(value)]));
    const kinds = faults.map((fault) => fault.kind);
    const seq = log.add({
      server: id,
      method,
      url: `${url.pathname}${url.search}`,
      body: body ?? '',
      headers,
      faults: kinds,
    });
    for (const fault of faults) if (fault.kind === 'latency') await this.#delay(fault.ms);
    if (response.destroyed || find(faults, 'hang') !== undefined) return;
    if (find(faults, 'reset') !== undefined) {
      incoming.socket.destroy();
      return;
    }
    const huge = find(faults, 'huge');
    if (huge !== undefined) {
      log.answered(seq, 200);
      await this.#flood(response, huge.bytes ?? Number.POSITIVE_INFINITY);
      return;
    }
    const contentType = incoming.headers['content-type'] ?? '';
    const request = { method, path: url.pathname, query: url.searchParams, body: body ?? '', contentType, headers };
    if (this.#options.hangsOn?.(request) === true) return;
    const reply =
      body === null
        ? answer(413, 'text/html; charset=utf-8', '<pre>PayloadTooLargeError: request entity too large</pre>')
        : this.#reply(request, faults);
    if (find(faults, 'lose-reply') !== undefined) {
      incoming.socket.destroy();
      return;
    }
    log.answered(seq, reply.status);
    this.#send(response, reply, find(faults, 'truncated'));
  }

  #send(response: ServerResponse, reply: Answer, cut: Extract<Fault, { kind: 'truncated' }> | undefined): void {
    const whole = Buffer.from(reply.body, 'utf8');
    const shown = cut === undefined ? whole : whole.subarray(0, Math.floor(whole.length * (cut.share ?? 0.5)));
    const length = cut?.cut === true ? whole.length : shown.length;
    const date = new Date(this.#options.now() * 1_000).toUTCString();
    response.writeHead(reply.status, { date, ...reply.headers, 'content-length': String(length) });
    if (cut?.cut === true) response.write(shown, () => response.destroy());
    else response.end(shown);
  }
}
