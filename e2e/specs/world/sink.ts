import { createSocket } from 'node:dgram';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

export interface Sink {
  readonly url: string;
  /** Everybody who came, by the first line they said; also those who only connected. */
  readonly visits: readonly string[];
  close(): Promise<void>;
}

const ANSWER = [
  'HTTP/1.1 200 OK',
  'Access-Control-Allow-Origin: *',
  'Content-Type: text/javascript',
  'Content-Length: 0',
  'Connection: close',
  '',
  '',
].join('\r\n');

/** A server of a stranger on this computer, by TCP and UDP on one port: answers anybody, and remembers. */
export async function openSink(): Promise<Sink> {
  const visits: string[] = [];
  const server = createServer((socket) => {
    const at = visits.push('connected') - 1;
    socket.on('data', (data) => {
      visits[at] = data.toString('latin1').split('\r\n')[0] ?? '';
      socket.end(ANSWER);
    });
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const datagrams = createSocket('udp4');
  datagrams.on('message', () => visits.push('datagram'));
  await new Promise<void>((resolve) => datagrams.bind(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${port}`,
    visits,
    close: async () => {
      datagrams.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
