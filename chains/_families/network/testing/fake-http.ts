import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Http, HttpReply, HttpRequest } from '../../../../wallet-core/ports/index.ts';

export type Answer = Partial<HttpReply> | string | WalletError;
export type Handler = (request: HttpRequest, path: string) => Answer | Promise<Answer>;

export interface FakeHttp extends Http {
  readonly requests: readonly HttpRequest[];
}

function toReply(answer: Exclude<Answer, WalletError>): HttpReply {
  const reply = typeof answer === 'string' ? { text: answer } : answer;
  return { status: 200, contentType: 'application/json', text: '', ...reply };
}

/** An HTTP client that asks `handler` instead of a network; like the real one it refuses replies above the limit. */
export function createFakeHttp(handler: Handler): FakeHttp {
  const requests: HttpRequest[] = [];
  return {
    requests,
    request: async (request) => {
      requests.push(request);
      const { pathname, search } = new URL(request.url);
      const answer = await handler(request, pathname + search);
      if (answer instanceof WalletError) throw answer;
      const reply = toReply(answer);
      if (new TextEncoder().encode(reply.text).length > request.maxBytes) throw new WalletError('network.too-large');
      return reply;
    },
  };
}

/** Answers by path; what is not listed gets 404 as from a server without that route. */
export function answerByPath(answers: Readonly<Record<string, Answer>>): Handler {
  return (_request, path) => answers[path] ?? { status: 404, text: 'Not found' };
}
