/** The part of the contract about FluxNodes and about merging their payouts. */
import { z } from '../primitives/zod.ts';
import { channel, event, nothing } from './channel.ts';
import * as n from './node-schemas.ts';
import {
  accountIdText,
  addressText,
  hexText,
  outpointText,
  plainText,
  positiveUnitsText,
  preparedSend,
  requestIdText,
  timeMs,
  txidText,
} from './schemas.ts';

const byKey = z.strictObject({ key: outpointText });

const signedStart = z.strictObject({ signed: hexText(4_000), txid: txidText });
const signedStarts = z.array(signedStart).min(1).max(n.MAX_STARTS);
/** The decision about starts: one signature for each that was shown, in that order. */
export const startsDecision = z.strictObject({ kind: z.literal('starts-signed'), starts: signedStarts });

const startedNodes = z.strictObject({
  starts: z.array(z.strictObject({ key: outpointText, txid: txidText })).max(n.MAX_STARTS),
});

const adopted = z.strictObject({
  accountId: accountIdText,
  nodes: z
    .array(
      z.strictObject({
        key: outpointText,
        name: plainText(64),
        host: n.serverHost,
        publicKey: n.publicKeyText,
      }),
    )
    .min(1)
    .max(1_000),
});
const added = z.strictObject({ added: z.int().min(0), known: z.int().min(0) });

const handOver = z.strictObject({
  accountId: accountIdText,
  /** The text that is signed: holds the node's identity key, not the collateral's. */
  body: z.string().max(1_000),
  signature: z.string().max(120),
});
const handedOver = z.strictObject({ words: z.string().max(400) });

const openStarts = {
  stated: n.statedStarts,
  unsigned: z.array(n.unsignedStart).min(1).max(n.MAX_STARTS),
  validUntilMs: timeMs,
};

export const nodeChannels = {
  // ── app → main
  /** Shows the signer's one review of all of them. Answers when they are signed and journalled, not when they are mined. */
  'approval.node-start': channel(
    ['app'],
    'main',
    z.strictObject({ draftId: requestIdText, stated: n.statedStarts }),
    startedNodes,
    { perSecond: 2 },
  ),
  /** The signer shows the identity key of a node with the lines for its configuration; nothing of it comes back. */
  'signer.show-node-key': channel(
    ['app'],
    'main',
    z.strictObject({
      key: outpointText,
      index: n.keyIndex,
      name: plainText(64).nullable(),
      host: n.serverHost.nullable(),
    }),
    nothing,
    { perSecond: 2 },
  ),

  // ── signer → main
  /** Nodes of a configuration file the person pasted into the signer: without their keys. */
  'node.adopt': channel(['signer'], 'main', adopted, added, { perSecond: 2 }),
  /** Leaves a node's settings at storage.runonflux.io for its installer, after the person's click in the signer. */
  'node.hand-over': channel(['signer'], 'main', handOver, handedOver, { secret: true, perSecond: 1 }),

  // ── app → backend
  'nodes.read': channel(['app'], 'backend', nothing, n.nodesView),
  'nodes.refresh': channel(['app'], 'backend', nothing, nothing, { perSecond: 1 }),
  /** `null`: nothing known yet. */
  'nodes.network': channel(['app'], 'backend', nothing, z.strictObject({ network: n.networkView.nullable() })),
  'nodes.list': channel(
    ['app'],
    'backend',
    z.strictObject({ query: n.nodeQuery, offset: z.int().min(0), limit: z.int().min(1).max(500) }),
    z.strictObject({
      rows: z.array(n.listedNode).max(500),
      total: z.int().min(0),
      provenance: n.networkView.shape.provenance.nullable(),
      /** Rows whose server counts another rank than its own heights give. */
      disputed: z.int().min(0),
    }),
  ),
  /** A node whose collateral is not this account's: watched, of a script with one key here, or started as delegate. */
  'nodes.add': channel(
    ['app'],
    'backend',
    z.strictObject({
      key: outpointText,
      redeemScript: hexText(1_040).nullable(),
      /** Public key of the collateral, where this account is its delegate. */
      ownerKey: n.publicKeyText.nullable(),
    }),
    nothing,
  ),
  /** Looks for collateral at the address of a script (SSP 2-of-2) and adds what it finds. */
  'nodes.add-script': channel(
    ['app'],
    'backend',
    z.strictObject({ redeemScript: hexText(1_040) }),
    z.strictObject({ address: addressText, found: z.array(outpointText).max(100), hasKey: z.boolean() }),
    { perSecond: 2 },
  ),
  'nodes.forget': channel(['app'], 'backend', byKey, nothing),
  'nodes.configure': channel(
    ['app'],
    'backend',
    z.strictObject({ key: outpointText, settings: n.nodeSettings }),
    nothing,
  ),
  'nodes.setup': channel(['app'], 'backend', byKey, n.nodeSetup),
  /** A payment to oneself of exactly the amount, for `send.prepare`. */
  'nodes.plan-collateral': channel(
    ['app'],
    'backend',
    z.strictObject({ tier: n.nodeTier, feePerByte: positiveUnitsText }),
    n.collateralPlan,
  ),
  'nodes.prepare-start': channel(
    ['app'],
    'backend',
    z.strictObject({
      keys: z.array(outpointText).min(1).max(n.MAX_STARTS),
      /** Keys that may start these nodes from now on; empty takes them back, `null` leaves them. */
      newDelegates: n.statedNodeStart.shape.newDelegates,
    }),
    n.preparedStarts,
    { perSecond: 2 },
  ),
  /** Asks a node's own server again, now. */
  'nodes.ask-server': channel(['app'], 'backend', byKey, nothing, { perSecond: 2 }),
  /** How it can be reached for operating it; looks at its certificate. Throws `node.unreachable`. */
  'nodes.access': channel(['app'], 'backend', byKey, n.nodeAccess, { perSecond: 2 }),
  /** The person has compared the certificate and trusts it from now on, or allows http to this node of theirs. */
  'nodes.trust': channel(
    ['app'],
    'backend',
    z.strictObject({
      key: outpointText,
      trust: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('certificate'), sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
        z.strictObject({ kind: z.literal('plain-http') }),
        z.strictObject({ kind: z.literal('none') }),
      ]),
    }),
    n.nodeAccess,
  ),
  /** Needs a login to that node first (`flux-id.prepare` with `from: node`). Gives what the node says: its words. */
  'nodes.operate': channel(
    ['app'],
    'backend',
    z.strictObject({ key: outpointText, operation: n.operationId }),
    z.strictObject({ text: z.string().max(200_000) }),
    { perSecond: 2 },
  ),

  'consolidation.plan': channel(['app'], 'backend', n.consolidationTerms, n.consolidationPlan, { perSecond: 5 }),
  /** Writes the plan down; from here on it survives restarts. */
  'consolidation.begin': channel(['app'], 'backend', z.strictObject({ planId: requestIdText }), n.consolidationRun),
  'consolidation.read': channel(
    ['app'],
    'backend',
    nothing,
    z.strictObject({ runs: z.array(n.consolidationRun).max(20) }),
  ),
  /** The next batch that is ready, for `approval.request`; `null` when none is. */
  'consolidation.next': channel(
    ['app'],
    'backend',
    z.strictObject({ runId: requestIdText }),
    z.strictObject({ batchId: requestIdText.nullable(), prepared: preparedSend.nullable() }),
    { perSecond: 2 },
  ),
  /** Forgets a run; what was sent stays sent. */
  'consolidation.end': channel(['app'], 'backend', z.strictObject({ runId: requestIdText }), nothing),

  // ── main → backend
  'draft.take-starts': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText }),
    z.strictObject({ accountId: accountIdText, ...openStarts }),
  ),
  'draft.commit-starts': channel(
    ['main'],
    'backend',
    z.strictObject({ draftId: requestIdText, starts: signedStarts }),
    startedNodes,
    { secret: true },
  ),
  'backend.adopt-nodes': channel(['main'], 'backend', adopted, added),
  'backend.hand-over': channel(['main'], 'backend', handOver, handedOver, { secret: true }),
} as const;

export const nodeEvents = {
  /** Nodes, starts or merges changed: what is on screen should be read again. */
  'state.nodes': event('backend', 'app', z.strictObject({ version: z.int() })),
  'state.consolidation': event('backend', 'app', z.strictObject({ version: z.int() })),
  'approval.open-starts': event(
    'main',
    'signer',
    z.strictObject({ requestId: requestIdText, accountId: accountIdText, ...openStarts }),
  ),
  'signer.open-node-key': event(
    'main',
    'signer',
    z.strictObject({
      accountId: accountIdText,
      key: outpointText,
      index: n.keyIndex,
      name: plainText(64).nullable(),
      host: n.serverHost.nullable(),
    }),
  ),
  /** Which, how many: no address, no amount. */
  'backend.node-notice': event(
    'backend',
    'main',
    z.strictObject({
      kind: z.enum(['left-confirmed', 'about-to-expire', 'confirm-window-closing', 'collateral-spent']),
      nodes: z.int().min(1).max(1_000),
    }),
  ),
} as const;
