/**
 * Remote control of the EVM chains: JSON over HTTP on a loopback port, every request with the token in the header
 * `x-devnet-token`. `POST /<chain>/<command>`; amounts are decimal text in the smallest unit. Answers are
 * `{"ok":true,…}` or `{"ok":false,"error"}`.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { JsonObject } from '../api/json.ts';
import { Listener } from '../api/listener.ts';
import { readBody } from '../api/read-body.ts';
import { BadInput, flag, objectFrom, text, whole } from '../control/input.ts';
import { type EvmChainName, evmChainNames } from './chains.ts';
import type { EvmDevnet, RunningChain } from './evm-devnet.ts';

const tokenHeader = 'x-devnet-token';
const maxBody = 100_000;

type Handler = (running: RunningChain, input: JsonObject) => Promise<JsonObject>;

const units = (input: JsonObject, key: string): bigint => {
  const value = text(input, key);
  if (!/^\d{1,78}$/.test(value)) throw new BadInput(`${key}: a decimal number is expected`);
  return BigInt(value);
};

const handlers: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  [
    'GET state',
    async ({ chain }) => ({ height: await chain.height(), flux: chain.facts.flux, chainId: chain.facts.chainId }),
  ],
  [
    'POST balance',
    async ({ chain }, input) => {
      const address = text(input, 'address');
      return { coin: String(await chain.coinOf(address)), flux: String(await chain.fluxOf(address)) };
    },
  ],
  [
    'POST fund',
    async ({ chain }, input) => ({ txid: await chain.fund(text(input, 'address'), units(input, 'amount')) }),
  ],
  [
    'POST fund-flux',
    async ({ chain }, input) => ({ txid: await chain.fundFlux(text(input, 'address'), units(input, 'amount')) }),
  ],
  ['POST mine', async ({ chain }, input) => ({ height: await chain.mine(whole(input, 'blocks', 1)) })],
  [
    'POST automine',
    async ({ chain }, input) => {
      await chain.setAutomine(flag(input, 'on', true));
      return {};
    },
  ],
  [
    'POST reorg',
    async ({ chain }, input) => {
      await chain.reorg(whole(input, 'depth', 1));
      return { height: await chain.height() };
    },
  ],
  [
    'POST restart',
    async ({ chain }) => {
      await chain.restart();
      return { height: await chain.height() };
    },
  ],
]);

const sameToken = (given: string, expected: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
};

export class EvmControlServer {
  readonly #devnet: EvmDevnet;
  readonly #token: string;
  readonly #listener: Listener;

  constructor(devnet: EvmDevnet, token: string, port = 0) {
    this.#devnet = devnet;
    this.#token = token;
    this.#listener = new Listener(port, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    return this.#listener.url;
  }

  open(): Promise<void> {
    return this.#listener.open();
  }

  close(): Promise<void> {
    return this.#listener.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, maxBody);
    const send = (status: number, json: JsonObject): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(json));
    };
    if (!sameToken(String(request.headers[tokenHeader] ?? ''), this.#token)) {
      return send(401, { ok: false, error: `the header ${tokenHeader} is missing or wrong` });
    }
    const [name = '', command = ''] = new URL(request.url ?? '/', this.url).pathname.slice(1).split('/');
    const chain: EvmChainName | undefined = evmChainNames.find((known) => known === name);
    const handler = handlers.get(`${request.method ?? 'GET'} ${command}`);
    if (chain === undefined || handler === undefined || body === null)
      return send(404, { ok: false, error: 'no such control' });
    try {
      send(200, { ok: true, ...(await handler(this.#devnet.chain(chain), objectFrom(body))) });
    } catch (error) {
      const isInput = error instanceof BadInput || error instanceof SyntaxError;
      send(isInput ? 400 : 500, { ok: false, error: error instanceof Error ? error.message : 'failure' });
    }
  }
}
