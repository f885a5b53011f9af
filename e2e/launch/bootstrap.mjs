/**
 * First step of `npm run demo|start|test|…` on a fresh clone: dependencies, a Chromium when the command needs one, then
 * the wanted script on the Node version that Electron embeds. Plain JavaScript, no dependencies, idempotent, works
 * offline when everything is there.
 *
 *   node e2e/launch/bootstrap.mjs [--browser] <script.ts> [arguments]
 */
import { spawn, spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { isAtLeast, isInstalled, nodeFromPackages, rememberInstall, withLock } from './bootstrap-steps.mjs';
import { chromiumHint, findChromium } from './chromium.mjs';

const MINIMUM_TO_INSTALL = '20.19.0';
const MINIMUM_TO_RUN = '22.12.0';
/** From here on Node strips types without being asked. */
const STRIPS_TYPES = '22.18.0';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function fail(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

function run(command, args, options = {}) {
  const done = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  return done.status === 0;
}

function installDependencies() {
  if (isInstalled(root)) return;
  if (process.platform === 'win32' && process.execPath.startsWith(resolve(root, 'node_modules'))) {
    // Windows cannot replace a program that runs, and this one lives in the folder to be replaced.
    fail('The dependencies changed. Run "npm ci" once, then run this command again.');
  }
  process.stdout.write('Installing dependencies (npm ci)…\n');
  // npm's own Node where there is one: the one in node_modules is about to be replaced.
  const npm = process.env.npm_execpath;
  const node = process.env.npm_node_execpath ?? process.execPath;
  const quiet = ['ci', '--no-audit', '--no-fund'];
  const ok = npm ? run(node, [npm, ...quiet]) : run('npm', quiet, { shell: process.platform === 'win32' });
  if (!ok) fail('npm ci failed; its message is above. Nothing else was changed.');
  rememberInstall(root);
}

function installChromium() {
  if (findChromium()) return;
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0;
  if (!canInstall || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0) {
    fail(`No Chromium found. ${chromiumHint()}`);
  }
  process.stdout.write('Installing Chromium (apt-get)…\n');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '--no-install-recommends', 'chromium'];
  run('apt-get', ['update', '-q'], { env });
  if (!run('apt-get', install, { env }) || !findChromium()) fail(`Chromium could not be installed. ${chromiumHint()}`);
}

function chooseNode() {
  const packaged = nodeFromPackages(root);
  if (packaged && spawnSync(packaged, ['--version'], { stdio: 'ignore' }).status === 0) {
    return { node: packaged, flags: [] };
  }
  if (!isAtLeast(process.versions.node, MINIMUM_TO_RUN)) {
    fail(
      `This platform has no packaged Node, and ${process.version} is too old: install Node 24 (at least ${MINIMUM_TO_RUN}).`,
    );
  }
  const flags = isAtLeast(process.versions.node, STRIPS_TYPES) ? [] : ['--experimental-strip-types', '--no-warnings'];
  return { node: process.execPath, flags };
}

function start({ node, flags }, script, args) {
  const separator = process.platform === 'win32' ? ';' : ':';
  const env = { ...process.env, PATH: `${dirname(node)}${separator}${process.env.PATH ?? ''}` };
  const child = spawn(node, [...flags, resolve(root, script), ...args], { cwd: root, stdio: 'inherit', env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`Could not start ${script}: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
}

async function main(args) {
  if (!isAtLeast(process.versions.node, MINIMUM_TO_INSTALL)) {
    fail(
      `Node ${process.versions.node} is too old: version ${MINIMUM_TO_INSTALL} or newer is needed to set up Parallax.`,
    );
  }
  const needsBrowser = args[0] === '--browser';
  const [script, ...rest] = needsBrowser ? args.slice(1) : args;
  if (script === undefined) fail('usage: node e2e/launch/bootstrap.mjs [--browser] <script.ts> [arguments]');
  await withLock(root, () => {
    installDependencies();
    if (needsBrowser) installChromium();
  });
  start(chooseNode(), script, rest);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main(process.argv.slice(2));
