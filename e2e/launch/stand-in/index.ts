/**
 * What `import … from 'electron'` means in the app's main process while Electron's binary is not there. Names that the
 * product does not use are here too, so that importing one is no syntax error; using it says what is missing.
 */
import './control.ts';
import { app } from './electron/app.ts';
import { BrowserWindow } from './electron/browser-window.ts';
import { ClipboardItem, clipboard } from './electron/clipboard.ts';
import { dialog } from './electron/dialog.ts';
import { listed, unlisted } from './electron/listed.ts';
import { Menu } from './electron/menu.ts';
import { MessageChannelMain, MessagePortMain } from './electron/message-port.ts';
import { nativeTheme } from './electron/native-theme.ts';
import { Notification } from './electron/notification.ts';
import { registerSchemesAsPrivileged } from './electron/protocol.ts';
import { ipcMain } from './electron/renderer-link.ts';
import { Session, session } from './electron/session.ts';
import { globalShortcut, powerMonitor, safeStorage, screen, shell } from './electron/system.ts';
import { utilityProcess } from './electron/utility-process.ts';
import { webContents } from './electron/web-contents.ts';
import { WebFrameMain } from './electron/web-frame-main.ts';

/** `protocol` is the default session's, plus what must be said before ready. */
const protocol = listed('protocol', {
  registerSchemesAsPrivileged,
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) =>
    session.defaultSession.protocol.handle(scheme, handler),
  unhandle: (scheme: string) => session.defaultSession.protocol.unhandle(scheme),
  isProtocolHandled: (scheme: string) => session.defaultSession.protocol.isProtocolHandled(scheme),
});

const autoUpdater = unlisted('autoUpdater');
const BaseWindow = unlisted('BaseWindow');
const BrowserView = unlisted('BrowserView');
const contentTracing = unlisted('contentTracing');
const crashReporter = unlisted('crashReporter');
const desktopCapturer = unlisted('desktopCapturer');
const inAppPurchase = unlisted('inAppPurchase');
const MenuItem = unlisted('MenuItem');
const nativeImage = unlisted('nativeImage');
const net = unlisted('net');
const netLog = unlisted('netLog');
const pushNotifications = unlisted('pushNotifications');
const ShareMenu = unlisted('ShareMenu');
const systemPreferences = unlisted('systemPreferences');
const TouchBar = unlisted('TouchBar');
const Tray = unlisted('Tray');
const View = unlisted('View');
const WebContentsView = unlisted('WebContentsView');
const webFrameMain = unlisted('webFrameMain');

const electron = {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  MessagePortMain,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  Notification,
  powerMonitor,
  protocol,
  pushNotifications,
  safeStorage,
  screen,
  Session,
  session,
  ShareMenu,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  webContents,
  WebContentsView,
  WebFrameMain,
  webFrameMain,
};

export {
  app,
  autoUpdater,
  BaseWindow,
  BrowserView,
  BrowserWindow,
  ClipboardItem,
  clipboard,
  contentTracing,
  crashReporter,
  desktopCapturer,
  dialog,
  globalShortcut,
  inAppPurchase,
  ipcMain,
  Menu,
  MenuItem,
  MessageChannelMain,
  MessagePortMain,
  Notification,
  nativeImage,
  nativeTheme,
  net,
  netLog,
  powerMonitor,
  protocol,
  pushNotifications,
  Session,
  ShareMenu,
  safeStorage,
  screen,
  session,
  shell,
  systemPreferences,
  TouchBar,
  Tray,
  utilityProcess,
  View,
  WebContentsView,
  WebFrameMain,
  webContents,
  webFrameMain,
};
export default electron;
