import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { concatBytes, parseUtf8 } from '../../../wallet-core/primitives/index.ts';

function decoded(reply: IncomingMessage): Readable {
  const encoding = reply.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return reply;
  if (encoding !== 'gzip') throw new WalletError('server.bad-reply', { why: 'encoding' });
  const gunzip = createGunzip();
  reply.on('error', (error) => gunzip.destroy(error));
  reply.on('aborted', () => gunzip.destroy(Object.assign(new Error('cut'), { code: 'ECONNRESET' })));
  return reply.pipe(gunzip);
}

/**
 * The text of a reply, read piece by piece: no more than `maxBytes` (decoded) is ever held. Throws `network.too-large`,
 * `server.bad-reply` for a foreign encoding or text that is not UTF-8, Node's own error when the connection breaks.
 */
export async function readBody(reply: IncomingMessage, maxBytes: number): Promise<string> {
  const announced = Number(reply.headers['content-length'] ?? 0);
  if (announced > maxBytes) throw new WalletError('network.too-large', { maxBytes });
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of decoded(reply)) {
    if (!(piece instanceof Uint8Array)) throw new TypeError('a stream of bytes was expected');
    length += piece.length;
    if (length > maxBytes) throw new WalletError('network.too-large', { maxBytes });
    pieces.push(piece);
  }
  const text = parseUtf8(concatBytes(...pieces));
  if (text === undefined) throw new WalletError('server.bad-reply', { why: 'not-utf8' });
  return text;
}
