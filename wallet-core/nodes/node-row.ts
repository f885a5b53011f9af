/**
 * Rows of the daemon's lists (fluxd rpc/fluxnode.cpp GetDeterministicListData, getstartlist, getdoslist), read by hand:
 * 13,000 rows of sixteen fields are too many for a general schema between two frames. Every field is bounded and checked;
 * one bad row refuses the whole reply, so that a list is never silently shorter than it was.
 */
import { parseAmount } from '../amounts/index.ts';
import { FLUX_MAX_UNITS } from '../assets/index.ts';
import { WalletError } from '../errors/index.ts';
import { type NodeTier, nodeTiers } from './tiers.ts';

/** A node in the daemon's list of confirmed ones. */
export interface NodeRow {
  /** `txid:vout` of the collateral. */
  readonly key: string;
  readonly txid: string;
  readonly vout: number;
  /** As the node wrote it: host, or host and port; empty when it does not know. */
  readonly ip: string;
  /** Block of the START. */
  readonly addedHeight: number;
  /** Block of the first CONFIRM; 0 for a node that was started anew and not yet confirmed. */
  readonly confirmedHeight: number;
  readonly lastConfirmedHeight: number;
  /** `null`: never. (The daemon gives the genesis block's time then.) */
  readonly lastPaidHeight: number | null;
  readonly lastPaidMs: number | null;
  readonly tier: NodeTier;
  readonly address: string;
  /** Hex, 33 or 65 bytes. */
  readonly publicKey: string;
  /** Time of the START's block. */
  readonly activeSinceMs: number;
  /** sat; `null` for nodes older than the field. */
  readonly amount: bigint | null;
  /** Position in the queue of its tier as this server counts. */
  readonly claimedRank: number;
}

/** A node that waits for its first CONFIRM, or for the DoS list to let it go. */
export interface WaitingRow {
  readonly key: string;
  readonly txid: string;
  readonly vout: number;
  readonly addedHeight: number;
  readonly address: string;
  /** Blocks left as this server counts: until the START lapses, or until it may be tried again. */
  readonly claimedBlocksLeft: number;
  readonly amount: bigint | null;
}

/** About six times the network of 2026. */
const MAX_ROWS = 40_000;
const MAX_HEIGHT = 499_999_999;
const HEX64 = /^[0-9a-f]{64}$/;
const PUBLIC_KEY = /^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/;
const ADDRESS = /^t[13][1-9A-HJ-NP-Za-km-z]{33}$/;
const IP = /^[\w.:[\]-]{0,80}$/;
const COLLATERAL = /^COutPoint\(([0-9a-f]{64}), (\d{1,10})\)$/;
const DIGITS = /^\d{1,11}$/;

const tierByName: ReadonlyMap<unknown, NodeTier> = new Map(nodeTiers.map((tier) => [tier.toUpperCase(), tier]));

function bad(field: string): WalletError {
  return new WalletError('server.bad-reply', { field });
}

type Fields = Readonly<Record<string, unknown>>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(fields: Fields, name: string, form: RegExp): string {
  const value = fields[name];
  if (typeof value !== 'string' || !form.test(value)) throw bad(name);
  return value;
}

/** A whole number, or the same in digits: servers send both. */
function whole(fields: Fields, name: string, max: number, min = 0): number {
  const value = fields[name];
  const number = typeof value === 'string' && DIGITS.test(value) ? Number(value) : value;
  if (typeof number !== 'number' || !Number.isInteger(number) || number < min || number > max) throw bad(name);
  return number;
}

const amounts = new Map<string, bigint>();

/** Few different texts, thousands of rows: each is read once. */
function amountOf(fields: Fields): bigint | null {
  const value = fields.amount;
  if (value === undefined) return null;
  if (typeof value !== 'string' || value.length > 24) throw bad('amount');
  const known = amounts.get(value);
  if (known !== undefined) return known;
  const parsed = parseAmount(value, 8);
  if (!parsed.ok || parsed.value > FLUX_MAX_UNITS) throw bad('amount');
  if (amounts.size < 100) amounts.set(value, parsed.value);
  return parsed.value;
}

function parseRow(value: unknown): NodeRow {
  if (!isFields(value)) throw bad('row');
  const fields = value;
  const txid = text(fields, 'txhash', HEX64);
  const vout = whole(fields, 'outidx', 0xffffffff);
  const tier = tierByName.get(fields.tier);
  if (tier === undefined) throw bad('tier');
  const paidHeight = whole(fields, 'last_paid_height', MAX_HEIGHT);
  const paidSeconds = whole(fields, 'lastpaid', 0xffffffff);
  return {
    key: `${txid}:${vout}`,
    txid,
    vout,
    ip: text(fields, 'ip', IP),
    addedHeight: whole(fields, 'added_height', MAX_HEIGHT),
    confirmedHeight: whole(fields, 'confirmed_height', MAX_HEIGHT),
    lastConfirmedHeight: whole(fields, 'last_confirmed_height', MAX_HEIGHT),
    lastPaidHeight: paidHeight === 0 ? null : paidHeight,
    lastPaidMs: paidHeight === 0 ? null : paidSeconds * 1_000,
    tier,
    address: text(fields, 'payment_address', ADDRESS),
    publicKey: text(fields, 'pubkey', PUBLIC_KEY),
    activeSinceMs: whole(fields, 'activesince', 0xffffffff) * 1_000,
    amount: amountOf(fields),
    claimedRank: whole(fields, 'rank', MAX_ROWS),
  };
}

function parseWaiting(value: unknown, left: 'expires_in' | 'eligible_in'): WaitingRow {
  if (!isFields(value)) throw bad('row');
  const fields = value;
  const match = COLLATERAL.exec(text(fields, 'collateral', COLLATERAL));
  const txid = match?.[1] ?? '';
  const vout = Number(match?.[2]);
  if (vout > 0xffffffff) throw bad('collateral');
  return {
    key: `${txid}:${vout}`,
    txid,
    vout,
    addedHeight: whole(fields, 'added_height', MAX_HEIGHT),
    address: text(fields, 'payment_address', ADDRESS),
    claimedBlocksLeft: whole(fields, left, 100_000, -100_000),
    amount: amountOf(fields),
  };
}

/** Refuses what is no list, too long, or names one collateral twice. */
function parseRows<Row extends { readonly key: string }>(value: unknown, parse: (row: unknown) => Row): readonly Row[] {
  if (!Array.isArray(value) || value.length > MAX_ROWS) throw bad('list');
  const list: readonly unknown[] = value;
  const rows = list.map(parse);
  if (new Set(rows.map(({ key }) => key)).size !== rows.length) throw bad('duplicate');
  return rows;
}

/** `viewdeterministicfluxnodelist` (`listfluxnodes`). Throws `server.bad-reply`, as all of these do. */
export function parseNodeList(value: unknown): readonly NodeRow[] {
  return parseRows(value, parseRow);
}

/** `getstartlist`: blocks left until the START lapses. */
export function parseStartList(value: unknown): readonly WaitingRow[] {
  return parseRows(value, (row) => parseWaiting(row, 'expires_in'));
}

/** `getdoslist`: blocks left until the node may be started anew. */
export function parseDosList(value: unknown): readonly WaitingRow[] {
  return parseRows(value, (row) => parseWaiting(row, 'eligible_in'));
}

/** FluxOS leaves the port out when it is this one. */
export const DEFAULT_API_PORT = 16_127;

const ENDPOINT = /^(\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/;

/** Host and API port of a row's `ip`; `null` for an empty or odd one. IPv6 stands in brackets when a port follows. */
export function nodeEndpoint(ip: string): { readonly host: string; readonly port: number } | null {
  const match = ENDPOINT.exec(ip) ?? ENDPOINT.exec(`[${ip}]`);
  const host = match?.[1];
  const port = match?.[2] === undefined ? DEFAULT_API_PORT : Number(match[2]);
  if (host === undefined || port === 0 || port > 65_535 || !URL.canParse(`http://${host}`)) return null;
  return { host, port };
}
