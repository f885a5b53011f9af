/** The one Chromium of an app process, started once the app's main module has run. */
import { rmSync } from 'node:fs';
import { type Browser, launchBrowser } from './chromium/browser.ts';
import { type Targets, watchTargets } from './chromium/targets.ts';
import { appendedSwitches } from './electron/command-line.ts';
import { getOptions } from './options.ts';

export interface Runtime {
  readonly browser: Browser;
  readonly targets: Targets;
}

let starting: Promise<Runtime> | undefined;
let browser: Browser | undefined;

async function start(): Promise<Runtime> {
  const options = getOptions();
  browser = await launchBrowser({
    executable: options.chromium,
    userDataDir: options.userDataDir,
    headless: options.headless,
    debuggingPort: options.debuggingPort,
    // Main's own last: what it asks for holds against what a test opens.
    extraArguments: [...options.chromiumArguments, ...appendedSwitches()],
  });
  return { browser, targets: await watchTargets(browser) };
}

/** Idempotent. */
export function runtime(): Promise<Runtime> {
  starting ??= start();
  return starting;
}

export function browserPid(): number | undefined {
  return browser?.process.pid;
}

/** Nothing of the browser outlives the app. */
process.on('exit', () => {
  browser?.process.kill('SIGKILL');
  try {
    rmSync(getOptions().userDataDir, { recursive: true, force: true });
  } catch {
    // Chromium may still be writing; the launcher clears what is left.
  }
});
