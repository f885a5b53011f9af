/**
 * The clipboard of Chromium itself, so that what main writes can be pasted into a page and what a page copies can be
 * read by main. Windows have no permission to use it by script; a hidden page of the stand-in has.
 */
import type { CdpSession } from '../chromium/connection.ts';
import { runtime } from '../runtime.ts';
import { listed } from './listed.ts';

const ORIGIN = 'https://clipboard-of-the-stand-in.invalid';

let page: Promise<CdpSession> | undefined;

async function openPage(): Promise<CdpSession> {
  const { browser, targets } = await runtime();
  const { browserContextId } = await browser.root.send('Target.createBrowserContext', { disposeOnDetach: true });
  for (const name of ['clipboard-read', 'clipboard-write']) {
    await browser.root.send('Browser.setPermission', {
      permission: { name },
      setting: 'granted',
      origin: ORIGIN,
      browserContextId,
    });
  }
  const { targetId, session } = await targets.openHidden(browserContextId);
  session.on('Fetch.requestPaused', ({ requestId }) => {
    const responseHeaders = [{ name: 'content-type', value: 'text/html' }];
    session.tell('Fetch.fulfillRequest', { requestId, responseCode: 200, responseHeaders, body: '' });
  });
  const loaded = new Promise<unknown>((resolve) => session.on('Page.loadEventFired', resolve));
  await Promise.all([
    session.send('Page.enable'),
    session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] }),
    // The clipboard is for the page that has the focus.
    session.send('Emulation.setFocusEmulationEnabled', { enabled: true }),
    session.send('Runtime.runIfWaitingForDebugger'),
  ]);
  await session.send('Page.navigate', { url: `${ORIGIN}/` });
  await loaded;
  // Known by name, so that its process is not taken for a window's.
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: targetId });
  await browser.renderers.find(session, executionContextId, 0);
  return session;
}

async function run(expression: string): Promise<unknown> {
  page ??= openPage();
  const session = await page;
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
    userGesture: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
}

async function readText(): Promise<string> {
  return String(await run('navigator.clipboard.readText()'));
}

async function writeText(text: string): Promise<void> {
  await run(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
}

/** One entry for `clipboard.write`. Chromium's clipboard takes the text; marks of a platform mean nothing here. */
export class ClipboardItem {
  readonly items: Readonly<Record<string, unknown>>;

  constructor(items: Readonly<Record<string, unknown>>) {
    this.items = items;
  }

  get types(): string[] {
    return Object.keys(this.items);
  }
}

async function write(items: readonly ClipboardItem[]): Promise<void> {
  const text = items[0]?.items['text/plain'];
  if (typeof text !== 'string') throw new Error('the stand-in for Electron writes plain text to the clipboard');
  await writeText(text);
}

/** The module `clipboard` of Electron (asynchronous since 44). */
export const clipboard = listed('clipboard', {
  readText,
  write,
  writeText,
  clear: (): Promise<void> => writeText(''),
});
