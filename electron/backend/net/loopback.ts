/** The machine itself, by the only three names we accept for it (after the URL parser's normalisation). */
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLoopback(url: URL): boolean {
  return loopbackNames.has(url.hostname);
}
