/** The local Fusion service: the documented API over local chains, with hot wallets, books that balance, and faults. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isJsonObject, type JsonObject } from '../api/json.ts';
import { Listener } from '../api/listener.ts';
import { readBody } from '../api/read-body.ts';
import type { Devnet } from '../devnet-interface.ts';
import { Claims } from './claims.ts';
import { FusionError } from './fusion-error.ts';
import { fluxLedger } from './ledgers.ts';
import { Misbehaviours } from './misbehaviour.ts';
import { answerCall } from './routes.ts';
import { SupplyBooks } from './supply.ts';
import { Swaps, type Tier } from './swaps.ts';
import { type ChainLedger, type FeeTables, type FusionChainName, fromCoins, fusionChainNames } from './types.ts';

const maxBody = 100_000;
const flat: Readonly<Partial<Record<FusionChainName, number>>> = {
  main: 5,
  kda: 5,
  eth: 154,
  bsc: 11,
  trx: 2,
  sol: 2,
  avax: 2,
  erg: 2,
  algo: 2,
  matic: 3,
  base: 4,
};

/** Of the documentation's example, with made-up ones for chains that came later. */
export const exampleFees: FeeTables = {
  snapshot: { percentage: 0.0025, flat },
  mining: { percentage: 0.0025, flat },
  swap: { percentage: 0.001, flat },
};

export const exampleTiers: readonly Tier[] = [
  { confirmations: 4, amount: 5_000 },
  { confirmations: 7, amount: 10_000 },
  { confirmations: 12, amount: 25_000 },
  { confirmations: 20, amount: 50_000 },
  { confirmations: 30, amount: 100_000 },
];

export interface FusionRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface FusionDevnetOptions {
  readonly devnet: Devnet;
  /** Chains beside the main one. */
  readonly ledgers?: readonly ChainLedger[];
  readonly fees?: FeeTables;
  readonly tiers?: readonly Tier[];
  readonly nowMs?: () => number;
  readonly depositWithinMs?: number;
  /** What the hot wallet on the main chain is given, in coins. */
  readonly mainCoins?: number;
  readonly port?: number;
}

export interface FusionDevnet {
  readonly url: string;
  readonly misbehaviours: Misbehaviours;
  readonly swaps: Swaps;
  readonly claims: Claims;
  readonly books: SupplyBooks;
  readonly requests: readonly FusionRequest[];
  fees: FeeTables;
  ledger(chain: FusionChainName): ChainLedger;
  /** Looks at the chains and moves orders on, as the real one does all the time. */
  turn(): Promise<void>;
  /** Sentences about what does not balance. */
  problems(): Promise<readonly string[]>;
  stop(): Promise<void>;
}

/** Network fees of the hot wallet on main, at most. */
const networkFees = fromCoins(1);

const jsonBody = (text: string): JsonObject => {
  try {
    const parsed: unknown = text === '' ? {} : JSON.parse(text);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
};

/** Starts the service; fund the hot wallets of the other ledgers first. Stop it, or its port stays open. */
export const startFusionDevnet = async (options: FusionDevnetOptions): Promise<FusionDevnet> => {
  const { devnet, mainCoins = 1_000_000, tiers = exampleTiers } = options;
  const nowMs = options.nowMs ?? ((): number => devnet.state().now * 1_000);
  const main = fluxLedger(devnet);
  devnet.fund(
    main.hotAddress,
    Array.from({ length: 20 }, () => fromCoins(mainCoins / 20)),
  );
  const given = new Map([main, ...(options.ledgers ?? [])].map((ledger) => [ledger.chain, ledger]));
  const ledgers = new Map(
    fusionChainNames.flatMap((chain) => {
      const ledger = given.get(chain);
      return ledger === undefined ? [] : [[chain, ledger] as const];
    }),
  );
  const misbehaviours = new Misbehaviours();
  const books = new SupplyBooks();
  for (const { chain, hotAddress, balance } of ledgers.values()) books.enter('start', chain, await balance(hotAddress));
  let fees = options.fees ?? exampleFees;
  const shared = { ledgers, misbehaviours, books, nowMs };
  const depositWithinMs = options.depositWithinMs ?? 86_400_000;
  const swaps = new Swaps({ ...shared, fees: () => fees.swap, tiers, depositWithinMs });
  const claims = new Claims({ ...shared, devnet, fees: () => fees });
  const requests: FusionRequest[] = [];

  const send = (response: ServerResponse, status: number, contentType: string, text: string): void => {
    response.writeHead(status, { 'content-type': contentType, 'content-length': String(Buffer.byteLength(text)) });
    response.end(text);
  };
  const sendJson = (response: ServerResponse, json: unknown): void =>
    send(response, 200, 'application/json; charset=utf-8', JSON.stringify(json));

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(incoming.url ?? '/', 'http://devnet');
    const method = incoming.method ?? 'GET';
    const text = (await readBody(incoming, maxBody)) ?? '';
    const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
    requests.push({ method, path: `${url.pathname}${url.search}`, body: text, headers });
    const onPath = (what: { readonly path?: string }): boolean => url.pathname.startsWith(what.path ?? '');
    if (misbehaviours.take('hang', onPath) !== null) return;
    if (misbehaviours.take('html', onPath) !== null)
      return send(response, 200, 'text/html', '<html><body>Just a moment…</body></html>');
    const bad = misbehaviours.take('status', onPath);
    if (bad !== null) return send(response, bad.status, 'text/plain', 'error');
    const isLost = misbehaviours.take('lose-reply', onPath) !== null;
    let reply: unknown;
    try {
      await swaps.turn();
      const fluxId = headers.zelid ?? headers.fluxid ?? '';
      const call = { method, path: url.pathname, query: url.searchParams, body: jsonBody(text), fluxId };
      const data = await answerCall(call, { swaps, claims, fees: () => fees, tiers });
      if (data === undefined) return send(response, 404, 'text/html', `Cannot ${method} ${url.pathname}`);
      reply = { status: 'success', data };
    } catch (error) {
      if (!(error instanceof FusionError)) throw error;
      reply = { status: 'error', data: { code: 500, name: 'Error', message: error.message } };
    }
    if (isLost) incoming.socket.destroy();
    else sendJson(response, reply);
  };

  const listener = new Listener(options.port ?? 0, (request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  await listener.open();
  return {
    get url() {
      return listener.url;
    },
    get fees() {
      return fees;
    },
    set fees(changed) {
      fees = changed;
    },
    misbehaviours,
    swaps,
    claims,
    books,
    requests,
    ledger: (chain) => {
      const ledger = ledgers.get(chain);
      if (ledger === undefined) throw new RangeError(`no ledger for ${chain}`);
      return ledger;
    },
    turn: () => swaps.turn(),
    problems: () => books.problems(ledgers.values(), networkFees),
    stop: () => listener.close(),
  };
};
