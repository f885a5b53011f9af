/** Every request of a page: main's filter first, then main's scheme handler; whatever is left is refused. */
import type { CdpSession } from '../chromium/connection.ts';
import type { Protocol } from '../chromium/protocol.ts';
import { toAppText, toAppUrl, toPageText } from '../urls.ts';
import type { Session } from './session.ts';
import type { RequestDetails } from './web-request.ts';

type Paused = Protocol.Fetch.requestPausedPayload;

const RESOURCE_TYPES: Readonly<Record<string, string>> = {
  Document: 'mainFrame',
  Stylesheet: 'stylesheet',
  Script: 'script',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Ping: 'ping',
  Media: 'media',
  WebSocket: 'webSocket',
  CSPViolationReport: 'cspReport',
};

/** Statuses that carry no body; `Response` refuses one for them as well. */
const WITHOUT_BODY = new Set([101, 204, 205, 304]);

let lastRequest = 0;

export function describeRequest(
  event: Paused,
  isSubFrame: boolean,
  contents: { id: number },
  frame: object | null,
): RequestDetails {
  const type = RESOURCE_TYPES[event.resourceType] ?? 'other';
  lastRequest += 1;
  return {
    id: lastRequest,
    url: toAppUrl(event.request.url),
    method: event.request.method,
    resourceType: type === 'mainFrame' && isSubFrame ? 'subFrame' : type,
    referrer: toAppUrl(event.request.headers.Referer ?? ''),
    timestamp: Date.now(),
    webContentsId: contents.id,
    webContents: contents,
    frame,
  };
}

function toRequest(event: Paused, url: string): Request {
  const { method, headers, postData } = event.request;
  const translated = Object.entries(headers).map(([name, value]): [string, string] => [name, toAppText(value)]);
  const body = postData !== undefined && method !== 'GET' && method !== 'HEAD' ? { body: postData } : {};
  return new Request(url, { method, headers: new Headers(translated), ...body });
}

function headerMap(response: Response): Record<string, string[]> {
  const map: Record<string, string[]> = {};
  for (const [name, value] of response.headers) map[name] = [...(map[name] ?? []), toPageText(value)];
  return map;
}

async function fulfil(
  event: Paused,
  session: CdpSession,
  details: RequestDetails,
  place: Session,
  response: Response,
): Promise<void> {
  const { requestId } = event;
  const headers = await place.webRequest.filterHeaders(details, response.status, headerMap(response));
  if (headers === undefined || response.type === 'error') {
    session.tell('Fetch.failRequest', { requestId, errorReason: 'Failed' });
    return;
  }
  const body = WITHOUT_BODY.has(response.status) ? new Uint8Array() : new Uint8Array(await response.arrayBuffer());
  session.tell('Fetch.fulfillRequest', {
    requestId,
    responseCode: response.status,
    responseHeaders: Object.entries(headers).flatMap(([name, values]) => values.map((value) => ({ name, value }))),
    body: Buffer.from(body).toString('base64'),
  });
}

/** Never leaves a request hanging: an error of main's handler fails it, as in Electron. */
export async function serveRequest(
  event: Paused,
  session: CdpSession,
  details: RequestDetails,
  place: Session,
): Promise<void> {
  const refuse = (errorReason: Protocol.Network.ErrorReason): void =>
    session.tell('Fetch.failRequest', { requestId: event.requestId, errorReason });
  try {
    if (await place.webRequest.isCancelled(details)) return refuse('BlockedByClient');
    const handler = place.protocol.handlerFor(details.url);
    // Electron could still reach the network here. A window of this product never may, so that is where it ends.
    if (!handler) return refuse('AddressUnreachable');
    await fulfil(event, session, details, place, await handler(toRequest(event, details.url)));
  } catch (error) {
    process.stderr.write(`stand-in: ${details.method} ${details.url} failed: ${String(error)}\n`);
    refuse('Failed');
  }
}
