/** The composition root of main: everything is made here, once, and given only what it needs. */
import { readFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type * as Electron from 'electron';
import type { Clock, Logger, Random } from '../../wallet-core/ports/index.ts';
import { createAppWindow } from '../windows/app-window.ts';
import { createSignerWindow, type Processes } from '../windows/signer-window.ts';
import { createWindowFactory } from '../windows/window-factory.ts';
import { partitions, type WindowKind, windowKinds } from '../windows/window-kinds.ts';
import { createWindowRegistry } from '../windows/window-registry.ts';
import { createApprovals } from './approvals.ts';
import { backendEnvironment } from './backend-environment.ts';
import { type BackendProcess, createBackend } from './backend-host.ts';
import { describeBoot } from './boot-info.ts';
import { createCurrentSettings } from './current-settings.ts';
import { createHandlers } from './ipc/handlers.ts';
import { registerChannels } from './ipc/router.ts';
import { initCertificate } from './modules/certificate.ts';
import { initClipboard } from './modules/clipboard.ts';
import { initDeepLinks } from './modules/deep-links.ts';
import { initDownloads } from './modules/downloads.ts';
import { initExternalLinks } from './modules/external-links.ts';
import { initFiles } from './modules/files.ts';
import { initIdle } from './modules/idle.ts';
import { initMenu } from './modules/menu.ts';
import type { ModuleHooks } from './modules/module.ts';
import { initNameResolution } from './modules/name-resolution.ts';
import { initNavigation } from './modules/navigation.ts';
import { initNotifications } from './modules/notifications.ts';
import { createCameraGate, initPermissions } from './modules/permissions.ts';
import { initPower } from './modules/power.ts';
import { initRequestFilter } from './modules/request-filter.ts';
import { initScheme } from './modules/scheme.ts';
import { initSecretClipboard } from './modules/secret-clipboard.ts';
import { initSecureKeyboard } from './modules/secure-keyboard.ts';
import { initSingleInstance } from './modules/single-instance.ts';
import { initSystemStore } from './modules/system-store.ts';
import { initTheme } from './modules/theme.ts';
import { parsePageFiles } from './page-files.ts';
import { createPortHandout } from './port-handout.ts';
import { createSecondFactor } from './second-factor.ts';
import { createSession } from './session.ts';
import { createSignerScreens } from './signer-screens.ts';
import { createSweeps } from './sweeps.ts';
import { words } from './words.ts';

export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'ClipboardItem'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'nativeTheme'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'safeStorage'
  | 'session'
  | 'shell'
  | 'systemPreferences'
  | 'utilityProcess'
>;

export interface MainParts {
  readonly electron: ElectronParts;
  /** Folder of the build: `files.json`, `main/`, `preload/`, `renderer/`. */
  readonly outDir: string;
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  /** Absolute path; `null` in packaged builds. */
  readonly serversFile: string | null;
  readonly demo: boolean;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly processes: Processes;
}

/** A flush that takes longer is cut off: the journal is durable anyway. */
const QUIT_LIMIT_MS = 15_000;

/** Modules have little to do at the end: clearing the clipboard is the most. */
const HOOKS_LIMIT_MS = 2_000;

/** To be called before Electron is ready, and only by the process that holds the profile's lock. */
export function composeMain(parts: MainParts): void {
  const { electron, clock, logger, platform } = parts;
  const { app } = electron;
  const packaged = app.isPackaged;
  const files = parsePageFiles(readFileSync(path.join(parts.outDir, 'files.json'), 'utf8'), parts.outDir);
  const boot = describeBoot({ version: app.getVersion(), versions: parts.versions, platform, demo: parts.demo });

  const registry = createWindowRegistry();
  const settings = createCurrentSettings();
  const gate = createCameraGate(clock);
  const theme = initTheme({ nativeTheme: electron.nativeTheme, settings });

  const sessionOf = (kind: WindowKind) => electron.session.fromPartition(partitions[kind]);
  const allSessions = () => [...windowKinds.map(sessionOf), electron.session.defaultSession];

  const storeDir = path.join(app.getPath('userData'), 'store');
  const backend = createBackend({
    fork: (): BackendProcess =>
      electron.utilityProcess.fork(path.join(parts.outDir, 'main', 'backend.js'), [], {
        serviceName: 'Parallax backend',
        env: backendEnvironment(parts.environment),
        stdio: 'inherit',
      }),
    start: {
      type: 'start',
      profileDir: storeDir,
      serversFile: parts.serversFile,
      demo: parts.demo,
      version: boot.version,
    },
    clock,
    logger,
    onGone() {
      appWindow.send('backend.gone', {});
      void session.lock('fault');
    },
    onGivenUp() {
      // First the lock, which begins at once: the box waits for the person.
      void quit();
      electron.dialog.showErrorBox(words.backendGaveUpTitle, words.backendGaveUp);
    },
  });

  const factory = createWindowFactory({
    BrowserWindow: electron.BrowserWindow,
    preloadDir: path.join(parts.outDir, 'preload'),
    packaged,
    registry,
    background: theme.background,
  });
  const appWindow = createAppWindow({
    factory,
    clearStorage: () => sessionOf('app').clearStorageData(),
    onGone: () => void session.lock('fault'),
    onInput() {
      if (session.isOpen()) idle.touch();
    },
    onClose: closeApp,
  });
  const signer = createSignerWindow({
    factory,
    registry,
    processes: parts.processes,
    clock,
    logger,
    platform,
    parent: appWindow.window,
    onGone: () => void session.lock('fault'),
    onClose() {
      screens.dismissed();
      closeSigner();
    },
  });

  const approvals = createApprovals({
    backend,
    signer,
    clock,
    random: parts.random,
    logger,
    isAccountOpen: (accountId) => session.hasAccount(accountId),
    isSignerTaken: () => screens.isShown(),
  });
  const screens = createSignerScreens({ signer, approvals });
  const secondFactor = createSecondFactor({
    backend,
    app: appWindow,
    signer,
    openAccountId: () => session.account()?.accountId ?? null,
    isAccountOpen: (accountId) => session.hasAccount(accountId),
  });
  const sweeps = createSweeps({ backend, isAccountOpen: (accountId) => session.hasAccount(accountId) });
  const session = createSession({
    signer,
    app: appWindow,
    backend,
    approvals,
    settled: async () => void (await Promise.all([approvals.settled(), secondFactor.settled(), sweeps.settled()])),
    clock,
    logger,
    onOpened() {
      idle.touch();
      deepLinks.sessionOpened();
    },
    onLocked() {
      screens.ended();
      gate.end();
      void secrets.forget();
      secondFactor.forget();
      idle.stop();
      deepLinks.sessionLocked();
    },
    onFatal() {
      electron.dialog.showErrorBox(words.startFailedTitle, words.startFailed);
      app.exit(1);
    },
  });

  function closeSigner(): void {
    approvals.dismiss();
    screens.ended();
    // With an account open, also while another one is being opened, there is something to go back to.
    if (session.account() !== null) signer.hide();
    else void quit();
  }

  function closeApp(): void {
    const closing = settings.get()?.closing ?? 'system';
    const locks = closing === 'lock' || (closing === 'system' && platform === 'darwin');
    void (locks ? session.lock('person') : quit());
  }

  function focus(): void {
    if (session.isOpen() && !approvals.isPending() && !screens.isShown()) appWindow.focus();
    else signer.focus();
  }

  /** Whatever fails, the person gets a fresh start; what could not be deleted is named. */
  async function eraseStore(): Promise<void> {
    await backend.call('backend.wipe', {}).catch(() => logger.log('error', 'device.wipe-unclean'));
    appWindow.destroy();
    await backend.replace(async () => {
      try {
        await rm(storeDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      } catch {
        logger.log('error', 'device.wipe-incomplete');
        electron.dialog.showErrorBox(words.wipeFailedTitle, `${words.wipeFailed}\n\n${storeDir}`);
      }
    });
  }

  const idle = initIdle({
    clock,
    settings,
    warn: (secondsLeft) => appWindow.send('session.idle-warning', { secondsLeft }),
    expire: () => void session.lock('idle'),
  });
  const deepLinks = initDeepLinks({
    app,
    register: packaged,
    backend,
    clock,
    isSessionOpen: session.isOpen,
    announce: () => appWindow.send('link.arrived', {}),
  });
  const clipboard = initClipboard({ clipboard: electron.clipboard });
  const secrets = initSecretClipboard({
    clipboard: electron.clipboard,
    ClipboardItem: electron.ClipboardItem,
    platform,
    clock,
    logger,
  });
  const systemStore = initSystemStore({
    safeStorage: electron.safeStorage,
    systemPreferences: electron.systemPreferences,
    platform,
  });
  const exports = initFiles({
    dialog: electron.dialog,
    backend,
    signer,
    clock,
    appWindow: appWindow.window,
    sessionEpoch: session.epoch,
  });
  const externalLinks = initExternalLinks({ shell: electron.shell, demo: parts.demo });

  /** Every module, in the order in which its hooks run. To review what main does to the system, read these. */
  const modules: readonly ModuleHooks[] = [
    initCertificate({ app }),
    initNameResolution({ app }),
    initNavigation({ app }),
    initPermissions({ sessions: allSessions, gate, windows: registry }),
    initRequestFilter({ sessionOf, defaultSession: () => electron.session.defaultSession, files }),
    initDownloads({ sessions: allSessions }),
    initScheme({ protocol: electron.protocol, sessionOf, files, readFile, logger }),
    initSingleInstance({ app, focus, onArguments: deepLinks.offerArguments }),
    initPower({
      powerMonitor: () => electron.powerMonitor,
      lock: (reason) => void session.lock(reason),
      quit: () => void quit(),
    }),
    initMenu({ Menu: electron.Menu, platform, lock: () => void session.lock('person') }),
    initNotifications({
      Notification: electron.Notification,
      settings,
      isLookedAt: appWindow.isFocused,
      focus,
      onNotify: (listener) => backend.on('backend.notify', listener),
      onNodeNotice: (listener) => backend.on('backend.node-notice', listener),
    }),
    initSecureKeyboard({ app, windows: registry, platform }),
    theme,
    idle,
    deepLinks,
    clipboard,
    secrets,
    systemStore,
    exports,
    externalLinks,
  ];

  backend.on('backend.settings', ({ settings: changed }) => {
    settings.set(changed);
    signer.send('settings.changed', { settings: changed });
  });
  backend.on('backend.fault', ({ error }) => logger.log('error', 'backend.fault', { code: error.code }));

  let quitting: Promise<void> | null = null;
  async function runHooks(): Promise<void> {
    for (const module of modules) {
      try {
        await module.onQuit?.();
      } catch {
        logger.log('error', 'main.quit-hook');
      }
    }
  }
  async function runQuit(): Promise<void> {
    await Promise.race([session.quit(), clock.sleep(QUIT_LIMIT_MS)]);
    await Promise.race([runHooks(), clock.sleep(HOOKS_LIMIT_MS)]);
    app.exit(0);
  }
  function quit(): Promise<void> {
    quitting ??= runQuit();
    return quitting;
  }
  app.on('before-quit', (event) => {
    event.preventDefault();
    void quit();
  });
  // Between a lock and the fresh signer there may be no window at all; that is no reason to end.
  app.on('window-all-closed', () => undefined);

  void app.whenReady().then(async () => {
    for (const module of modules) await module.onReady?.();
    const { connect } = createPortHandout({
      app: appWindow,
      backend,
      createChannel: () => new electron.MessageChannelMain(),
    });
    registerChannels(
      { ipcMain: electron.ipcMain, windows: registry, clock, logger, session },
      {
        ...createHandlers({
          boot,
          backend,
          session,
          approvals,
          signer,
          screens,
          gate,
          settings,
          connect,
          closeSigner,
          wipeDevice: () => void session.lockAnd(eraseStore),
        }),
        ...secondFactor.handlers,
        ...sweeps.handlers,
        ...idle.handlers,
        ...clipboard.handlers,
        ...secrets.handlers,
        ...systemStore.handlers,
        ...exports.handlers,
        ...deepLinks.handlers,
        ...externalLinks.handlers,
      },
    );
    backend.start();
    deepLinks.offerArguments(parts.argv);
    await session.start().catch(() => undefined);
  });
}
