/**
 * Answers of the FLUX daemon as FluxOS hands them on, `{status, data}` (fluxd rpc/fluxnode.cpp, rpc/misc.cpp). Several
 * numbers arrive as strings; amounts are read from their text, never through a float. Unknown fields are dropped.
 */
import { parseAmount } from '../../../wallet-core/amounts/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { fluxConfig } from '../config.ts';

const count = z.int().min(0).max(10_000_000);
const height = z
  .int()
  .min(0)
  .max(fluxConfig.maxExpiryHeight - 1);
/** Seconds since 1970, as text. */
const secondsText = z
  .string()
  .regex(/^\d{1,11}$/)
  .transform(Number);
const indexText = z
  .string()
  .regex(/^\d{1,10}$/)
  .transform(Number)
  .pipe(z.int().max(0xffffffff));
const amountText = z
  .string()
  .max(40)
  .transform((text, context) => {
    const parsed = parseAmount(text, fluxConfig.decimals);
    if (parsed.ok && parsed.value <= fluxConfig.maxMoney) return parsed.value;
    context.addIssue('amount');
    return z.NEVER;
  });
const tier = z.enum(['CUMULUS', 'NIMBUS', 'STRATUS']).transform((text): 'cumulus' | 'nimbus' | 'stratus' => {
  if (text === 'CUMULUS') return 'cumulus';
  return text === 'NIMBUS' ? 'nimbus' : 'stratus';
});
const hex64 = z.string().regex(/^[0-9a-f]{64}$/);

const nodeStatus = z.object({
  status: z.string().max(40),
  txhash: hex64,
  outidx: indexText,
  ip: z.string().max(80),
  network: z.string().max(20),
  added_height: height,
  confirmed_height: height,
  last_confirmed_height: height,
  last_paid_height: height,
  tier,
  payment_address: z.string().max(64),
  pubkey: z.string().regex(/^(?:[0-9a-f]{66}|[0-9a-f]{130})$/),
  activesince: secondsText,
  lastpaid: secondsText,
  amount: amountText,
});

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
  errors: z.string().max(2_000),
});

const branchId = z.string().regex(/^[0-9a-f]{8}$/);

const consensusInfo = z.object({
  chain: z.enum(['main', 'test', 'regtest']),
  blocks: height,
  consensus: z.object({ chaintip: branchId, nextblock: branchId }),
});

export type NodeStatus = z.infer<typeof nodeStatus>;
export type NodeCount = z.infer<typeof nodeCount>;
export type DaemonInfo = z.infer<typeof daemonInfo>;
export type ConsensusInfo = z.infer<typeof consensusInfo>;

function parse<T extends z.ZodType>(schema: T, reply: unknown): z.infer<T> {
  const parsed = schema.safeParse(reply);
  if (!parsed.success) throw new WalletError('server.bad-reply', {}, { cause: parsed.error });
  return parsed.data;
}

const wrapped = z.object({ status: z.literal('success'), data: z.unknown() });

function unwrap<T extends z.ZodType>(schema: T, reply: unknown): z.infer<T> {
  return parse(schema, parse(wrapped, reply).data);
}

/** `getfluxnodestatus` of a node. Throws `server.bad-reply`, as all of these do, for anything of another shape. */
export function parseNodeStatus(reply: unknown): NodeStatus {
  return unwrap(nodeStatus, reply);
}

/** `getfluxnodecount`: how many nodes are enabled, by tier and network. */
export function parseNodeCount(reply: unknown): NodeCount {
  return unwrap(nodeCount, reply);
}

/** `getinfo` of the daemon. */
export function parseDaemonInfo(reply: unknown): DaemonInfo {
  return unwrap(daemonInfo, reply);
}

/** The consensus part of `getblockchaininfo`, without a wrapper. */
export function parseConsensusInfo(reply: unknown): ConsensusInfo {
  return parse(consensusInfo, reply);
}
