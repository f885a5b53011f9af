import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { WindowKind } from '../../windows/window-kinds.ts';
import { responseHeaders } from '../content-policy.ts';
import { parsePageFiles } from '../page-files.ts';
import { createRecordingLogger } from '../testing/recording-logger.ts';
import { answerPageRequest, initScheme, privilegedSchemes } from './scheme.ts';

const page = new TextEncoder().encode('<!doctype html>');
const sha256 = createHash('sha256').update(page).digest('hex');
const files = parsePageFiles(
  JSON.stringify({
    wallet: { '/index.html': { path: 'a.html', sha256 }, '/worker.js': { path: 'w.js', sha256 } },
    signer: { '/index.html': { path: 's.html', sha256 } },
  }),
  '/out',
);

function parts(readFile: () => Promise<Uint8Array<ArrayBuffer>> = async () => page) {
  return { files, readFile, logger: createRecordingLogger() };
}

describe('the scheme handler', () => {
  it('E-10, E-11: serves a listed file with its type and every header', async () => {
    const response = await answerPageRequest(parts(), 'app', { method: 'GET', url: 'app://wallet/worker.js' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('<!doctype html>');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    for (const [name, value] of Object.entries(responseHeaders('app'))) expect(response.headers.get(name)).toBe(value);
  });

  it.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'get'])('E-10: refuses %s', async (method) => {
    const response = await answerPageRequest(parts(), 'app', { method, url: 'app://wallet/index.html' });
    expect(response.status).toBe(405);
    expect(response.headers.get('content-security-policy')).toBe(responseHeaders('app')['Content-Security-Policy']);
  });

  it('E-10: an unknown file is 404, without a body, with the headers', async () => {
    const response = await answerPageRequest(parts(), 'signer', { method: 'GET', url: 'app://signer/x.html' });
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toBe(responseHeaders('signer')['Content-Security-Policy']);
  });

  it('E-10: a file whose bytes changed since the build is not served', async () => {
    const changed = parts(async () => new TextEncoder().encode('<script>'));
    const response = await answerPageRequest(changed, 'app', { method: 'GET', url: 'app://wallet/index.html' });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
    expect(changed.logger.events).toEqual(['scheme.changed-file']);
  });

  it('a file that cannot be read is a refusal, not an exception', async () => {
    const missing = parts(() => Promise.reject(new Error('ENOENT: /home/somebody')));
    const response = await answerPageRequest(missing, 'app', { method: 'GET', url: 'app://wallet/index.html' });
    expect(response.status).toBe(500);
    expect(await response.text()).toBe('');
  });
});

it('E-09: registers the scheme with three privileges and handles it on the partition of each window', async () => {
  expect(privilegedSchemes).toEqual([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
  const registered: unknown[] = [];
  const handled = new Map<WindowKind, (request: Request) => Response | Promise<Response>>();
  const hooks = initScheme({
    ...parts(),
    protocol: { registerSchemesAsPrivileged: (schemes) => registered.push(schemes) },
    sessionOf: (kind) => ({
      protocol: {
        handle: (scheme, handler) => {
          expect(scheme).toBe('app');
          handled.set(kind, handler);
        },
      },
    }),
  });
  expect(registered).toEqual([privilegedSchemes]);
  await hooks.onReady?.();
  expect([...handled.keys()]).toEqual(['app', 'signer']);
  const foreign = await handled.get('signer')?.(new Request('app://wallet/index.html'));
  expect(foreign?.status).toBe(404);
});
