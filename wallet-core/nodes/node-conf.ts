/**
 * `fluxnode.conf` (older: `zelnode.conf`) as the daemon reads it (fluxd fluxnode/fluxnodeconfig.cpp:30-98), one node a line:
 * `alias ip:port key txid index`, `#` comments. It holds private keys of nodes: handle text and result as secrets.
 */
import type { Outpoint } from '../chain-contract/index.ts';
import { accept, type Result, refuse, type TxId, unsafeBrand } from '../primitives/index.ts';

export interface NodeConfEntry<Key> {
  readonly alias: string;
  /** As it stands there; without brackets for IPv6 unless they are written. */
  readonly host: string;
  readonly key: Key;
  readonly collateral: Outpoint;
}

export type NodeConfFlaw =
  | 'fields'
  | 'alias'
  | 'address'
  | 'port'
  | 'key'
  | 'txid'
  | 'index'
  | 'duplicate-alias'
  | 'duplicate-collateral';

export interface NodeConfError {
  /** From 1. */
  readonly line: number;
  readonly flaw: NodeConfFlaw;
}

export interface NodeConf<Key> {
  readonly entries: readonly NodeConfEntry<Key>[];
  /** Lines that are no node; the daemon would not start with one of them. */
  readonly errors: readonly NodeConfError[];
}

const MAX_TEXT = 200_000;
const MAX_ENTRIES = 1_000;
/** The daemon takes no other on the main network (its error text names an older one). */
export const DAEMON_PORT = 16_125;
const ALIAS = /^[!-"$-~][!-~]{0,63}$/;
const ADDRESS = /^(\[[0-9a-fA-F:.]{2,45}\]|[A-Za-z0-9.-]{1,253}):(\d{1,5})$/;
const TXID = /^[0-9a-f]{64}$/;
const INDEX = /^(?:0|[1-9]\d{0,9})$/;

function parseEntry<Key>(
  words: readonly string[],
  parseKey: (text: string) => Result<Key>,
): Result<NodeConfEntry<Key>, NodeConfFlaw> {
  const [alias, address, keyText, txidText, indexText, surplus] = words;
  if (alias === undefined || address === undefined || keyText === undefined) return refuse('fields');
  if (txidText === undefined || indexText === undefined || surplus !== undefined) return refuse('fields');
  if (!ALIAS.test(alias)) return refuse('alias');
  const [, host, port] = ADDRESS.exec(address) ?? [];
  if (host === undefined) return refuse('address');
  if (Number(port) !== DAEMON_PORT) return refuse('port');
  const key = parseKey(keyText);
  if (!key.ok) return refuse('key');
  const txid = txidText.toLowerCase();
  if (!TXID.test(txid)) return refuse('txid');
  if (!INDEX.test(indexText) || Number(indexText) > 0xffffffff) return refuse('index');
  return accept({
    alias,
    host,
    key: key.value,
    collateral: { txid: unsafeBrand<TxId>(txid), vout: Number(indexText) },
  });
}

/** Every node of the file, and every line that is none. Refuses (`null`) a text too long or with too many lines. */
export function parseNodeConf<Key>(text: string, parseKey: (text: string) => Result<Key>): NodeConf<Key> | null {
  if (text.length > MAX_TEXT) return null;
  const entries: NodeConfEntry<Key>[] = [];
  const errors: NodeConfError[] = [];
  const aliases = new Set<string>();
  const outpoints = new Set<string>();
  for (const [position, content] of text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const words = content.split(/[ \t\v\f]+/).filter((word) => word !== '');
    if (words.length === 0 || words[0]?.startsWith('#')) continue;
    if (entries.length + errors.length === MAX_ENTRIES) return null;
    const line = position + 1;
    const entry = parseEntry(words, parseKey);
    if (!entry.ok) {
      errors.push({ line, flaw: entry.reason });
      continue;
    }
    const { alias, collateral } = entry.value;
    const outpoint = `${collateral.txid}:${collateral.vout}`;
    if (aliases.has(alias)) errors.push({ line, flaw: 'duplicate-alias' });
    else if (outpoints.has(outpoint)) errors.push({ line, flaw: 'duplicate-collateral' });
    else entries.push(entry.value);
    aliases.add(alias);
    outpoints.add(outpoint);
  }
  return { entries, errors };
}

/** The file for these nodes, keys as WIF. RangeError for an entry that the parser would not read back. */
export function formatNodeConf(entries: readonly NodeConfEntry<string>[]): string {
  const lines = entries.map(({ alias, host, key, collateral }) => {
    return `${alias} ${host}:${DAEMON_PORT} ${key} ${collateral.txid} ${collateral.vout}`;
  });
  const text = `# alias address:port key collateral_txid collateral_index\n${lines.map((line) => `${line}\n`).join('')}`;
  const read = parseNodeConf(text, (key) => accept(key));
  if (read === null || read.errors.length > 0 || read.entries.length !== entries.length) throw new RangeError('entry');
  return text;
}

/** Lines for the server's `flux.conf` (fluxd init.cpp:1967-2008). The key is a secret, of the node only. */
export function fluxConfLines(keyWif: string, collateral: Outpoint): readonly string[] {
  return [
    'zelnode=1',
    `zelnodeprivkey=${keyWif}`,
    `zelnodeoutpoint=${collateral.txid}`,
    `zelnodeindex=${collateral.vout}`,
  ];
}
