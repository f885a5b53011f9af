import { describe, expect, it } from 'vitest';
import { createWindowRegistry } from '../../windows/window-registry.ts';
import { createManualClock } from '../testing/manual-clock.ts';
import { allowPermission, createCameraGate, initPermissions, type PermissionQuestion } from './permissions.ts';

const windows = createWindowRegistry();
windows.add(1, 'app');
windows.add(2, 'signer');
const camera: PermissionQuestion = {
  contentsId: 1,
  permission: 'media',
  mediaTypes: ['video'],
  origin: 'app://wallet/',
  isMainFrame: true,
};

function openGate() {
  const gate = createCameraGate(createManualClock());
  gate.begin();
  return gate;
}

describe('E-13: permissions', () => {
  it('the camera, for the app window, while a scan is on', () => {
    expect(allowPermission(camera, openGate(), windows)).toBe(true);
  });

  it.each<[string, Partial<PermissionQuestion>]>([
    ['microphone', { mediaTypes: ['audio'] }],
    ['camera with microphone', { mediaTypes: ['video', 'audio'] }],
    ['nothing in particular', { mediaTypes: [] }],
    ['the signer', { contentsId: 2, origin: 'app://signer/' }],
    ['the signer at the other origin', { contentsId: 2 }],
    ['the app window at the other origin', { origin: 'app://signer/' }],
    ['a foreign origin', { origin: 'https://wallet.evil/' }],
    ['an unknown origin', { origin: undefined }],
    ['an unknown window', { contentsId: 9 }],
    ['no window', { contentsId: undefined }],
    ['a sub-frame', { isMainFrame: false }],
  ])('refuses %s', (_what, change) => {
    expect(allowPermission({ ...camera, ...change }, openGate(), windows)).toBe(false);
  });

  it.each([
    'clipboard-read',
    'clipboard-sanitized-write',
    'deprecated-sync-clipboard-read',
    'display-capture',
    'fileSystem',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'local-fonts',
    'local-network-access',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'pointerLock',
    'serial',
    'speaker-selection',
    'storage-access',
    'usb',
    'window-management',
    'unknown',
    'something-of-next-year',
  ])('refuses %s even while a scan is on', (permission) => {
    expect(allowPermission({ ...camera, permission }, openGate(), windows)).toBe(false);
  });

  it('the gate closes by itself after two minutes, and at once when the scan ends', () => {
    const clock = createManualClock();
    const gate = createCameraGate(clock);
    expect(gate.isOpen()).toBe(false);
    gate.begin();
    clock.jump(119_999);
    expect(allowPermission(camera, gate, windows)).toBe(true);
    clock.jump(1);
    expect(allowPermission(camera, gate, windows)).toBe(false);
    gate.begin();
    gate.end();
    expect(allowPermission(camera, gate, windows)).toBe(false);
  });

  it('sets every handler on every session', () => {
    type PermissionSession = ReturnType<Parameters<typeof initPermissions>[0]['sessions']>[number];
    const set = new Map<string, unknown[]>();
    const keep = (name: string) => (handler: unknown) => void set.set(name, [...(set.get(name) ?? []), handler]);
    const session = {
      setPermissionRequestHandler: keep('request'),
      setPermissionCheckHandler: keep('check'),
      setDevicePermissionHandler: keep('device'),
      setDisplayMediaRequestHandler: keep('display'),
      setBluetoothPairingHandler: keep('bluetooth'),
    } as PermissionSession;
    const gate = openGate();
    initPermissions({ sessions: () => [session, session, session], gate, windows }).onReady?.();
    expect([...set.values()].map((handlers) => handlers.length)).toEqual([3, 3, 3, 3, 3]);
    const first = <T>(name: string): T => set.get(name)?.[0] as T;

    const ask = first<(c: unknown, p: string, done: (ok: boolean) => void, d: unknown) => void>('request');
    const answers: boolean[] = [];
    const details = { mediaTypes: ['video'], securityOrigin: 'app://wallet/', isMainFrame: true };
    ask({ id: 1 }, 'media', (ok) => answers.push(ok), details);
    ask({ id: 1 }, 'media', (ok) => answers.push(ok), { isMainFrame: true });
    ask({ id: 1 }, 'openExternal', (ok) => answers.push(ok), { externalURL: 'https://a', isMainFrame: true });
    expect(answers).toEqual([true, false, false]);

    const check = first<(c: unknown, p: string, o: string, d: unknown) => boolean>('check');
    expect(check({ id: 1 }, 'media', 'app://wallet/', { mediaType: 'video', isMainFrame: true })).toBe(true);
    expect(check({ id: 1 }, 'media', 'app://wallet/', { mediaType: 'unknown', isMainFrame: true })).toBe(false);
    expect(check(null, 'media', 'app://wallet/', { mediaType: 'video', isMainFrame: true })).toBe(false);

    expect(first<() => boolean>('device')()).toBe(false);
    const streams: unknown[] = [];
    first<(r: unknown, done: (s: unknown) => void) => void>('display')({}, (s) => streams.push(s));
    expect(streams).toEqual([null]);
    first<(d: unknown, done: (r: unknown) => void) => void>('bluetooth')({}, (r) => streams.push(r));
    expect(streams[1]).toEqual({ confirmed: false });
  });
});
