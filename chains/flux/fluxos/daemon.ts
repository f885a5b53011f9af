/** `/daemon/*`: the daemon's own answers as FluxOS hands them on (fluxd rpc/fluxnode.cpp, rpc/misc.cpp). */
import { type TxId, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { parseData } from './answer.ts';
import {
  addressText,
  coinsText,
  count,
  height,
  hex64,
  nodeIp,
  publicKeyHex,
  tier,
  wholeOrText,
  words,
} from './fields.ts';

const seconds = wholeOrText(0xffffffff);
const collateral = z.string().regex(/^COutPoint\([0-9a-f]{64}, \d{1,10}\)$/);

const listedNode = z.object({
  status: z.string().max(40),
  txhash: hex64,
  outidx: wholeOrText(0xffffffff),
  ip: nodeIp,
  added_height: height,
  confirmed_height: height,
  last_confirmed_height: height,
  last_paid_height: height,
  tier,
  payment_address: addressText,
  pubkey: publicKeyHex,
  activesince: seconds,
  lastpaid: seconds,
  amount: coinsText.optional(),
});
/** A node that is in no list says so, and names its collateral. */
const unlistedNode = z.object({ status: z.string().max(40), collateral });

const nodeCount = z.object({
  total: count,
  stable: count,
  'cumulus-enabled': count,
  'nimbus-enabled': count,
  'stratus-enabled': count,
  ipv4: count,
  ipv6: count,
  onion: count,
});

const daemonInfo = z.object({
  version: z.int().min(0),
  protocolversion: z.int().min(0),
  blocks: height,
  connections: count,
  testnet: z.boolean(),
  errors: words,
});

const branchId = z.string().regex(/^[0-9a-f]{8}$/);
const chainInfo = z.object({
  chain: z.enum(['main', 'test', 'regtest']),
  blocks: height,
  consensus: z.object({ chaintip: branchId, nextblock: branchId }),
});

export interface NodeStatus {
  /** `other`: a word this wallet does not know. */
  readonly status: 'confirmed' | 'started' | 'dos' | 'expired' | 'other';
  /** `txid:vout` */
  readonly collateral: string;
  /** `null` for a node that is in no list. */
  readonly node: {
    readonly ip: string;
    readonly addedHeight: number;
    readonly confirmedHeight: number;
    readonly lastConfirmedHeight: number;
    readonly lastPaidHeight: number | null;
    readonly lastPaidMs: number | null;
    readonly activeSinceMs: number;
    readonly tier: 'cumulus' | 'nimbus' | 'stratus';
    readonly address: string;
    readonly publicKey: string;
    readonly amount: bigint | null;
  } | null;
}

function statusOf(text: string): NodeStatus['status'] {
  const lower = text.toLowerCase();
  const known = ['confirmed', 'started', 'dos', 'expired'] as const;
  return known.find((word) => word === lower) ?? 'other';
}

/** `getfluxnodestatus` of the node that is asked. Throws `server.bad-reply`, as all of these do. */
export function parseNodeStatus(data: unknown): NodeStatus {
  const listed = listedNode.safeParse(data);
  if (!listed.success) {
    const { status, collateral: text } = parseData(unlistedNode, data);
    const [, txid = '', vout = ''] = /\(([0-9a-f]{64}), (\d+)\)/.exec(text) ?? [];
    return { status: statusOf(status), collateral: `${txid}:${Number(vout)}`, node: null };
  }
  const { data: row } = listed;
  const isPaid = row.last_paid_height > 0;
  return {
    status: statusOf(row.status),
    collateral: `${row.txhash}:${row.outidx}`,
    node: {
      ip: row.ip,
      addedHeight: row.added_height,
      confirmedHeight: row.confirmed_height,
      lastConfirmedHeight: row.last_confirmed_height,
      lastPaidHeight: isPaid ? row.last_paid_height : null,
      lastPaidMs: isPaid ? row.lastpaid * 1_000 : null,
      activeSinceMs: row.activesince * 1_000,
      tier: row.tier,
      address: row.payment_address,
      publicKey: row.pubkey,
      amount: row.amount ?? null,
    },
  };
}

export interface NodeCounts {
  readonly total: number;
  readonly cumulus: number;
  readonly nimbus: number;
  readonly stratus: number;
}

/** `getfluxnodecount`: enabled nodes by tier. */
export function parseNodeCount(data: unknown): NodeCounts {
  const counted = parseData(nodeCount, data);
  return {
    total: counted.total,
    cumulus: counted['cumulus-enabled'],
    nimbus: counted['nimbus-enabled'],
    stratus: counted['stratus-enabled'],
  };
}

export type DaemonInfo = z.infer<typeof daemonInfo>;
export type ChainInfo = z.infer<typeof chainInfo>;

/** `getinfo` */
export function parseDaemonInfo(data: unknown): DaemonInfo {
  return parseData(daemonInfo, data);
}

/** The consensus part of `getblockchaininfo`. */
export function parseChainInfo(data: unknown): ChainInfo {
  return parseData(chainInfo, data);
}

/** `getblockcount` */
export function parseBlockCount(data: unknown): number {
  return parseData(height, data);
}

/** `sendrawtransaction`: the id. */
export function parseSentTxid(data: unknown): TxId {
  return unsafeBrand<TxId>(parseData(hex64, data));
}
