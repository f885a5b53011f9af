import { request as open } from 'node:http';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Http, HttpReply, HttpRequest } from '../../../../wallet-core/ports/index.ts';
import { concatBytes } from '../../../../wallet-core/primitives/index.ts';

function exchange({ url, method, headers, body, maxBytes, timeoutMs }: HttpRequest): Promise<HttpReply> {
  return new Promise((resolve, reject) => {
    const offline = (cause: unknown): void => reject(new WalletError('network.offline', {}, { cause }));
    const signal = AbortSignal.timeout(timeoutMs);
    const outgoing = open(url, { method, signal, ...(headers && { headers }) }, (incoming) => {
      const chunks: Uint8Array[] = [];
      let length = 0;
      incoming.on('data', (chunk: Uint8Array) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length <= maxBytes) return;
        reject(new WalletError('network.too-large'));
        incoming.destroy();
      });
      incoming.once('error', offline);
      incoming.once('end', () => {
        const contentType = incoming.headers['content-type'] ?? '';
        resolve({
          status: incoming.statusCode ?? 0,
          contentType,
          text: new TextDecoder().decode(concatBytes(...chunks)),
        });
      });
    });
    outgoing.once('error', offline);
    outgoing.end(body);
  });
}

/** A plain client for tests against local servers: limits and codes like the backend's, without its other duties. */
export const localHttp: Http = { request: exchange };
