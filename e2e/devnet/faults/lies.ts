/** False replies: each lie changes the JSON of an honest reply in the one place it is about. */

import type { Subject } from '../api/exchange.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../api/json.ts';
import { asTestnetAddress, formatAddress } from '../consensus/addresses.ts';
import { sha256d, toHex } from '../consensus/bytes.ts';
import { p2pkhScript } from '../consensus/scripts.ts';
import type { Fault } from './types.ts';

const strangerHash = new Uint8Array(20).fill(0x66);
const strangerAddress = formatAddress('p2pkh', strangerHash);
const strangerScript = toHex(p2pkhScript(strangerHash));

type Change = (value: Json) => Json;

const changed = (json: JsonObject, key: string, change: Change): JsonObject => {
  const value = json[key];
  return value === undefined ? json : { ...json, [key]: change(value) };
};

/** Satoshi in a number or a string, changed and put back in the same form. */
const sat =
  (change: (value: bigint) => bigint): Change =>
  (value) => {
    if (typeof value === 'number') return Number(change(BigInt(Math.round(value))));
    return typeof value === 'string' && /^-?\d+$/.test(value) ? String(change(BigInt(value))) : value;
  };

const coins =
  (change: (value: bigint) => bigint): Change =>
  (value) =>
    typeof value === 'number' ? Number(change(BigInt(Math.round(value * 1e8)))) / 1e8 : value;

/** Insight has coins under `balance` beside `balanceSat`; the joined balance and Blockbook have satoshi there. */
const lieBalance = (json: Json, change: (value: bigint) => bigint): Json => {
  if (typeof json === 'number') return sat(change)(json);
  if (!isJsonObject(json)) return json;
  const insight = 'balanceSat' in json;
  return changed(changed(json, 'balanceSat', sat(change)), 'balance', insight ? coins(change) : sat(change));
};

const inflate = (coin: JsonObject, add: bigint): JsonObject => {
  const more = (value: bigint): bigint => value + add;
  return changed(changed(changed(coin, 'satoshis', sat(more)), 'amount', coins(more)), 'value', sat(more));
};

/** A made-up output beside the real ones; with none to copy, one in the form of either explorer. */
const invented = (like: JsonObject | undefined, add: bigint): JsonObject => {
  const txid = toHex(sha256d(new TextEncoder().encode('an output that never was')));
  if (like !== undefined) return inflate({ ...like, txid, vout: 0, confirmations: 1000 }, add);
  const insight = {
    address: strangerAddress,
    scriptPubKey: strangerScript,
    amount: Number(add) / 1e8,
    satoshis: Number(add),
  };
  return { txid, vout: 0, value: String(add), height: 1, confirmations: 1000, ...insight };
};

const stranger = (coin: JsonObject): JsonObject =>
  changed(
    changed(coin, 'scriptPubKey', () => strangerScript),
    'address',
    () => strangerAddress,
  );

const lieUtxo = (json: Json, fault: Extract<Fault, { kind: 'lying-utxo' }>): Json => {
  if (!isJsonList(json)) return json;
  const [first, ...rest] = json;
  const coin = isJsonObject(first) ? first : undefined;
  const add = BigInt(fault.addSat ?? '100000000');
  switch (fault.how) {
    case 'extra':
      return [...json, invented(coin, add)];
    case 'missing':
      return rest;
    case 'inflated':
      return coin === undefined ? json : [inflate(coin, add), ...rest];
    case 'foreign-script':
      return coin === undefined ? json : [stranger(coin), ...rest];
  }
};

const eachString = (json: Json, change: (text: string) => string): Json => {
  if (typeof json === 'string') return change(json);
  if (isJsonList(json)) return json.map((item) => eachString(item, change));
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, value === undefined ? value : eachString(value, change)]),
  );
};

const isMainAddress = (text: string): boolean => /^t[13][1-9A-HJ-NP-Za-km-z]{33}$/.test(text);

const testnetStatus = (json: Json): Json => {
  if (!isJsonObject(json)) return json;
  const info = (value: Json): Json => (isJsonObject(value) ? { ...value, testnet: true, network: 'testnet' } : value);
  const backend = (value: Json): Json => (isJsonObject(value) ? { ...value, chain: 'test' } : value);
  const blockbook = (value: Json): Json => (isJsonObject(value) ? { ...value, coin: 'Flux Testnet' } : value);
  return changed(changed(changed(json, 'info', info), 'backend', backend), 'blockbook', blockbook);
};

/** The reply as a server under this fault would give it; faults of other kinds change nothing. */
export const lie = (json: Json, subject: Subject, path: string, fault: Fault): Json => {
  switch (fault.kind) {
    case 'lying-balance': {
      if (subject !== 'balance') return json;
      const { addSat, balanceSat } = fault;
      return lieBalance(json, (value) =>
        balanceSat === undefined ? value + BigInt(addSat ?? '0') : BigInt(balanceSat),
      );
    }
    case 'lying-utxo':
      return subject === 'utxo' ? lieUtxo(json, fault) : json;
    case 'wrong-chain':
      if (fault.how === 'testnet') return subject === 'status' ? testnetStatus(json) : json;
      return eachString(json, (text) => (isMainAddress(text) ? asTestnetAddress(text) : text));
    case 'rewrite':
      return fault.rewrite(json, path);
    default:
      return json;
  }
};
