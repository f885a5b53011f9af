import type { Page } from 'playwright';

export type Reply =
  | { readonly ok: true; readonly value: Record<string, unknown> }
  | { readonly ok: false; readonly error: { readonly code: string; readonly data: Record<string, unknown> } };

interface Bridged {
  readonly parallax: { readonly call: Readonly<Record<string, (request: unknown) => Promise<Reply>>> };
  readonly rawInvoke: (channel: string, request: unknown) => Promise<Reply>;
}

/** Calls a function of `window.parallax`, as any script in the app window can. */
export function callBridge(page: Page, name: string, request: unknown): Promise<Reply> {
  return page.evaluate(
    ([channel, content]) =>
      (globalThis as unknown as Bridged).parallax.call[channel as string]?.(content) ??
      Promise.reject(new Error('no such function')),
    [name, request] as const,
  );
}

/** Calls any channel of main, as a window could whose process was taken over (`compromisePreload`). */
export function callRaw(page: Page, channel: string, request: unknown): Promise<Reply | string> {
  return page.evaluate(
    ([name, content]) =>
      (globalThis as unknown as Bridged).rawInvoke(name as string, content).catch((error: Error) => error.message),
    [channel, request] as const,
  );
}
