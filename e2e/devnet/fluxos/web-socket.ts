/**
 * The pushes of FluxOS (`/ws/id/<phrase>`, `/ws/sign/<address and time>`): asked for twice a second, sent as the text of a
 * query string, closed with a code of its own. RFC 6455, server side, text and close frames only.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { sessionJson } from './call.ts';
import type { FluxOsNode } from './node.ts';

const guid = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'; // RFC 6455, 1.3
const pollMs = 100;

const frame = (opcode: number, payload: Buffer): Buffer => {
  const length =
    payload.length < 126 ? Buffer.of(payload.length) : Buffer.of(126, payload.length >> 8, payload.length & 0xff);
  return Buffer.concat([Buffer.of(0x80 | opcode), length, payload]);
};

const closeFrame = (code: number): Buffer => frame(0x8, Buffer.of(code >> 8, code & 0xff));

/** `qs.stringify` of the envelope, one level deep. */
export const queryText = (status: string, data: Readonly<Record<string, unknown>>): string =>
  [
    `status=${status}`,
    ...Object.entries(data).map(([name, value]) => `data%5B${name}%5D=${encodeURIComponent(String(value))}`),
  ].join('&');

type Push = { readonly text: string; readonly code: number } | null;

const loginPush = (node: FluxOsNode, phrase: string): Push => {
  const session = node.sessions.sessionBy(phrase);
  if (session !== undefined) {
    const privilage = node.sessions.privilegeOf(session.zelid);
    const data = {
      message: 'Successfully logged in',
      signature: session.signature,
      privilage,
      ...sessionJson(session),
    };
    return { text: queryText('success', data), code: 4012 };
  }
  if (node.sessions.isActive(phrase)) return null;
  const message = 'Signed message is no longer valid. Please request a new one.';
  return { text: queryText('error', { name: 'Error', message }), code: 1000 };
};

const signPush = (node: FluxOsNode, identifier: string): Push => {
  const signature = node.sessions.provided(identifier);
  return signature === undefined ? null : { text: queryText('success', { signature, identifier }), code: 4015 };
};

export class FluxOsSockets {
  readonly #node: FluxOsNode;
  readonly #open = new Set<Duplex>();

  constructor(node: FluxOsNode) {
    this.#node = node;
  }

  readonly upgrade = (request: IncomingMessage, socket: Duplex): void => {
    const [, kind, argument = ''] = /^\/ws\/(id|zelid|sign)\/(.{1,200})$/.exec(request.url ?? '') ?? [];
    const key = request.headers['sec-websocket-key'];
    if (kind === undefined || key === undefined) {
      socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
      return;
    }
    const accepted = createHash('sha1').update(`${key}${guid}`).digest('base64');
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accepted}\r\n\r\n`,
    );
    this.#follow(socket, () => (kind === 'sign' ? signPush : loginPush)(this.#node, decodeURIComponent(argument)));
  };

  #follow(socket: Duplex, push: () => Push): void {
    this.#open.add(socket);
    const timer = setInterval(() => {
      const message = push();
      if (message === null) return;
      clearInterval(timer);
      socket.write(frame(0x1, Buffer.from(message.text)));
      socket.end(closeFrame(message.code));
    }, pollMs);
    const end = (): void => {
      clearInterval(timer);
      this.#open.delete(socket);
    };
    socket.on('error', end);
    socket.on('close', end);
    socket.on('end', () => socket.end());
    socket.resume();
  }

  close(): void {
    for (const socket of this.#open) socket.destroy();
  }
}
