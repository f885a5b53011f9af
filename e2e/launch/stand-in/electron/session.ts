import { EventEmitter } from 'node:events';
import type { Protocol } from '../chromium/protocol.ts';
import { runtime } from '../runtime.ts';
import { toPageUrl } from '../urls.ts';
import { listed } from './listed.ts';
import { makeEvent } from './preventable.ts';
import { ProtocolRegistry } from './protocol.ts';
import { WebRequest } from './web-request.ts';

type RequestHandler = (
  contents: object | null,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (contents: object | null, permission: string, origin: string, details: object) => boolean;

/** Refused from the start in every window; Electron would ask the handler, which grants none of them. */
const DENIED: readonly string[] = [
  'background-sync',
  'camera',
  'clipboard-read',
  'clipboard-write',
  'geolocation',
  'idle-detection',
  'local-fonts',
  'local-network-access',
  'microphone',
  'midi',
  'midi-sysex',
  'nfc',
  'notifications',
  'payment-handler',
  'periodic-background-sync',
  'persistent-storage',
  'screen-wake-lock',
  'storage-access',
  'window-management',
  'accelerometer',
  'ambient-light-sensor',
  'gyroscope',
  'magnetometer',
  'display-capture',
];

export class Session extends EventEmitter {
  readonly protocol = listed('session.protocol', new ProtocolRegistry());
  readonly webRequest = listed('session.webRequest', new WebRequest());
  readonly partition: string;
  /** Handlers that are set and have nothing to do: Chromium refuses these by itself. Tests read the names. */
  readonly recorded = new Map<string, unknown>();
  private context: Promise<string> | undefined;
  private askPermission: RequestHandler | null = null;
  private checkPermission: CheckHandler | null = null;

  constructor(partition: string) {
    super();
    this.partition = partition;
  }

  /** The browser context of this partition: in memory, apart from every other. */
  browserContextId(): Promise<string> {
    this.context ??= this.makeContext();
    return this.context;
  }

  private async makeContext(): Promise<string> {
    const { browser } = await runtime();
    const { browserContextId } = await browser.root.send('Target.createBrowserContext', { disposeOnDetach: true });
    const deny = (name: string): Promise<unknown> =>
      browser.root
        .send('Browser.setPermission', { permission: { name }, setting: 'denied', browserContextId })
        // A permission that this Chromium does not know cannot be granted either.
        .catch(() => {});
    await Promise.all(DENIED.map(deny));
    await browser.root.send('Browser.setDownloadBehavior', { behavior: 'deny', browserContextId, eventsEnabled: true });
    return browserContextId;
  }

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.askPermission = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.checkPermission = handler;
  }

  setDevicePermissionHandler(handler: unknown): void {
    this.recorded.set('devicePermission', handler);
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    this.recorded.set('displayMedia', handler);
  }

  setBluetoothPairingHandler(handler: unknown): void {
    this.recorded.set('bluetoothPairing', handler);
  }

  setUSBProtectedClassesHandler(handler: unknown): void {
    this.recorded.set('usbProtectedClasses', handler);
  }

  setCertificateVerifyProc(handler: unknown): void {
    this.recorded.set('certificateVerify', handler);
  }

  setSpellCheckerEnabled(): void {}

  async clearStorageData(): Promise<void> {}

  async clearCache(): Promise<void> {}

  async closeAllConnections(): Promise<void> {}

  isPersistent(): boolean {
    return false;
  }

  getStoragePath(): null {
    return null;
  }

  /** A page asks for camera or microphone: both handlers decide, as in Electron; Chromium is told the outcome. */
  async decideMedia(
    contents: object,
    pageUrl: string,
    origin: string,
    media: { video: boolean; audio: boolean },
  ): Promise<boolean> {
    const mediaTypes = [...(media.video ? ['video'] : []), ...(media.audio ? ['audio'] : [])];
    const common = { isMainFrame: true, requestingUrl: pageUrl, securityOrigin: `${origin}/` };
    const check = this.checkPermission;
    const checked = mediaTypes.every(
      (mediaType) => check === null || check(contents, 'media', origin, { ...common, mediaType }),
    );
    const ask = this.askPermission;
    const granted =
      checked &&
      (ask === null ||
        (await new Promise<boolean>((resolve) => ask(contents, 'media', resolve, { ...common, mediaTypes }))));
    const { browser } = await runtime();
    const browserContextId = await this.browserContextId();
    const setting: Protocol.Browser.PermissionSetting = granted ? 'granted' : 'denied';
    const names = [...(media.video ? ['camera'] : []), ...(media.audio ? ['microphone'] : [])];
    for (const name of names) {
      await browser.root.send('Browser.setPermission', {
        permission: { name },
        setting,
        origin: toPageUrl(origin),
        browserContextId,
      });
    }
    return granted;
  }

  /** Chromium refused a download already; main hears of it as in Electron. */
  downloadBegan(url: string, fileName: string, contents: object): void {
    const item = {
      getURL: () => url,
      getFilename: () => fileName,
      cancel() {},
      setSavePath() {},
      on() {},
      once() {},
      getState: () => 'cancelled',
    };
    this.emit('will-download', makeEvent(), item, contents);
  }
}

const sessions = new Map<string, Session>();

function fromPartition(partition: string): Session {
  if (partition.startsWith('persist:')) throw new Error('the stand-in for Electron keeps no session on disk');
  const known = sessions.get(partition);
  if (known) return known;
  const made = listed('session', new Session(partition));
  sessions.set(partition, made);
  return made;
}

/** The module `session` of Electron. */
export const session = listed('session', {
  fromPartition,
  get defaultSession(): Session {
    return fromPartition('');
  },
});
