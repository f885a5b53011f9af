/** A network for the conformance suites: healthy, foreign, or hostile in every way a server can be. Tests only. */
import { WalletError } from '../../errors/index.ts';
import type { Clock, Http, HttpReply, HttpRequest } from '../../ports/index.ts';

/** An answer of the pretended network: a reply, or an error as the HTTP client throws it. */
export type NetworkAnswer = HttpReply | WalletError;
export type Network = (request: HttpRequest) => NetworkAnswer;

/** A clock that stands at `nowMs`. */
export const standingClock = (nowMs: number): Clock => ({ now: () => nowMs, sleep: async () => {} });

/** The network as the HTTP client of a reader; like the real one it refuses replies above the limit. */
export function clientOf(network: Network): Http {
  return {
    request: async (request) => {
      const answer = network(request);
      if (answer instanceof WalletError) throw answer;
      if (new TextEncoder().encode(answer.text).length > request.maxBytes) throw new WalletError('network.too-large');
      return answer;
    },
  };
}

/** What a server sends. */
export const reply = (text: string, status = 200, contentType = 'application/json'): HttpReply => ({
  status,
  contentType,
  text,
});

/** What no reading may make anything of. */
export const hostileAnswers: readonly (readonly [string, NetworkAnswer])[] = [
  ['nothing at all', reply('')],
  ['HTML', reply('<!doctype html><p>maintenance</p>', 200, 'text/html')],
  ['truncated JSON', reply('{"items":[{"txid":"0')],
  ['an empty object', reply('{}')],
  ['null', reply('null')],
  ['a number', reply('1e309')],
  ['deep nesting', reply(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
  ['a 500', reply('error', 500)],
  ['a 429', reply('slow down', 429)],
  ['a 301', reply('', 301)],
  ['a time-out', new WalletError('network.timeout')],
  ['a reply too large', new WalletError('network.too-large')],
];
