import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import {
  type AddressInfo,
  createServer as createSocketServer,
  type Socket,
  type Server as SocketServer,
} from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { HttpReply, HttpRequest } from '../../../wallet-core/ports/index.ts';
import { createHttpClient, type HttpClientOptions } from './http.ts';

const selfSigned = readFileSync(new URL('./fixtures/self-signed.pem', import.meta.url));

async function listen(server: Server | SocketServer): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const serve = async (handler: RequestListener) => `http://127.0.0.1:${await listen(createServer(handler))}`;
const serveBytes = async (handler: (socket: Socket) => void) =>
  `http://127.0.0.1:${await listen(createSocketServer(handler))}`;

type Wanted = Partial<Omit<HttpRequest, 'url'>> & {
  readonly options?: Partial<HttpClientOptions>;
  readonly allow?: string;
};

/** One request with a client of its own; the origin of the address is allowed unless `allow` says another. */
function ask(url: string, wanted: Wanted = {}): Promise<HttpReply> {
  const { options = {}, allow, ...request } = wanted;
  const client = createHttpClient({ loopbackOnly: false, ...options });
  onTestFinished(() => client.close());
  const origins = new Set([allow ?? (URL.canParse(url) ? new URL(url).origin : '')]);
  return client.reaching(() => origins).request({ url, method: 'GET', maxBytes: 10_000, timeoutMs: 5_000, ...request });
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (thrown) {
    return isWalletError(thrown) ? thrown.code : `not coded: ${String(thrown)}`;
  }
  return 'no error';
}

describe('replies', () => {
  test('status, type and text arrive; a POST carries its body', async () => {
    const url = await serve((request, reply) => {
      let body = '';
      request.on('data', (piece: Buffer) => {
        body += piece.toString();
      });
      request.on('end', () =>
        reply
          .writeHead(400, { 'content-type': 'text/plain', date: 'Tue, 01 Sep 2026 00:00:00 GMT' })
          .end(`${request.method} ${body}`),
      );
    });
    const reply = await ask(`${url}/tx/send`, {
      method: 'POST',
      body: 'rawtx=é',
      headers: { 'Content-Type': 'text/plain' },
    });
    expect(reply).toEqual({
      status: 400,
      contentType: 'text/plain',
      text: 'POST rawtx=é',
      dateMs: Date.UTC(2026, 8, 1),
    });
  });

  test('HTML is a reply like any other: the reader judges it', async () => {
    const url = await serve((_, reply) => reply.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    expect((await ask(url)).text).toBe('<html>');
  });

  test('nothing tells servers apart who asks: no cookies, one name for all', async () => {
    const seen: IncomingMessage['headers'][] = [];
    const url = await serve((request, reply) => {
      seen.push(request.headers);
      reply.writeHead(200, { 'set-cookie': 'id=1' }).end('{}');
    });
    const client = createHttpClient({ loopbackOnly: false });
    onTestFinished(() => client.close());
    const http = client.reaching(() => new Set([url]));
    for (let i = 0; i < 2; i++) await http.request({ url, method: 'GET', maxBytes: 100, timeoutMs: 5_000 });
    expect(Object.keys(seen[1] ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(seen[1]?.['user-agent']).toBe('Parallax');
  });

  test('callers cannot set other headers', async () => {
    const url = await serve((_, reply) => reply.end());
    await expect(ask(url, { headers: { cookie: 'a=b' } })).rejects.toThrow(TypeError);
  });

  test('a connection is used again, and one the server has closed is replaced without an error', async () => {
    let connections = 0;
    let requests = 0;
    const port = await listen(
      createSocketServer((socket) => {
        connections++;
        socket.on('data', () => {
          requests++;
          if (requests === 3) socket.destroy();
          else socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        });
      }),
    );
    const client = createHttpClient({ loopbackOnly: false });
    onTestFinished(() => client.close());
    const url = `http://127.0.0.1:${port}`;
    const http = client.reaching(() => new Set([url]));
    for (let i = 0; i < 3; i++) await http.request({ url, method: 'GET', maxBytes: 100, timeoutMs: 5_000 });
    expect(connections).toBe(2);
    expect(requests).toBe(4);
  });

  test('T-10: a POST whose connection breaks is not sent again', async () => {
    let requests = 0;
    const url = await serveBytes((socket) => {
      socket.on('data', () => {
        requests++;
        if (requests === 1) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
        else socket.destroy();
      });
    });
    const client = createHttpClient({ loopbackOnly: false });
    onTestFinished(() => client.close());
    const http = client.reaching(() => new Set([url]));
    await http.request({ url, method: 'GET', maxBytes: 100, timeoutMs: 5_000 });
    expect(await codeOf(http.request({ url, method: 'POST', body: 'x', maxBytes: 100, timeoutMs: 5_000 }))).toBe(
      'network.offline',
    );
    expect(requests).toBe(2);
  });
});

describe('limits', () => {
  test('an endless body stops at the limit', async () => {
    let sent = 0;
    const url = await serve((_, reply: ServerResponse) => {
      const piece = Buffer.alloc(1_000, 'x');
      const more = () => {
        while (!reply.destroyed && reply.write(piece)) sent += piece.length;
        reply.once('drain', more);
      };
      more();
    });
    expect(await codeOf(ask(url, { maxBytes: 50_000 }))).toBe('network.too-large');
    expect(sent).toBeLessThan(20_000_000);
  });

  test('an announced size above the limit is refused unread, one just at it is read', async () => {
    const url = await serve((_, reply) => reply.end('x'.repeat(100)));
    expect(await codeOf(ask(url, { maxBytes: 99 }))).toBe('network.too-large');
    expect((await ask(url, { maxBytes: 100 })).text).toHaveLength(100);
  });

  test('a small packed reply may not unpack into a large one', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000)));
    });
    expect(await codeOf(ask(url, { maxBytes: 50_000 }))).toBe('network.too-large');
    const small = await serve((_, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"a":1}'));
    });
    expect((await ask(small)).text).toBe('{"a":1}');
  });

  test('slow-loris: a reply that drips is cut off by the total time', async () => {
    const url = await serveBytes((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write('x'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await codeOf(ask(url, { timeoutMs: 200 }))).toBe('network.timeout');
  });

  test('headers that never end are cut off by the total time', async () => {
    const url = await serveBytes((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const drip = setInterval(() => socket.write('a: b\r\n'), 20);
      socket.on('close', () => clearInterval(drip));
    });
    expect(await codeOf(ask(url, { timeoutMs: 200 }))).toBe('network.timeout');
  });

  test('huge headers are refused', async () => {
    const url = await serveBytes((socket) => socket.write(`HTTP/1.1 200 OK\r\na: ${'x'.repeat(30_000)}\r\n\r\n`));
    expect(await codeOf(ask(url))).toBe('server.bad-reply');
  });

  test('a server that says nothing runs into the time limit', async () => {
    const url = await serveBytes(() => undefined);
    expect(await codeOf(ask(url, { timeoutMs: 150 }))).toBe('network.timeout');
  });

  test('the caller can give up, and its reason comes out', async () => {
    const url = await serveBytes(() => undefined);
    const giveUp = new AbortController();
    const pending = codeOf(ask(url, { signal: giveUp.signal }));
    giveUp.abort(new WalletError('session.locked'));
    expect(await pending).toBe('session.locked');
    expect(await codeOf(ask(url, { signal: AbortSignal.abort() }))).toBe('network.offline');
  });
});

describe('broken replies', () => {
  test.each([
    ['announces more than it sends', 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"a":', 'network.offline'],
    ['is no HTTP', 'SSH-2.0-OpenSSH_9.2\r\n', 'server.bad-reply'],
    ['says two lengths', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}x', 'server.bad-reply'],
    [
      'has a foreign encoding',
      'HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 2\r\n\r\n{}',
      'server.bad-reply',
    ],
    [
      'is packed and broken',
      'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}',
      'server.bad-reply',
    ],
    ['sends more than it announces', 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}{"more":1}', 'server.bad-reply'],
    ['is cut in a chunk', 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{}', 'network.offline'],
  ])('one that %s', async (_, bytes, code) => {
    const url = await serveBytes((socket) => socket.end(bytes));
    expect(await codeOf(ask(url))).toBe(code);
  });

  test('one that is not UTF-8', async () => {
    const url = await serve((_, reply) => reply.end(Buffer.from([0x22, 0xff, 0x22])));
    expect(await codeOf(ask(url))).toBe('server.bad-reply');
  });

  test('a packed one whose connection breaks', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 5_000 }, (_, i) => (i * 7919) % 251)));
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-encoding': 'gzip', 'content-length': packed.length });
      reply.write(packed.subarray(0, 200), () => reply.destroy());
    });
    expect(await codeOf(ask(url))).toBe('network.offline');
  });

  test('a reset connection and a closed port', async () => {
    const url = await serveBytes((socket) => socket.resetAndDestroy());
    expect(await codeOf(ask(url))).toBe('network.offline');
    const server = createSocketServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await codeOf(ask(`http://127.0.0.1:${port}`))).toBe('network.offline');
  });
});

describe('where it goes', () => {
  test.each([301, 302, 303, 307, 308, 300, 304])('a redirect (%i) is refused and not followed', async (status) => {
    let asked = 0;
    const url = await serve((_, reply) => {
      asked++;
      reply.writeHead(status, { location: '/elsewhere' }).end();
    });
    expect(await codeOf(ask(url))).toBe('network.redirected');
    expect(asked).toBe(1);
  });

  test.each([
    ['another port', 'http://127.0.0.1:2/', 'http://127.0.0.1:1'],
    ['another scheme', 'https://wallet.invalid/', 'http://wallet.invalid'],
    ['a longer name', 'https://evil-wallet.invalid/', 'https://wallet.invalid'],
    ['a sub-domain', 'https://a.wallet.invalid/', 'https://wallet.invalid'],
    ['a user name that looks like a host', 'https://wallet.invalid@evil.invalid/', 'https://wallet.invalid'],
    ['credentials', 'https://a:b@wallet.invalid/', 'https://wallet.invalid'],
    ['plain http beyond this machine', 'http://wallet.invalid/', 'http://wallet.invalid'],
    ['a file', 'file:///etc/hosts', 'null'],
    ['no address at all', 'wallet', ''],
  ])('%s is refused', async (_, url, allow) => {
    expect(await codeOf(ask(url, { allow }))).toBe('network.refused-host');
  });

  test('the list is read at each request', async () => {
    const url = await serve((_, reply) => reply.end('{}'));
    let origins = new Set<string>();
    const client = createHttpClient({ loopbackOnly: false });
    onTestFinished(() => client.close());
    const http = client.reaching(() => origins);
    const request = { url, method: 'GET', maxBytes: 100, timeoutMs: 5_000 } as const;
    expect(await codeOf(http.request(request))).toBe('network.refused-host');
    origins = new Set([url]);
    expect((await http.request(request)).text).toBe('{}');
  });

  test('the local world reaches this machine only, by its three names', async () => {
    const options = { loopbackOnly: true };
    expect(await codeOf(ask('https://wallet.invalid/', { options }))).toBe('network.refused-host');
    expect(await codeOf(ask('https://127.0.0.1.wallet.invalid/', { options }))).toBe('network.refused-host');
    const url = await serve((_, reply) => reply.end('{}'));
    expect((await ask(url, { options })).text).toBe('{}');
    expect((await ask(url.replace('127.0.0.1', 'localhost'), { options })).text).toBe('{}');
  });

  test('E-17: a certificate nobody vouches for is refused, also when the environment asks otherwise', async () => {
    const server = createTlsServer({ key: selfSigned, cert: selfSigned }, (_, reply) => reply.end('{}'));
    const port = await listen(server);
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    onTestFinished(() => {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before;
    });
    expect(await codeOf(ask(`https://127.0.0.1:${port}`))).toBe('network.bad-certificate');
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    expect(await codeOf(ask(`https://127.0.0.1:${port}`))).toBe('network.bad-certificate');
  });

  test('a plain server behind an https address is refused', async () => {
    const url = await serve((_, reply) => reply.end('{}'));
    expect(await codeOf(ask(url.replace('http:', 'https:')))).toBe('network.bad-certificate');
  });
});
