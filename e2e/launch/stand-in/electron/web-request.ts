export interface RequestDetails {
  readonly id: number;
  readonly url: string;
  readonly method: string;
  readonly resourceType: string;
  readonly referrer: string;
  readonly timestamp: number;
  readonly webContentsId?: number;
  readonly webContents?: object;
  readonly frame?: object | null;
}

type HeaderMap = Record<string, string[]>;
type BeforeRequest = (
  details: RequestDetails,
  callback: (response: { cancel?: boolean; redirectURL?: string }) => void,
) => void;
type HeadersReceived = (
  details: RequestDetails & { readonly statusCode: number; readonly responseHeaders: HeaderMap },
  callback: (response: { cancel?: boolean; responseHeaders?: Record<string, string | string[]> }) => void,
) => void;
interface Filter {
  readonly urls: readonly string[];
}

/** Patterns as in Electron's filters, for the forms in use: `<all_urls>` and `scheme://host/*` with stars. */
export function matchesFilter(filter: Filter | undefined, url: string): boolean {
  if (!filter || filter.urls.length === 0) return true;
  return filter.urls.some((pattern) => {
    if (pattern === '<all_urls>' || pattern === '*://*/*') return true;
    const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${escaped}$`, 'i').test(url);
  });
}

/** Takes `(listener)`, `(filter, listener)` and `(null)`, as Electron's methods do. */
function takeArguments<T>(args: readonly unknown[]): { filter: Filter | undefined; listener: T | undefined } {
  const [first, second] = args;
  if (typeof first === 'function') return { filter: undefined, listener: first as T };
  if (first === null) return { filter: undefined, listener: undefined };
  return { filter: first as Filter, listener: (second ?? undefined) as T | undefined };
}

export class WebRequest {
  private beforeRequest: { filter: Filter | undefined; listener: BeforeRequest | undefined } | undefined;
  private headersReceived: { filter: Filter | undefined; listener: HeadersReceived | undefined } | undefined;

  onBeforeRequest(...args: readonly unknown[]): void {
    this.beforeRequest = takeArguments<BeforeRequest>(args);
  }

  onHeadersReceived(...args: readonly unknown[]): void {
    this.headersReceived = takeArguments<HeadersReceived>(args);
  }

  /** Not part of Electron: true when the listener cancels the request. */
  async isCancelled(details: RequestDetails): Promise<boolean> {
    const { filter, listener } = this.beforeRequest ?? {};
    if (!listener || !matchesFilter(filter, details.url)) return false;
    const response = await new Promise<{ cancel?: boolean; redirectURL?: string }>((resolve) =>
      listener(details, resolve),
    );
    if (response.redirectURL !== undefined) throw new Error('the stand-in for Electron does not redirect requests');
    return response.cancel === true;
  }

  /** Not part of Electron: the headers after the listener; undefined when it cancels. */
  async filterHeaders(
    details: RequestDetails,
    statusCode: number,
    responseHeaders: HeaderMap,
  ): Promise<HeaderMap | undefined> {
    const { filter, listener } = this.headersReceived ?? {};
    if (!listener || !matchesFilter(filter, details.url)) return responseHeaders;
    const response = await new Promise<{ cancel?: boolean; responseHeaders?: Record<string, string | string[]> }>(
      (resolve) => listener({ ...details, statusCode, responseHeaders }, resolve),
    );
    if (response.cancel) return undefined;
    const changed = Object.entries(response.responseHeaders ?? responseHeaders);
    return Object.fromEntries(changed.map(([name, value]) => [name, Array.isArray(value) ? value : [value]]));
  }
}
