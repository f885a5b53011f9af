import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import { createNodeHttp } from './node-http.ts';

const pem = readFileSync(join(import.meta.dirname, 'fixtures', 'self-signed.pem'), 'utf8');
const certificate = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))).fingerprint256
  .replaceAll(':', '')
  .toLowerCase();

async function serve(): Promise<{ readonly port: number; readonly seen: string[] }> {
  const seen: string[] = [];
  const server = https.createServer({ key: pem, cert: pem }, (request, reply) => {
    seen.push(`${request.method} ${request.url} ${request.headers.zelidauth ?? ''}`);
    if (request.url === '/away') reply.writeHead(302, { location: 'https://elsewhere.example' }).end();
    else reply.end('{"status":"success","data":"ok"}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, seen };
}

const ask = { method: 'GET', maxBytes: 1_000, timeoutMs: 5_000 } as const;
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => 'no error',
    (thrown: unknown) => (isWalletError(thrown) ? thrown.code : String(thrown)),
  );

describe('the way to one’s own node', () => {
  test('a pinned certificate is spoken to; another one hears nothing, not even a header', async () => {
    const { port, seen } = await serve();
    const http = createNodeHttp({ loopbackOnly: true });
    const place = { host: '127.0.0.1', port };
    expect(await http.certificate(place)).toBe(certificate);
    const url = `https://127.0.0.1:${port}/flux/restart`;
    const headers = { zelidauth: 'secret' };
    const reply = await http.to(place, { kind: 'pinned', sha256: certificate }).request({ ...ask, url, headers });
    expect(reply).toMatchObject({ status: 200, text: '{"status":"success","data":"ok"}' });
    const other = http.to(place, { kind: 'pinned', sha256: '00'.repeat(32) });
    expect(await codeOf(other.request({ ...ask, url, headers }))).toBe('node.certificate-changed');
    expect(seen).toEqual(['GET /flux/restart secret']);
  });

  test('no redirects, no other headers, nothing beyond this machine in the local world', async () => {
    const { port } = await serve();
    const http = createNodeHttp({ loopbackOnly: true });
    const way = http.to({ host: '127.0.0.1', port }, { kind: 'tls' });
    expect(await codeOf(way.request({ ...ask, url: 'https://x.invalid/away' }))).toBe('network.redirected');
    const cookie = way.request({ ...ask, url: 'https://x.invalid/', headers: { cookie: 'a' } });
    await expect(cookie).rejects.toThrow();
    const far = http.to({ host: '192.0.2.1', port }, { kind: 'plain' });
    expect(await codeOf(far.request({ ...ask, url: 'http://192.0.2.1/' }))).toBe('network.refused-host');
    const odd = createNodeHttp({ loopbackOnly: false }).to({ host: 'a/b', port }, { kind: 'plain' });
    expect(await codeOf(odd.request({ ...ask, url: 'http://a/' }))).toBe('network.refused-host');
  });
});
