/**
 * Builds the gallery into a temporary folder and shows it in Chromium under the very headers the app window has (E-11):
 * what the CSP or Trusted Types would refuse in the product is refused here.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import react from '@vitejs/plugin-react';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright';
import { build } from 'vite';

const ORIGIN = 'https://gallery.invalid';
const CSP = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'",
  "connect-src 'none'; media-src 'none'; worker-src 'self'; frame-src 'none'; object-src 'none'; base-uri 'none'",
  "form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
].join('; ');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export interface Stage {
  readonly browser: Browser;
  /** A fresh page at a path such as `screens.html?screen=send`, ready drawn. `problems` fills with CSP and page errors. */
  open(
    path: string,
    options?: PageOptions,
  ): Promise<{ readonly page: Page; readonly problems: string[]; close(): Promise<void> }>;
  close(): Promise<void>;
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly theme?: 'light' | 'dark';
  readonly scale?: number;
}

/** Builds and starts; the caller closes. */
export async function raiseStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'parallax-gallery-'));
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    base: './',
    plugins: [react()],
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: 'chrome140',
      minify: false,
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: ['blank.html', 'components.html', 'screens.html', 'signer.html'].map((file) =>
          join(import.meta.dirname, file),
        ),
      },
    },
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  return {
    browser,
    open: (path, options) => openPage(browser, folder, path, options ?? {}),
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function serve(context: BrowserContext, folder: string): Promise<void> {
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const file = normalize(join(folder, url.pathname));
    if (url.origin !== ORIGIN || !file.startsWith(folder)) return route.abort();
    const body = await readFile(file).catch(() => undefined);
    if (body === undefined) return route.fulfill({ status: 404 });
    const contentType = TYPES[extname(file)] ?? 'application/octet-stream';
    return route.fulfill({
      status: 200,
      body,
      headers: { 'content-type': contentType, 'content-security-policy': CSP },
    });
  });
}

async function openPage(browser: Browser, folder: string, path: string, options: PageOptions) {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1200, height: options.height ?? 800 },
    colorScheme: options.theme ?? 'light',
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  await serve(context, folder);
  const page = await context.newPage();
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`${message.type()}: ${message.text()}`);
  });
  await visit(page, path);
  return { page, problems, close: () => context.close() };
}

async function visit(page: Page, path: string): Promise<void> {
  await page.goto(`${ORIGIN}/${path}`);
  await page.waitForSelector('#root > *');
  await page.evaluate(async () => {
    await document.fonts.ready;
  });
}

export interface SceneInfo {
  readonly name: string;
  readonly until: string | null;
  readonly press: readonly string[];
}

/** Every scene of the screens page, as the page itself lists them. */
export async function listScenes(stage: Stage): Promise<readonly SceneInfo[]> {
  const { page, close } = await stage.open('screens.html');
  const scenes: readonly SceneInfo[] = await page.evaluate('galleryScenes');
  await close();
  return scenes;
}

/** Shows a scene in a page that is open already, and brings it to where its picture is taken. */
export async function visitScene(page: Page, scene: SceneInfo, query: string): Promise<void> {
  await visit(page, `screens.html?scene=${scene.name}${query}`);
  await page.waitForSelector('html[data-arranged]');
  if (scene.until !== null) await page.waitForSelector(scene.until);
  for (const selector of scene.press) await page.click(selector);
  // Debounced judgements, tooltips and the next frame.
  await page.waitForTimeout(200);
}

/** Opens a page of its own for a scene. */
export async function showScene(stage: Stage, scene: SceneInfo, options: PageOptions & { readonly query?: string }) {
  const shown = await stage.open('blank.html', options);
  await visitScene(shown.page, scene, `&theme=${options.theme ?? 'light'}${options.query ?? ''}`);
  return shown;
}
