/** A local source of prices with both documented shapes (ZelCore-io/rates-api `/rates`, RunOnFlux/ssp-relay `/v1/rates`). */
import { Listener } from '../api/listener.ts';

export interface PricesDevnet {
  readonly url: string;
  /** Paths that were asked for, oldest first. */
  readonly requests: readonly string[];
  /** What a path answers from now on, in place of its prices; `null`: its prices again. */
  answer(path: string, reply: { readonly status: number; readonly text: string } | null): void;
  stop(): Promise<void>;
}

/** Made up, written as the sources write them, with an exponent where they have one. */
export const exampleRates = `[
  [{"code":"BTC","name":"Bitcoin","rate":1},{"code":"USD","name":"US Dollar","rate":100000},
   {"code":"EUR","name":"Euro","rate":90000},{"code":"GBP","name":"Pound","rate":78000},
   {"code":"CHF","name":"Franc","rate":88000.5},{"code":"JPY","name":"Yen","rate":15000000}],
  {"FLUX":0.0000012,"FLUX-ETH":1.2e-6,"ZEL":1.2e-6,"BTC":1,"ETH":0.03,"BNB":0.008,"POL":4e-6,"AVAX":0.00025},
  {"errors":{}}]`;

export const exampleSspRates = `{"fiat":{"USD":1,"EUR":0.9,"GBP":0.78,"BTC":0.00001},
  "crypto":{"flux":0.12,"btc":100000,"eth":3000,"bnb":800,"matic":0.4,"avax":25}}`;

/** Starts it on a port of the system's choice. Stop it, or the port stays open. */
export const startPricesDevnet = async (): Promise<PricesDevnet> => {
  const standard = new Map([
    ['/rates', exampleRates],
    ['/v1/rates', exampleSspRates],
  ]);
  const given = new Map<string, { readonly status: number; readonly text: string }>();
  const requests: string[] = [];
  const listener = new Listener(0, (request, response) => {
    const path = request.url ?? '';
    requests.push(path);
    const text = standard.get(path);
    const reply = given.get(path) ?? (text === undefined ? { status: 404, text: '{}' } : { status: 200, text });
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(reply.text);
  });
  await listener.open();
  return {
    url: listener.url,
    requests,
    answer: (path, reply) => void (reply === null ? given.delete(path) : given.set(path, reply)),
    stop: () => listener.close(),
  };
};
