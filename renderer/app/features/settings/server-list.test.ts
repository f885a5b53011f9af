import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hostOf, moveServer, parseServer } from './server-list.ts';

describe('parseServer', () => {
  it.each([
    ['https://api.example.org/', 'https://api.example.org'],
    ['  https://API.example.org:8443/insight/ ', 'https://api.example.org:8443/insight'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://localhost:4000/', 'http://localhost:4000'],
  ])('takes %s as %s', (text, url) => {
    expect(parseServer('insight', text, [])).toEqual({ ok: true, value: { kind: 'insight', url } });
  });

  it.each([
    'http://api.example.org',
    'api.example.org',
    'https://me:secret@api.example.org',
    'https://me@api.example.org',
    'https://api.example.org/?key=1',
    'https://api.example.org/#a',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'http://localhost.evil.example',
    '',
  ])('refuses %s', (text) => {
    expect(parseServer('insight', text, [])).toEqual({ ok: false, reason: 'not-https' });
  });

  it('refuses one that is in the list already', () => {
    const known = [{ kind: 'insight', url: 'https://api.example.org/' }] as const;
    expect(parseServer('blockbook', 'https://API.example.org', known)).toEqual({ ok: false, reason: 'known' });
  });

  it('keeps a key of a history service, and refuses one that no service gives out', () => {
    const take = (key: string) => parseServer('etherscan', 'https://history.example.org/api', [], key);
    expect(take(' K3Y_-9 ')).toMatchObject({ ok: true, value: { apiKey: 'K3Y_-9' } });
    expect(take('')).toEqual({ ok: true, value: { kind: 'etherscan', url: 'https://history.example.org/api' } });
    expect(take('a key&x=1')).toEqual({ ok: false, reason: 'bad-key' });
  });

  it('never hangs or throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseServer('insight', text, []).ok === 'boolean'),
    );
  });
});

describe('moveServer', () => {
  it('keeps every server, whatever is moved where', () => {
    const list = fc.array(
      fc.webUrl().map((url) => ({ kind: 'insight' as const, url })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(list, fc.integer({ min: -2, max: 9 }), fc.integer({ min: -2, max: 9 }), (servers, from, to) => {
        const moved = moveServer(servers, from, to);
        expect(moved.map((one) => one.url).toSorted()).toEqual(servers.map((one) => one.url).toSorted());
      }),
    );
  });
});

describe('hostOf', () => {
  it('is the host with its port', () => {
    expect(hostOf({ kind: 'insight', url: 'https://api.example.org:8443/x' })).toBe('api.example.org:8443');
    expect(hostOf({ kind: 'insight', url: 'broken' })).toBe('broken');
  });
});
