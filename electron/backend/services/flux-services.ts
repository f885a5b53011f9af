/** What only FLUX has: nodes, their starts, merging of their payouts, and the Flux ID. Joined for one open account. */
import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import type { Notice } from '../../../wallet-core/nodes/index.ts';
import type { NodeHttp } from '../net/node-http.ts';
import type { Slice } from '../state.ts';
import type { AccountContext } from './account-context.ts';
import type { Background } from './background.ts';
import { type ConnectionParts, connectLazily } from './connections.ts';
import { type ConsolidationService, createConsolidation } from './consolidation/consolidation-service.ts';
import { createIdentityService, type IdentityService } from './flux-id/identity-service.ts';
import { createKnownLogins } from './flux-id/known-logins.ts';
import { createHandOver, type HandOver } from './nodes/hand-over.ts';
import { createNodeAccess, type NodeAccessService } from './nodes/node-access.ts';
import { createNodesService, type NodesService } from './nodes/nodes-service.ts';
import type { NodeSources } from './nodes/sources.ts';
import { createStartJournal } from './nodes/start-journal.ts';
import { createStartService, type StartService } from './nodes/start-service.ts';
import type { StoredNode } from './nodes/stored.ts';
import type { Checkpoint } from './send/checkpoint.ts';
import type { Journal } from './send/journal.ts';
import type { SendService } from './send/send-service.ts';
import type { SessionChain } from './session-chain.ts';

/** Shared by all accounts of this process. */
export interface FluxParts {
  readonly sources: NodeSources;
  readonly nodeHttp: NodeHttp;
  readonly notice: (notice: Notice) => void;
  /** What was raised for a node while locked, once; `undefined` when nothing is known. */
  readonly raisedWhileLocked: (key: string) => StoredNode['raised'] | undefined;
}

export interface FluxServices {
  readonly nodes: NodesService;
  readonly starts: StartService;
  readonly access: NodeAccessService;
  readonly identity: IdentityService;
  readonly consolidation: ConsolidationService;
  readonly handOver: HandOver;
  run(): void;
}

export interface FluxServicesOptions {
  readonly context: AccountContext;
  readonly connections: ConnectionParts;
  readonly checkpoint: Checkpoint;
  readonly background: Background;
  readonly fluxParts: FluxParts;
  readonly journal: Journal;
  readonly send: SendService;
  readonly chains: readonly SessionChain[];
  readonly chainOf: (chain: ChainId) => SessionChain;
  readonly changed: (...slices: readonly Slice[]) => void;
}

export function createFluxServices(options: FluxServicesOptions): FluxServices | null {
  const { context, connections, checkpoint, background, fluxParts, journal, send, chainOf, changed } = options;
  const chain = options.chains.find(({ port }) => port.chain === 'flux');
  if (chain === undefined) return null;
  const codecs = Object.fromEntries(options.chains.map(({ port }) => [port.chain, port.codec]));
  const startJournal = createStartJournal(context, () => changed('nodes'));
  const nodes: NodesService = createNodesService({
    context,
    chain,
    ...fluxParts,
    starts: startJournal,
    followStarts: () => starts.follow(),
    onChange: () => changed('nodes'),
  });
  const starts: StartService = createStartService({
    context,
    journal: startJournal,
    book: nodes.book,
    connection: connectLazily(connections, chain.port),
    background,
    checkpoint,
    refresh: () => nodes.refresh(true),
    startables: nodes.startables,
    networkSeconds: nodes.networkSeconds,
  });
  const logins = createKnownLogins(context.signal);
  const { clock, random } = context;
  const access = createNodeAccess({ nodes, nodeHttp: fluxParts.nodeHttp, logins, clock, random });
  const identity = createIdentityService({
    context,
    client: connections.client,
    nodes,
    access,
    logins,
    codecs,
    chainOf,
    onChange: () => changed('flux-id'),
  });
  const consolidation = createConsolidation({
    context,
    journal,
    chainOf,
    prepare: send.prepare,
    onChange: () => changed('consolidation'),
  });
  const handOver = createHandOver(connections.client);
  return { nodes, starts, access, identity, consolidation, handOver, run: nodes.run };
}
