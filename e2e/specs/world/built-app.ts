/**
 * A copy of the build in a folder of its own: a rebuild meanwhile changes nothing under a running app, and attack specs
 * can put a compromised page script or a hostile backend into their copy while main stays byte for byte what was built.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../../launch/project-root.ts';

export interface BuiltApp {
  readonly appRoot: string;
  readonly main: string;
}

/** Copies the build into `folder`, which need not exist. Throws when nothing was built. */
export function copyBuiltApp(folder: string): BuiltApp {
  const out = join(projectRoot, 'out');
  if (!existsSync(join(out, 'files.json'))) throw new Error('there is no built app; npm run build makes it');
  cpSync(out, join(folder, 'out'), { recursive: true });
  copyFileSync(join(projectRoot, 'package.json'), join(folder, 'package.json'));
  return { appRoot: folder, main: join(folder, 'out/main/index.js') };
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const plainScript = (file: URL): string => stripTypeScriptTypes(readFileSync(file, 'utf8'));

interface FileEntry {
  readonly path: string;
  readonly sha256: string;
}

const folders = { wallet: 'renderer/app', signer: 'renderer/signer' } as const;

type Window = keyof typeof folders;

/** Puts a changed file into a window's folder and its hash on the list of what may be served. */
function serve({ appRoot }: BuiltApp, window: Window, name: string, content: string): void {
  const listFile = join(appRoot, 'out/files.json');
  const list = JSON.parse(readFileSync(listFile, 'utf8')) as Record<Window, Record<string, FileEntry>>;
  const path = `${folders[window]}/${name}`;
  writeFileSync(join(appRoot, 'out', path), content);
  list[window][`/${name}`] = { path, sha256: sha256(content) };
  writeFileSync(listFile, JSON.stringify(list));
}

/**
 * Makes a window compromised: its page loads `script` before the product's own. It is served by the app itself, under
 * the page's CSP and with its hash on the list, as a package gone bad inside the bundle would be.
 */
export function compromisePage(built: BuiltApp, window: Window, script: URL): void {
  const page = readFileSync(join(built.appRoot, 'out', folders[window], 'index.html'), 'utf8');
  const first = page.indexOf('<script');
  const tag = '<script type="module" src="/compromised.js"></script>';
  serve(built, window, 'index.html', `${page.slice(0, first)}${tag}${page.slice(first)}`);
  serve(built, window, 'compromised.js', plainScript(script));
}

/** Runs `code` first in the worker that makes the keys. */
export function compromiseWorker(built: BuiltApp, code: string): void {
  const folder = join(built.appRoot, 'out', folders.signer, 'assets');
  const name = readdirSync(folder).find((file) => /worker.*\.js$/.test(file));
  if (name === undefined) throw new Error('the signer has no worker');
  serve(built, 'signer', `assets/${name}`, `${code};${readFileSync(join(folder, name), 'utf8')}`);
}

/** Makes the app window's whole process compromised: its page may call any channel, as if it had escaped the sandbox. */
export function compromisePreload({ appRoot }: BuiltApp): void {
  const file = join(appRoot, 'out/preload/app.cjs');
  const raw = "require('electron')";
  const expose = `;{const e=${raw};e.contextBridge.exposeInMainWorld('rawInvoke',(c,r)=>e.ipcRenderer.invoke(c,r))}`;
  writeFileSync(file, readFileSync(file, 'utf8') + expose);
}

/** Puts `script` before the backend: it runs in the backend's process, sees every message, and may change what it posts. */
export function compromiseBackend({ appRoot }: BuiltApp, script: URL): void {
  const main = join(appRoot, 'out/main');
  renameSync(join(main, 'backend.js'), join(main, 'backend-built.js'));
  writeFileSync(join(main, 'before-backend.js'), plainScript(script));
  writeFileSync(join(main, 'backend.js'), "import './before-backend.js';\nawait import('./backend-built.js');\n");
}
