/** Leaves a node's settings for its installer, signed by the Flux ID in the signer. The text is a secret: it is kept nowhere. */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { HAND_OVER_HEADER, HAND_OVER_URL, parseHandOverReply } from '../../../../wallet-core/nodes/index.ts';
import type { HttpClient } from '../../net/http.ts';

/** Gives the words to type in at the installer. Throws `network.*`, `server.bad-reply`. */
export type HandOver = (request: { readonly body: string; readonly signature: string }) => Promise<string>;

const MAX_BYTES = 16_384;
const TIMEOUT_MS = 15_000;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WalletError('server.bad-reply', { why: 'json' }, { cause });
  }
}

export function createHandOver(client: HttpClient): HandOver {
  const origins = new Set([new URL(HAND_OVER_URL).origin]);
  const http = client.reaching(() => origins);
  return async ({ body, signature }) => {
    const headers = { 'content-type': 'text/plain', [HAND_OVER_HEADER]: signature };
    const reply = await http.request({
      url: HAND_OVER_URL,
      method: 'POST',
      headers,
      body,
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    if (reply.status !== 200) throw new WalletError('network.status', { status: reply.status });
    const words = parseHandOverReply(parseJson(reply.text));
    if (!words.ok) throw new WalletError('server.bad-reply', { why: 'words' });
    return words.value;
  };
}
