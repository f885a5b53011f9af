import { describe, expect, it } from 'vitest';
import { connectServer, defaultFluxServers, type FluxServerEntry, parseServerUrl } from './servers.ts';

const insight = (url: string): FluxServerEntry => ({ kind: 'insight', url });

describe('the list of FLUX servers', () => {
  it('holds distinct https servers of both kinds, so that a fault of one software does not take all', () => {
    const urls = defaultFluxServers.map(parseServerUrl);
    expect(new Set(urls).size).toBe(urls.length);
    expect(urls.every((url) => url.startsWith('https://'))).toBe(true);
    expect(defaultFluxServers.slice(0, 2).map((entry) => entry.kind)).toEqual(['insight', 'blockbook']);
  });

  it.each([
    [insight('https://a.example'), 'https://a.example/api'],
    [insight('https://a.example/'), 'https://a.example/api'],
    [insight('https://A.example:443/api/'), 'https://a.example/api'],
    [insight('http://127.0.0.1:3001/flux/api'), 'http://127.0.0.1:3001/flux/api'],
    [{ kind: 'blockbook', url: 'https://a.example' } as const, 'https://a.example/api/v2'],
    [{ kind: 'blockbook', url: 'https://a.example/api/v2/' } as const, 'https://a.example/api/v2'],
  ])('takes %j as %s', (entry, baseUrl) => {
    expect(parseServerUrl(entry)).toBe(baseUrl);
  });

  it.each([
    '',
    'a.example',
    'ftp://a.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://user@a.example',
    'https://u:p@a.example',
    'https://a.example/?key=1',
    'https://a.example/#x',
    `https://a.example/${'a'.repeat(300)}`,
  ])('refuses %j', (url) => {
    expect(() => parseServerUrl(insight(url))).toThrow('input.bad');
  });

  it('shows host and port', () => {
    const http = {
      request: () => {
        throw new Error('not to be asked');
      },
    };
    expect(connectServer(http, insight('http://127.0.0.1:3001')).host).toBe('127.0.0.1:3001');
  });
});
