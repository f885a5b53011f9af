/**
 * The devnet's remote control: JSON over HTTP on a loopback port of its own, every request with the token in the
 * header `x-devnet-token`. Amounts are satoshi as decimal text. Answers are `{"ok":true,…}` or `{"ok":false,"error"}`.
 */
import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonList, type JsonObject } from '../api/json.ts';
import { Listener } from '../api/listener.ts';
import { readBody } from '../api/read-body.ts';
import { tiers } from '../consensus/emission.ts';
import { Refused } from '../consensus/refused.ts';
import type { Devnet } from '../devnet-interface.ts';
import type { Block, Coin } from '../ledger/types.ts';
import type { Include } from '../mining/miner.ts';
import { faultRuleFrom } from './fault-input.ts';
import {
  BadInput,
  flag,
  maybeText,
  maybeWhole,
  objectFrom,
  oneOf,
  sat,
  satList,
  serverId,
  text,
  textList,
  whole,
} from './input.ts';

const tokenHeader = 'x-devnet-token';
const maxBody = 10_000_000;

type Handler = (input: JsonObject, argument: string) => JsonObject | Promise<JsonObject>;

const blockJson = ({ hash, height, time, txids }: Block): JsonObject => ({ hash, height, time, txids });

const coinJson = (coin: Coin): JsonObject => ({
  txid: coin.txid,
  vout: coin.vout,
  sat: String(coin.value),
  height: coin.height,
  coinbase: coin.coinbase,
});

const benchmarkWords = [...tiers, 'failed', 'running'] as const;
const wholeIncludes = ['all', 'none'] as const;

const includeFrom = (input: JsonObject, fallback: 'all' | 'none'): Include =>
  isJsonList(input.include) ? textList(input, 'include') : oneOf(input, 'include', wholeIncludes, fallback);

const handlersFor = (devnet: Devnet, stop: () => void): ReadonlyMap<string, Handler> => {
  const confirm = (input: JsonObject): { readonly confirm: boolean } => ({ confirm: flag(input, 'confirm', true) });
  const requestQuery = (input: JsonObject): Parameters<typeof devnet.requests.list>[0] => {
    const server = input.server === undefined ? {} : { server: serverId(input, 'server') };
    const method = maybeText(input, 'method');
    const path = maybeText(input, 'path');
    const after = maybeWhole(input, 'after');
    return {
      ...server,
      ...(method === undefined ? {} : { method }),
      ...(path === undefined ? {} : { path }),
      ...(after === undefined ? {} : { after }),
    };
  };
  return new Map<string, Handler>([
    ['GET state', () => ({ ...devnet.state(), urls: { ...devnet.urls } })],
    ['GET servers', () => ({ servers: { flux: devnet.serversFile().flux.map((server) => ({ ...server })) } })],
    [
      'GET tx',
      (_, txid) => {
        const known = devnet.transaction(txid);
        if (known === null) return { known: false };
        const { block, fee } = known;
        return { known: true, hex: devnet.rawTransaction(txid), height: block?.height ?? null, feeSat: String(fee) };
      },
    ],
    ['GET utxo', (_, address) => ({ utxo: devnet.utxos(address).map(coinJson) })],
    [
      'GET balance',
      (_, address) => {
        const { balance, immature, unconfirmed, received, confirmedTxids, mempoolTxids } = devnet.totals(address);
        const sums = {
          balanceSat: String(balance),
          immatureSat: String(immature),
          unconfirmedSat: String(unconfirmed),
        };
        return { ...sums, receivedSat: String(received), confirmedTxids, mempoolTxids };
      },
    ],
    [
      'POST mine',
      (input) => {
        const options = { include: includeFrom(input, 'all'), raw: textList(input, 'raw') };
        return { block: blockJson(devnet.mine(whole(input, 'blocks', 1), options)) };
      },
    ],
    [
      'POST mine-to',
      (input) => {
        const tier = oneOf(input, 'tier', tiers, 'STRATUS');
        const options = { blocks: whole(input, 'blocks', 1), tier, mature: flag(input, 'mature', false) };
        return { block: blockJson(devnet.mineTo(text(input, 'address'), options)) };
      },
    ],
    [
      'POST fund',
      (input) => {
        const amount = input.amountsSat === undefined ? sat(input, 'amountSat') : satList(input, 'amountsSat');
        return { txids: devnet.fund(text(input, 'address'), amount, confirm(input)) };
      },
    ],
    [
      'POST payouts',
      (input) => {
        const count = whole(input, 'count');
        return { txids: devnet.payouts(text(input, 'address'), count, sat(input, 'amountSat'), confirm(input)) };
      },
    ],
    [
      'POST submit',
      (input) => ({ txid: devnet.submit(text(input, 'hex'), { allowHighFees: flag(input, 'allowHighFees', false) }) }),
    ],
    [
      'POST nodes',
      async (input) => {
        const adminId = maybeText(input, 'adminId');
        const config = {
          identityKey: text(input, 'identityKey'),
          collateral: { txid: text(input, 'txid'), vout: whole(input, 'vout') },
          ip: text(input, 'ip'),
        };
        const { id, url } = await devnet.addNode(adminId === undefined ? config : { ...config, adminId });
        return { id, url };
      },
    ],
    [
      'POST node-settings',
      (input) => {
        const node = devnet.node(text(input, 'id'));
        if (input.confirming !== undefined) node.isConfirming = flag(input, 'confirming', true);
        if (input.benchmark !== undefined) node.benchmarkTier = oneOf(input, 'benchmark', benchmarkWords, 'STRATUS');
        if (input.dosState !== undefined) node.dosState = whole(input, 'dosState');
        if (input.blocksBehind !== undefined) node.blocksBehind = whole(input, 'blocksBehind');
        return { operations: [...node.operations] };
      },
    ],
    ['POST drop', (input) => ({ dropped: devnet.drop(text(input, 'txid')) })],
    [
      'POST reorg',
      (input) => {
        const newBlocks = maybeWhole(input, 'newBlocks');
        const keepTransactions = flag(input, 'keepTransactions', true);
        const options = { keepTransactions, include: includeFrom(input, 'none') };
        const full = newBlocks === undefined ? options : { ...options, newBlocks };
        return { block: blockJson(devnet.reorg(whole(input, 'depth'), full)) };
      },
    ],
    [
      'POST auto-mine',
      (input) => {
        devnet.setAutoMine(input.ms === null ? null : whole(input, 'ms'));
        return {};
      },
    ],
    [
      'POST time',
      (input) => {
        const set = maybeWhole(input, 'set');
        const advance = maybeWhole(input, 'advance');
        if (set !== undefined) devnet.setTime(set);
        if (advance !== undefined) devnet.advanceTime(advance);
        return { now: devnet.state().now };
      },
    ],
    [
      'GET faults',
      () => ({
        faults: devnet
          .faults()
          .map(({ id, server, path, left, fault }) => ({ id, server, path, left, kind: fault.kind })),
      }),
    ],
    ['POST faults', async (input) => ({ id: await devnet.setFault(faultRuleFrom(input)) })],
    [
      'DELETE faults',
      async (_, id) => {
        await devnet.clearFaults(id === '' ? undefined : id);
        return {};
      },
    ],
    [
      'POST requests',
      (input) => ({ requests: devnet.requests.list(requestQuery(input)).map((entry) => ({ ...entry })) }),
    ],
    [
      'DELETE requests',
      () => {
        devnet.requests.clear();
        return {};
      },
    ],
    [
      'POST stop',
      () => {
        stop();
        return {};
      },
    ],
  ]);
};

const sameToken = (given: string, expected: string): boolean => {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
};

const statusOf = (error: unknown): number => {
  if (error instanceof Refused) return 409;
  return error instanceof BadInput || error instanceof RangeError || error instanceof SyntaxError ? 400 : 500;
};

export class ControlServer {
  readonly #devnet: Devnet;
  readonly #listener: Listener;
  readonly #handlers: ReadonlyMap<string, Handler>;
  #stopping = false;

  constructor(devnet: Devnet, port: number) {
    this.#devnet = devnet;
    this.#handlers = handlersFor(devnet, () => {
      this.#stopping = true;
    });
    this.#listener = new Listener(port, (request, response) => {
      this.#serve(request, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    return this.#listener.url;
  }

  async open(): Promise<void> {
    await this.#listener.open();
  }

  async close(): Promise<void> {
    await this.#listener.close();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request, maxBody);
    const send = (status: number, json: JsonObject): void => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(json));
    };
    if (!sameToken(String(request.headers[tokenHeader] ?? ''), this.#devnet.controlToken)) {
      send(401, { ok: false, error: `the header ${tokenHeader} is missing or wrong` });
      return;
    }
    const [name = '', argument = ''] = new URL(request.url ?? '/', this.url).pathname.slice(1).split('/');
    const handler = this.#handlers.get(`${request.method ?? 'GET'} ${name}`);
    if (handler === undefined || body === null) {
      send(404, { ok: false, error: 'no such control' });
      return;
    }
    try {
      send(200, { ok: true, ...(await handler(objectFrom(body), decodeURIComponent(argument))) });
    } catch (error) {
      const code = error instanceof Refused ? error.rpcCode : undefined;
      send(statusOf(error), { ok: false, error: error instanceof Error ? error.message : 'failure', code });
    }
    if (this.#stopping) response.once('close', () => void this.#devnet.stop());
  }
}
