/** Main's entry: refuses what must not run, settles which profile this is, and hands over to the composition. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import {
  app,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  systemPreferences,
  utilityProcess,
} from 'electron';
import { systemClock } from './clock.ts';
import { composeMain } from './compose.ts';
import { findDangerousSwitch } from './dangerous-switches.ts';
import { createLogger } from './logger.ts';
import { systemProcesses } from './processes.ts';
import { parseUnpackagedArguments } from './unpackaged-arguments.ts';
import { words } from './words.ts';

const logger = createLogger((line) => process.stderr.write(`${line}\n`));

function refuseToStart(why: string): never {
  process.stderr.write(`${why}\n`);
  app.exit(1);
  // `app.exit` ends the process once Electron gets to it; nothing here may run until then.
  process.exit(1);
}

if (app.isPackaged) {
  const found = findDangerousSwitch(process.argv.slice(1), process.platform);
  if (found !== undefined) refuseToStart(`${words.dangerousSwitch} ${found}`);
  if (!__PACKAGED__) refuseToStart(words.wrongFlavour);
}

// Main knows nothing better to do with a fault of its own than to take every secret in memory with it.
process.on('uncaughtException', (thrown) => {
  logger.log('error', 'main.uncaught');
  if (!__PACKAGED__) process.stderr.write(`${thrown.stack ?? thrown.message}\n`);
  app.exit(70);
});

app.enableSandbox();

const { profileDir, serversFile, demo } = __PACKAGED__
  ? { profileDir: null, serversFile: null, demo: false }
  : parseUnpackagedArguments(process.argv.slice(1), process.cwd());
if (profileDir !== null) app.setPath('userData', profileDir);
if (process.platform === 'win32') app.setAppUserModelId('io.parallax.wallet');

// The lock lies in the profile folder: one process per profile.
if (app.requestSingleInstanceLock()) {
  composeMain({
    electron: {
      app,
      BrowserWindow,
      ClipboardItem,
      clipboard,
      dialog,
      ipcMain,
      Menu,
      MessageChannelMain,
      Notification,
      nativeTheme,
      powerMonitor,
      protocol,
      safeStorage,
      session,
      shell,
      systemPreferences,
      utilityProcess,
    },
    outDir: path.join(import.meta.dirname, '..'),
    argv: process.argv.slice(1),
    environment: process.env,
    versions: process.versions,
    platform: process.platform,
    serversFile,
    demo,
    clock: systemClock,
    random: { bytes: (length) => new Uint8Array(randomBytes(length)) },
    logger,
    processes: systemProcesses,
  });
} else {
  app.exit(0);
}
