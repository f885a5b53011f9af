/** Shapes of FluxNodes that cross process borders: a person's nodes, the network, starts, merging of payouts. */
import { benchmarkItems } from '../nodes/benchmarks.ts';
import { nodeExplanationIds, nodeSteps } from '../nodes/explain-node.ts';
import { nodeTiers } from '../nodes/tiers.ts';
import { z } from '../primitives/zod.ts';
import {
  addressText,
  chainId,
  height,
  hostText,
  idText,
  outpointText,
  paymentDraft,
  plainText,
  positiveUnitsText,
  provenance,
  requestIdText,
  sendState,
  timeMs,
  txidText,
  validation,
  wireError,
} from './schemas.ts';

export const nodeTier = z.enum(nodeTiers);
const count = z.int().min(0).max(1_000_000_000);
const spanMs = z.number().min(0).max(1e15);
/** 33 or 65 bytes, in the form that the node's configuration holds. */
export const publicKeyText = z.string().regex(/^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/);
const compressedKey = z.string().regex(/^0[23][0-9a-f]{64}$/);
export const apiPort = z.int().min(1).max(65_535);
/** Host or address of a server, as the person or the network writes it, without port. */
export const serverHost = z.string().regex(/^[\w.:[\]-]{1,80}$/);
export const keyIndex = z.int().min(0).max(0x7fffffff);
const facts = z
  .record(z.string().max(64), z.union([z.string().max(300), z.number()]))
  .refine((data) => Object.keys(data).length <= 20);
const version = z.string().regex(/^[\w.+-]{0,40}$/);

/** A window that closes at a height; `msLeft` at the network's pace. */
export const countdown = z.strictObject({ endHeight: height, blocksLeft: count, msLeft: spanMs });

export const explanation = z.strictObject({
  id: z.enum(nodeExplanationIds),
  severity: z.enum(['good', 'info', 'warning', 'alarm']),
  step: z.enum(nodeSteps),
  data: facts,
});

export const startRefusal = z.strictObject({
  reason: z.enum([
    'unknown',
    'collateral-spent',
    'wrong-amount',
    'too-young',
    'already-started',
    'dos',
    'already-confirmed',
    'already-sent',
    'time-too-old',
    'time-ahead',
    /** No key of this account may start it. */
    'no-key',
    /** It has no identity key yet: choose one in its set-up. */
    'no-identity',
    /** This computer's clock is wrong: the time in the START would be. */
    'clock',
  ]),
  data: facts,
  possible: z.strictObject({ height, inMs: spanMs }).nullable(),
});

const benchmarkVerdict = z.strictObject({
  item: z.enum(benchmarkItems),
  have: z.number().nullable(),
  need: z.number(),
  verdict: z.enum(['pass', 'short', 'fail', 'unknown']),
});

/** What the node's own server says of itself. Every `null`: it does not say. */
export const nodeServer = z.strictObject({
  checkedAtMs: timeMs,
  reachable: z.boolean(),
  error: wireError.nullable(),
  fluxOsVersion: version.nullable(),
  benchVersion: version.nullable(),
  daemonHeight: height.nullable(),
  benchmarking: z.string().max(40).nullable(),
  benchmarks: z.array(benchmarkVerdict).max(benchmarkItems.length),
  runningApps: count.nullable(),
  connections: count.nullable(),
  /** The Flux ID of its operator is this account's. */
  isOperator: z.boolean().nullable(),
});

/** Where a START of ours stands. `started`: in a block. */
export const pendingStart = z.strictObject({
  txid: txidText,
  sigTime: z.int().min(0).max(0xffffffff),
  state: z.enum(['signed', 'unsure', 'sent', 'started', 'confirmed', 'refused', 'lapsed']),
  /** The daemon's reason as a code of ours (`daemonReasons` of wallet-core/nodes); `null` unless refused. */
  reason: z.string().max(40).nullable(),
  atMs: timeMs,
});

export const nodeIdentity = z.strictObject({
  publicKey: publicKeyText,
  /** account: derived here, number `index`; imported: its key is elsewhere; network: as the list has it. */
  source: z.enum(['account', 'imported', 'network']),
  index: keyIndex.nullable(),
});

/** One node of the person: found by its collateral alone, or added by hand. */
export const nodeView = z.strictObject({
  key: outpointText,
  /** own: this account holds the collateral; script: one of the keys of its script; delegate; watched: none of them. */
  ownership: z.enum(['own', 'script', 'delegate', 'watched']),
  tier: nodeTier.nullable(),
  value: positiveUnitsText.nullable(),
  address: addressText.nullable(),
  confirmations: count.nullable(),
  name: plainText(64).nullable(),
  host: serverHost.nullable(),
  apiPort: apiPort.nullable(),
  identity: nodeIdentity.nullable(),
  state: z.enum([
    'collateral-spent',
    'wrong-amount',
    'waiting-for-confirmations',
    'not-started',
    'start-sent',
    'started',
    'confirmed',
    'missing-confirm',
    'expired',
    'dos',
    'unknown',
  ]),
  countdown: countdown.nullable(),
  /** The first says where it stands, the others what is wrong with its server. */
  explanations: z.array(explanation).min(1).max(20),
  rank: count.nullable(),
  payout: z
    .strictObject({ height, inMs: spanMs, amount: positiveUnitsText.nullable(), spendableFrom: height })
    .nullable(),
  lastPaid: z.strictObject({ height, timeMs }).nullable(),
  activeSinceMs: timeMs.nullable(),
  lastConfirmedHeight: height.nullable(),
  /**
   * From this account's history; `null` for nodes paid elsewhere. `shared`: nodes of this tier on this address have it
   * together. `complete` false: the history is still being read, so it is a lower bound.
   */
  earned: z
    .strictObject({
      payouts: count,
      native: positiveUnitsText,
      /** Of each of the ten parallel assets, claimable elsewhere. */
      parallelEach: positiveUnitsText,
      shared: z.boolean(),
      complete: z.boolean(),
    })
    .nullable(),
  server: nodeServer.nullable(),
  /** Empty when it may be started now. */
  startRefusals: z.array(startRefusal).max(20),
  pendingStart: pendingStart.nullable(),
});

export const sourceView = z.strictObject({
  host: hostText,
  height: height.nullable(),
  atMs: timeMs.nullable(),
  error: wireError.nullable(),
});

export const sourceDifference = z.strictObject({
  key: outpointText,
  kind: z.enum(['only-first', 'only-second', 'field']),
  field: z.string().max(40).nullable(),
});

export const nodesView = z.strictObject({
  nodes: z.array(nodeView).max(1_000),
  /** The first is what is shown; the second was asked for comparison. */
  sources: z.array(sourceView).max(5),
  /** What two sources say differently of these nodes. */
  differences: z.array(sourceDifference).max(500),
  clock: z.strictObject({ verdict: z.enum(['unknown', 'right', 'wrong']), offsetMs: z.int().nullable() }),
  provenance: provenance.nullable(),
  /** Why the lists could not be had at the last attempt. */
  error: wireError.nullable(),
  refreshing: z.boolean(),
  /** The lowest identity key number no node uses. */
  nextIdentityIndex: keyIndex,
  /** This account's key for starting others' nodes: their owner registers it as a delegate. */
  delegateKey: compressedKey.nullable(),
});

const tierFigures = z.strictObject({
  nodes: count,
  locked: positiveUnitsText,
  reward: positiveUnitsText.nullable(),
  rotation: z.strictObject({ blocks: count, ms: spanMs }),
  yieldBasisPoints: count.nullable(),
  collateral: positiveUnitsText,
});

export const networkView = z.strictObject({
  provenance,
  nodes: count,
  tiers: z.strictObject({ cumulus: tierFigures, nimbus: tierFigures, stratus: tierFigures }),
  locked: positiveUnitsText,
  paidPerDay: positiveUnitsText,
  leastResources: z.strictObject({ cores: count, threads: count, ram: count, storage: count }),
});

export const nodeSort = z.enum(['payout', 'tier', 'address', 'ip', 'active']);
export const nodeQuery = z.strictObject({
  text: z.string().max(130),
  tiers: z.array(nodeTier).max(3),
  onlyOwn: z.boolean(),
  sort: nodeSort,
});

export const listedNode = z.strictObject({
  key: outpointText,
  tier: nodeTier,
  address: addressText,
  ip: z.string().max(80),
  /** Place in the queue of its tier; `null` before its first CONFIRM. */
  rank: count.nullable(),
  payoutInMs: spanMs.nullable(),
  lastPaidMs: timeMs.nullable(),
  lastConfirmedHeight: height,
  activeSinceMs: timeMs,
  own: z.boolean(),
});

/** What the person sets for a node; only what is there changes. */
export const nodeSettings = z.strictObject({
  name: plainText(64).nullable().optional(),
  host: serverHost.nullable().optional(),
  apiPort: apiPort.nullable().optional(),
  identity: z
    .discriminatedUnion('source', [
      z.strictObject({ source: z.literal('account'), index: keyIndex }),
      z.strictObject({ source: z.literal('imported'), publicKey: publicKeyText }),
    ])
    .nullable()
    .optional(),
});

/** One START as it was shown, to be compared with the bytes (T-06, T-18). */
export const statedNodeStart = z.strictObject({
  key: outpointText,
  address: addressText,
  value: positiveUnitsText,
  nodePublicKey: publicKeyText,
  sigTime: z.int().min(0).max(0xffffffff),
  signer: z.enum(['owner', 'delegate']),
  newDelegates: z.array(compressedKey).max(4).nullable(),
});

export const MAX_STARTS = 200;
export const statedStarts = z.strictObject({
  kind: z.literal('flux-node-start'),
  starts: z.array(statedNodeStart).min(1).max(MAX_STARTS),
});

export const unsignedStart = z.strictObject({
  bytes: z
    .string()
    .max(4_000)
    .regex(/^(?:[0-9a-f]{2})+$/),
  path: z.string().regex(/^m(?:\/\d{1,10}'?){1,6}$/),
});

export const preparedStarts = z.strictObject({
  /** `null` when none of them may be started now. */
  draft: z.strictObject({ draftId: requestIdText, stated: statedStarts, validUntilMs: timeMs }).nullable(),
  refused: z.array(z.strictObject({ key: outpointText, refusals: z.array(startRefusal).min(1).max(20) })).max(1_000),
});

export const collateralPlan = z.strictObject({
  draft: paymentDraft,
  validation,
  tier: nodeTier,
  amount: positiveUnitsText,
  address: addressText,
  /** Confirmations it needs before a START, and how long they take. */
  confirmationsNeeded: count,
  readyInMs: spanMs,
});

export const nodeSetup = z.strictObject({
  key: outpointText,
  identityIndex: keyIndex.nullable(),
  publicKey: publicKeyText.nullable(),
  /** Lines of `flux.conf`; the secret one comes without its value: `signer.show-node-key` shows it. */
  confLines: z.array(z.strictObject({ text: z.string().max(300), secret: z.boolean() })).max(10),
  /** API ports that no other node of this person takes behind the same host. */
  freeApiPorts: z.array(apiPort).max(8),
  ports: z.strictObject({ ui: apiPort, api: apiPort, secureApi: apiPort, syncthing: apiPort }).nullable(),
});

export const operationId = z.enum([
  'restart-fluxos',
  'soft-update-fluxos',
  'hard-update-fluxos',
  'update-daemon',
  'restart-daemon',
  'update-benchmark',
  'restart-benchmark',
  'rerun-benchmark',
  'read-fluxos-log',
  'read-daemon-log',
  'read-benchmark-log',
]);

/** How this node is reached for operating it. */
export const nodeAccess = z.strictObject({
  key: outpointText,
  host: serverHost,
  apiPort,
  /** `plain`: only over http, allowed by the person; `none`: nothing is agreed yet. */
  transport: z.enum(['pinned', 'plain', 'none']),
  /** SHA-256 of the certificate it shows now and of the one that is pinned, as lower-case hex. */
  shown: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  pinned: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  /** The signed login is held until then, in memory alone; `null`: log in first. */
  loggedInUntilMs: timeMs.nullable(),
  privilege: z.enum(['user', 'fluxteam', 'admin']).nullable(),
});

// ── merging payouts ─────────────────────────────────────────────────────────────────────────────────────────────────
export const consolidationTerms = z.strictObject({
  chain: chainId,
  /** Outputs of this value and above are left alone. */
  below: positiveUnitsText,
  feePerByte: positiveUnitsText,
  maxInputsPerBatch: z.int().min(2).max(2_000),
  maxFeePerBatch: positiveUnitsText.nullable(),
});

export const consolidationPlan = z.strictObject({
  planId: requestIdText,
  transactions: count,
  inputs: count,
  bytes: count,
  fee: positiveUnitsText,
  amount: positiveUnitsText,
  /** Outputs before and after. */
  before: count,
  after: count,
  /** Blocks that all of it fills at least, and how long they take. */
  blocks: count,
  ms: spanMs,
  notWorthMoving: count,
  address: addressText,
  provenance: provenance.nullable(),
});

export const consolidationBatch = z.strictObject({
  id: requestIdText,
  inputs: count,
  amount: positiveUnitsText,
  fee: positiveUnitsText,
  /** ready: sign it · sent: its payment is in the journal, `sendState` says how it goes · gone: its outputs were spent
   * otherwise · broken: some were; what is left belongs in a new plan · waiting: its outputs are not known now. */
  state: z.enum(['ready', 'sent', 'gone', 'broken', 'waiting']),
  sendId: idText.nullable(),
  sendState: sendState.nullable(),
});

export const consolidationRun = z.strictObject({
  runId: requestIdText,
  chain: chainId,
  address: addressText,
  createdAtMs: timeMs,
  feePerByte: positiveUnitsText,
  batches: z.array(consolidationBatch).max(1_000),
});
