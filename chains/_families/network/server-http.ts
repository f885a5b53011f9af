import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Http, HttpReply } from '../../../wallet-core/ports/index.ts';
import { parseJsonText } from './json-text.ts';

const TIMEOUT_MS = 10_000;

/** Replies above these many bytes are refused by the client while they stream in. */
export const replyLimits = Object.freeze({
  small: 262_144,
  block: 4_194_304,
  transaction: 16_777_216,
  list: 33_554_432,
});

export interface ServerHttp {
  /** Host and port. */
  readonly host: string;
  get(path: string, maxBytes: number): Promise<HttpReply>;
  post(path: string, body: string, contentType: string, maxBytes: number): Promise<HttpReply>;
}

/** Calls below one base URL (no slash at its end), each with a time and a size limit. */
export function createServerHttp(http: Http, baseUrl: string): ServerHttp {
  return {
    host: new URL(baseUrl).host,
    get: (path, maxBytes) => http.request({ url: `${baseUrl}${path}`, method: 'GET', maxBytes, timeoutMs: TIMEOUT_MS }),
    post: (path, body, contentType, maxBytes) =>
      http.request({
        url: `${baseUrl}${path}`,
        method: 'POST',
        headers: { 'content-type': contentType },
        body,
        maxBytes,
        timeoutMs: TIMEOUT_MS,
      }),
  };
}

/** The error a status stands for; server text never becomes part of it. */
export function statusError(status: number): WalletError {
  if (status === 429) return new WalletError('server.rate-limited');
  if (status >= 300 && status < 400) return new WalletError('network.redirected');
  return new WalletError('network.status', { status });
}

/** Body of a successful reply, parsed. Throws for any other status and for what is not JSON (HTML, truncated). */
export function readJson(reply: HttpReply): unknown {
  if (reply.status !== 200) throw statusError(reply.status);
  return parseJsonText(reply.text);
}
