/** The modules that only ever say no: navigation, requests, downloads, certificates. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePageFiles } from '../page-files.ts';
import { initCertificate } from './certificate.ts';
import { initDownloads } from './downloads.ts';
import { guardContents, initNavigation, refusedContentsEvents } from './navigation.ts';
import { allowRequest, initRequestFilter } from './request-filter.ts';

type Listener = (...args: never[]) => void;

function emitter() {
  const listeners = new Map<string, Listener>();
  return {
    listeners,
    on: (name: string, listener: Listener) => void listeners.set(name, listener),
    emit(name: string, ...args: unknown[]): boolean {
      let prevented = false;
      const event = { preventDefault: () => (prevented = true) };
      (listeners.get(name) as ((...all: unknown[]) => void) | undefined)?.(event, ...args);
      return prevented;
    },
  };
}

function contents() {
  const events = emitter();
  const said: { open?: unknown; webrtc?: unknown } = {};
  return {
    ...events,
    said,
    setWindowOpenHandler: (handler: (details: never) => unknown) => (said.open = handler),
    setWebRTCIPHandlingPolicy: (policy: unknown) => (said.webrtc = policy),
  };
}

describe('E-14: navigation', () => {
  it('prevents every way to leave, to embed and to open', () => {
    const guarded = contents();
    guardContents(guarded as never);
    for (const name of [
      'will-navigate',
      'will-frame-navigate',
      'will-redirect',
      'will-attach-webview',
      'will-prevent-unload',
    ]) {
      expect(guarded.emit(name, { url: 'app://wallet/index.html' }), name).toBe(true);
    }
    expect(refusedContentsEvents).toHaveLength(5);
    expect((guarded.said.open as (d: unknown) => unknown)({ url: 'app://wallet/index.html' })).toEqual({
      action: 'deny',
    });
    expect(guarded.said.webrtc).toBe('disable_non_proxied_udp');
  });

  it('guards contents that come into being, whoever makes them', () => {
    const app = emitter();
    initNavigation({ app: app as never });
    const guarded = contents();
    app.emit('web-contents-created', guarded);
    expect(guarded.listeners.size).toBe(5);
  });
});

const sha256 = '00'.repeat(32);
const files = parsePageFiles(
  JSON.stringify({
    wallet: { '/index.html': { path: 'a.html', sha256 } },
    signer: { '/index.html': { path: 's.html', sha256 }, '/assets/w.js': { path: 'w.js', sha256 } },
  }),
  '/out',
);

describe('E-15, E-23: the request filter', () => {
  it.each(['app://wallet/index.html', 'app://wallet/anything.js'])('the app partition may ask for %s', (url) => {
    expect(allowRequest('app', url, files)).toBe(true);
  });

  it.each(['app://signer/index.html', 'app://signer/assets/w.js'])('the signer partition may ask for %s', (url) => {
    expect(allowRequest('signer', url, files)).toBe(true);
  });

  it.each([
    'app://signer/other.js',
    'app://signer/',
    'app://signer/assets/w.js?x=1',
    'app://signer/assets/%2e%2e/index.html',
    'app://wallet/index.html',
    'blob:app://signer/0',
    'data:text/javascript,1',
    'https://signer/index.html',
  ])('the signer partition is refused %s', (url) => {
    expect(allowRequest('signer', url, files)).toBe(false);
  });

  it.each([
    'app://signer/index.html',
    'app://wallet.evil/',
    'app://evilwallet/',
    'app://wallet:1/',
    'app://a@wallet/',
    'https://wallet/',
    'https://explorer.runonflux.io/',
    'http://127.0.0.1/',
    'http://localhost:3000/',
    'ws://wallet/',
    'wss://wallet/',
    'file:///etc/passwd',
    'ftp://wallet/',
    'blob:app://wallet/0',
    'data:text/html,x',
    'about:blank',
    'chrome://version',
    'devtools://devtools/x',
    'app:wallet',
    '',
    'not a url',
  ])('the app partition is refused %s', (url) => {
    expect(allowRequest('app', url, files)).toBe(false);
  });

  it('E-15: no suffix, prefix or look-alike of a host gets through', () => {
    const label = fc.stringMatching(/^[a-z0-9.-]{1,12}$/);
    fc.assert(
      fc.property(label, label, (before, after) => {
        for (const host of [`${before}wallet`, `wallet${after}`, `${before}wallet${after}`]) {
          expect(allowRequest('app', `app://${host}/index.html`, files)).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('answers on both partitions, and cancels everything on the default session', () => {
    const answers: [string, boolean][] = [];
    const asked = (name: string, url: string) => ({
      webRequest: {
        onBeforeRequest: (listener: unknown) => {
          const ask = listener as (d: { url: string }, done: (r: { cancel: boolean }) => void) => void;
          ask({ url }, ({ cancel }) => answers.push([name, cancel]));
        },
      },
    });
    initRequestFilter({
      sessionOf: (kind) => asked(kind, 'app://wallet/index.html') as never,
      defaultSession: () => asked('default', 'app://wallet/index.html') as never,
      files,
    }).onReady?.();
    expect(answers).toEqual([
      ['app', false],
      ['signer', true],
      ['default', true],
    ]);
  });
});

it('E-16: downloads are refused on every session', () => {
  const sessions = [emitter(), emitter()];
  initDownloads({ sessions: () => sessions as never }).onReady?.();
  for (const session of sessions) expect(session.emit('will-download', {}, {})).toBe(true);
});

it('E-17: no certificate error is overridden, no client certificate and no proxy password given', () => {
  const app = emitter();
  initCertificate({ app: app as never });
  const said: unknown[][] = [];
  const callback = (...args: unknown[]) => said.push(args);
  expect(app.emit('certificate-error', {}, 'https://a', 'ERR', {}, callback, true)).toBe(true);
  expect(app.emit('select-client-certificate', {}, 'https://a', [{}], callback)).toBe(true);
  expect(app.emit('login', {}, {}, {}, callback)).toBe(true);
  expect(said).toEqual([[false], [], []]);
});
