import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressCallbackUrl, ruleOnCallback } from './callback.ts';
import { judgeHost, type KnownHosts, nodeName, parseNodeName } from './host.ts';
import { parseIpHost } from './ip-address.ts';

const known: KnownHosts = {
  ownNodes: [
    { ip: '203.0.113.7', port: 16_127 },
    { ip: '192.168.1.20', port: 16_137 },
  ],
  isListedNode: ({ ip, port }) => ip === '198.51.100.9' && port === 16_147,
};
const judge = (url: string) => judgeHost(url, known);
const rule = (url: string, type: 'post' | 'get' | 'deeplink' = 'post') => {
  const host = judge(url);
  return host === null ? 'no host' : ruleOnCallback(host, type);
};

describe('T-11: who asks', () => {
  it.each([
    ['https://api.runonflux.io/id/verifylogin', 'flux-service', 443],
    ['https://runonflux.io/', 'flux-service', 443],
    ['https://203-0-113-7-16127.node.api.runonflux.io/id', 'node-name', 443],
    ['https://evil.app.runonflux.io/', 'flux-app', 443],
    ['https://evil_31000.app2.runonflux.io/', 'flux-app', 443],
    ['https://999-0-113-7-16127.node.api.runonflux.io/', 'other', 443],
    ['https://x.node.api.runonflux.io/', 'other', 443],
    ['https://api.runonflux.io.evil.example/', 'other', 443],
    ['https://evilrunonflux.io/', 'other', 443],
    ['https://runonflux.io.evil.io/', 'other', 443],
    ['https://api.runonflux.io./', 'other', 443],
    ['https://203.0.113.7:16128/', 'ip', 16_128],
    ['http://[2001:db8::7]:16127/', 'ip', 16_127],
    ['https://localhost:3000/', 'local-name', 3_000],
    ['https://router/', 'local-name', 443],
    ['https://box.local/', 'local-name', 443],
    ['https://wallet.internal/', 'local-name', 443],
  ])('%s is a %s', (url, kind, port) => {
    expect(judge(url)).toMatchObject({ kind, port, secure: url.startsWith('https') });
  });

  it('shows look-alikes in ASCII and says so', () => {
    expect(judge('https://\u0430pi.runonflux.io/id')).toMatchObject({
      hostname: 'xn--pi-6kc.runonflux.io',
      isPunycode: true,
      kind: 'flux-service',
    });
    expect(judge('https://api.runonflux.io/')).toMatchObject({ isPunycode: false });
  });

  it('finds nodes behind names and addresses; TLS is one port above', () => {
    expect(judge('https://203-0-113-7-16127.node.api.runonflux.io/')).toMatchObject({
      node: { ip: '203.0.113.7', port: 16_127 },
      isOwnNode: true,
    });
    expect(judge('https://203.0.113.7:16128/')).toMatchObject({ isOwnNode: true });
    expect(judge('http://203.0.113.7:16127/')).toMatchObject({ isOwnNode: true, secure: false });
    expect(judge('https://203.0.113.7:16127/')).toMatchObject({ isOwnNode: false });
    expect(judge('https://198.51.100.9:16148/')).toMatchObject({ isListedNode: true, isOwnNode: false });
    expect(judge('https://198-51-100-9-16147.node.api.runonflux.io/')).toMatchObject({ isListedNode: true });
  });

  it.each([
    '',
    'nonsense',
    'ftp://api.runonflux.io/',
    'https://user@api.runonflux.io/',
    'https://a:b@c.de/',
    'javascript:alert(1)',
  ])('judges no %j', (url) => expect(judge(url)).toBeNull());

  it('names of nodes go both ways', () => {
    const octet = fc.integer({ min: 0, max: 255 });
    fc.assert(
      fc.property(octet, octet, octet, octet, fc.integer({ min: 1, max: 65_535 }), (a, b, c, d, port) => {
        const node = { ip: `${a}.${b}.${c}.${d}`, port };
        expect(parseNodeName(nodeName(node))).toEqual(node);
      }),
    );
    for (const name of ['01-2-3-4-16127', '1-2-3-4-0', '1-2-3-4-65536', '1-2-3-16127', '1-2-3-256-16127']) {
      expect(parseNodeName(`${name}.node.api.runonflux.io`)).toBeNull();
    }
    expect(parseNodeName('1-2-3-4-16127.node.api.runonflux.io.evil.io')).toBeNull();
    expect(() => nodeName({ ip: '::1', port: 1 })).toThrow(RangeError);
  });
});

describe('addresses of the internet', () => {
  const rangeOf = (host: string) => parseIpHost(new URL(`http://${host}/`).hostname)?.range;

  it.each([
    ['8.8.8.8', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['2130706433', 'loopback'],
    ['0x7f.1', 'loopback'],
    ['0177.0.0.1', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.15.255.255', 'public'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['172.32.0.1', 'public'],
    ['192.168.0.1', 'private'],
    ['100.64.0.1', 'private'],
    ['100.63.255.255', 'public'],
    ['169.254.169.254', 'link-local'],
    ['0.0.0.0', 'reserved'],
    ['224.0.0.1', 'reserved'],
    ['255.255.255.255', 'reserved'],
    ['[::1]', 'loopback'],
    ['[::]', 'reserved'],
    ['[::ffff:127.0.0.1]', 'loopback'],
    ['[::ffff:8.8.8.8]', 'public'],
    ['[::7f00:1]', 'loopback'],
    ['[64:ff9b::10.0.0.1]', 'private'],
    ['[2002:c0a8:0101::1]', 'private'],
    ['[fe80::1]', 'link-local'],
    ['[fd12::1]', 'private'],
    ['[ff02::1]', 'reserved'],
    ['[2606:4700::1111]', 'public'],
  ])('%s is %s', (host, range) => {
    expect(rangeOf(host)).toBe(range);
  });

  it('names are no addresses', () => {
    for (const name of ['example.com', '1.2.3', '1.2.3.4.5', '[nonsense]', '']) expect(parseIpHost(name)).toBeNull();
  });
});

describe('T-12: where answers may go', () => {
  it.each<[string, string]>([
    ['http://api.runonflux.io/id/verifylogin', 'plain-http'],
    ['http://198.51.100.9:16147/id/verifylogin', 'plain-http'],
    ['https://127.0.0.1/x', 'local-address'],
    ['http://localhost:8080/x', 'local-address'],
    ['https://192.168.1.1/x', 'local-address'],
    ['https://192.168.1.20:9999/x', 'local-address'],
    ['https://[::ffff:10.0.0.1]/x', 'local-address'],
    ['https://169.254.169.254/latest/meta-data', 'local-address'],
    ['https://router.local/x', 'local-address'],
  ])('not to %s: %s', (url, reason) => {
    expect(rule(url)).toEqual({ verdict: 'refused', reason });
  });

  it.each<[string, readonly string[]]>([
    ['https://api.runonflux.io/id/verifylogin', []],
    ['https://203-0-113-7-16127.node.api.runonflux.io/id/verifylogin', []],
    ['https://203.0.113.7:16128/id/verifylogin', []],
    ['http://203.0.113.7:16127/id/verifylogin', ['plain-http']],
    ['http://192.168.1.20:16137/id/verifylogin', ['plain-http']],
    ['https://198-51-100-9-16147.node.api.runonflux.io/id/verifylogin', []],
    ['https://8-8-8-8-16127.node.api.runonflux.io/id/verifylogin', ['unlisted-node']],
    ['https://8.8.8.8/x', ['bare-ip', 'unlisted-node']],
    ['https://shop.example.com/paid', ['unknown-host']],
    ['https://evil.app.runonflux.io/x', ['flux-app']],
    ['https://xn--pi-6kc.runonflux.io/x', ['punycode']],
  ])('to %s with %o', (url, warnings) => {
    expect(rule(url)).toEqual({ verdict: 'allowed', warnings });
  });

  it('deep links only over https, also to the own node', () => {
    expect(rule('http://203.0.113.7:16127/x', 'deeplink')).toEqual({
      verdict: 'refused',
      reason: 'deeplink-needs-https',
    });
    expect(rule('https://api.runonflux.io/x', 'deeplink')).toMatchObject({ verdict: 'allowed' });
  });

  it('an address behind a callback never leaves the host', () => {
    expect(addressCallbackUrl('https://a.example/r?address=', 't1abc')).toBe('https://a.example/r?address=t1abc');
    expect(addressCallbackUrl('https://a.example', 't1abc')).toBeNull();
    expect(addressCallbackUrl('https://a.example:8', '443')).toBeNull();
    for (const login of ['me@', 'me:pass@']) {
      expect(addressCallbackUrl(`https://${login}a.example/r?address=`, 't1abc')).toBeNull();
    }
    expect(addressCallbackUrl('https://a.example/x', '@b.example/')).toBe('https://a.example/x%40b.example%2F');
  });
});
