/** The person's FluxNodes: what is known of each, how they are called and reached, and the network they are in. */

import { parseMultisig } from '../../../../chains/_families/utxo/index.ts';
import { ownerAddress } from '../../../../chains/flux/fluxnode/index.ts';
import type { Spendable } from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type {
  NetworkView,
  NodeSettings,
  NodesView,
  NodeView,
  ReplyOf,
  RequestOf,
  WireStartRefusal,
} from '../../../../wallet-core/ipc/index.ts';
import {
  type CollateralFacts,
  checkStart,
  gatherAlerts,
  judgeAlert,
  type Listed,
  type NodeAlert,
  type NodeFacts,
  type NodeRow,
  type NodeTier,
  type Notice,
  nodeState,
} from '../../../../wallet-core/nodes/index.ts';
import { fromHex, toHex } from '../../../../wallet-core/primitives/index.ts';
import type { NodeHttp, NodePlace } from '../../net/node-http.ts';
import { logError } from '../../system/log-error.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import { provenanceOf } from '../provenance.ts';
import { type CollateralBook, createCollateralBook, tierOf } from './collateral-book.ts';
import { readForeignCollateral, sourcesView, watchedRef } from './foreign-collateral.ts';
import { listNodes } from './list-nodes.ts';
import { networkOf } from './network-view.ts';
import { createListsReader, type ListsReader } from './node-lists.ts';
import { earningsOf, serverAddress, toNodeView, toWireRefusal } from './node-view.ts';
import { createServerReports, type ServerReports } from './server-reports.ts';
import { planCollateral, setupOf } from './set-up.ts';
import type { NodeSources } from './sources.ts';
import type { StartJournal } from './start-journal.ts';
import type { Startable } from './start-service.ts';
import { emptyNode, type StoredNode, type StoredStart } from './stored.ts';
import type { WatchedNode } from './watch-nodes.ts';

export interface NodesService {
  view(): NodesView;
  /** Everything that is not fresh. Never throws. */
  refresh(force: boolean): Promise<void>;
  network(): NetworkView | null;
  list(request: RequestOf<'nodes.list'>): ReplyOf<'nodes.list'>;
  add(request: RequestOf<'nodes.add'>): Promise<void>;
  addScript(request: RequestOf<'nodes.add-script'>): Promise<ReplyOf<'nodes.add-script'>>;
  adopt(request: RequestOf<'backend.adopt-nodes'>): ReplyOf<'backend.adopt-nodes'>;
  /** Throws `node.unknown`. */
  forget(key: string): void;
  configure(key: string, settings: NodeSettings): void;
  setUp(key: string): ReplyOf<'nodes.setup'>;
  planCollateral(request: RequestOf<'nodes.plan-collateral'>): Omit<ReplyOf<'nodes.plan-collateral'>, 'validation'>;
  askServer(key: string): Promise<void>;
  /** Where its server is. Throws `node.unknown`, `node.no-address`. */
  place(key: string): NodePlace;
  stored(key: string): StoredNode;
  store(node: StoredNode): void;
  all(): readonly StoredNode[];
  isListed(host: string, port: number): boolean;
  startables(keys: readonly string[], sigTime: number): readonly Startable[];
  networkSeconds(): number;
  readonly book: CollateralBook;
  /** As the public knows them, for watching while locked. */
  watched(): readonly WatchedNode[];
  /** The account's own outputs have been read anew: collateral shows at once. */
  outputsChanged(): void;
  /** Starts looking; ends with the session. */
  run(): void;
}

export interface NodesServiceOptions {
  readonly context: AccountContext;
  readonly chain: AccountChain;
  readonly sources: NodeSources;
  readonly nodeHttp: NodeHttp;
  readonly starts: StartJournal;
  readonly followStarts: () => Promise<void>;
  readonly notice: (notice: Notice) => void;
  /** What was raised while locked: it is not said twice. */
  readonly raisedWhileLocked: (key: string) => StoredNode['raised'] | undefined;
  readonly onChange: () => void;
}

const TURN_MS = 30_000;
/** The lists are megabytes; a small network's are read at every turn. */
const LISTS_EVERY_MS = 5 * 60_000;
const SERVERS_EVERY_MS = 5 * 60_000;
const FRESH_MS = 20_000;
const SERVERS_AT_ONCE = 4;
/** Receiving and change keys looked through for one that is in a script. */
const SCRIPT_KEYS = 200;
/** A START's time would be wrong by more than the daemon tolerates ahead of it. */
const CLOCK_LIMIT_MS = 10 * 60_000;

export function createNodesService(options: NodesServiceOptions): NodesService {
  const { context, chain, sources, starts, onChange } = options;
  const { clock, signal } = context;
  const foreign = new Map<string, CollateralFacts>();
  const book = createCollateralBook({ context, chain, foreign: (key) => foreign.get(key) ?? { kind: 'unknown' } });
  const reports: ServerReports = createServerReports({
    nodeHttp: options.nodeHttp,
    clock,
    identity: context.keys.fluxId,
  });
  const reader: ListsReader = createListsReader({
    sources,
    clock,
    signal,
    keys: () => book.all().map(({ key }) => key),
    onChange,
  });

  function stored(key: string): StoredNode {
    const node = book.get(key);
    if (node === undefined) throw new WalletError('node.unknown');
    return node;
  }

  /** Height of the lists, or of the account's own outputs while there are none. */
  function height(): number {
    return reader.state().lists?.height ?? chain.sync.state().outputs?.height ?? 0;
  }

  function listed<Row>(rows: ReadonlyMap<string, Row> | undefined, key: string): Listed<Row> {
    return rows === undefined ? 'unknown' : (rows.get(key) ?? null);
  }

  const isUnderWay = (start: StoredStart | undefined): start is StoredStart =>
    start !== undefined && (start.state === 'signed' || start.state === 'unsure' || start.state === 'sent');

  function factsOf(node: StoredNode): NodeFacts {
    const { lists } = reader.state();
    const start = starts.latest(node.key);
    return {
      height: height(),
      collateral: book.facts(node),
      start: listed(lists?.started, node.key),
      dos: listed(lists?.banned, node.key),
      confirmed: listed(lists?.rowOf, node.key),
      pendingStart: isUnderWay(start) ? { sigTime: start.sigTime } : null,
      rememberedConfirm: node.seenConfirm,
    };
  }

  function rowOf(node: StoredNode): NodeRow | null {
    return reader.state().lists?.rowOf.get(node.key) ?? null;
  }

  function identityOf(node: StoredNode): NodeView['identity'] {
    const { identity } = node;
    if (identity?.source === 'account' && book.keys !== null) {
      const { index } = identity;
      return { source: 'account', index, publicKey: toHex(book.keys.at(12, index).publicKey) };
    }
    if (identity?.source === 'imported') return { source: 'imported', index: null, publicKey: identity.publicKey };
    const publicKey = rowOf(node)?.publicKey ?? node.seenKey;
    if (publicKey === null) return null;
    const index = book.identityIndex(publicKey);
    return { publicKey, source: index === null ? 'network' : 'account', index };
  }

  function clockIsWrong(): boolean {
    const verdict = sources.clock();
    return verdict.kind === 'wrong' && Math.abs(verdict.offsetMs) > CLOCK_LIMIT_MS;
  }

  function networkSeconds(): number {
    return Math.floor(clock.now() / 1_000);
  }

  function refusalsOf(node: StoredNode, facts: NodeFacts, sigTime: number): readonly WireStartRefusal[] {
    const own = (reason: WireStartRefusal['reason']): WireStartRefusal => ({ reason, data: {}, possible: null });
    const refusals = checkStart(facts, sigTime, networkSeconds()).refusals.map(toWireRefusal);
    // The daemon would take a later one in its place; two of ours under way would be one too many (T-10).
    const isSaid = refusals.some(({ reason }) => reason === 'already-sent');
    if (isUnderWay(starts.latest(node.key)) && !isSaid) refusals.push(own('already-sent'));
    if (node.path === null) refusals.push(own('no-key'));
    if (identityOf(node) === null) refusals.push(own('no-identity'));
    if (clockIsWrong()) refusals.push(own('clock'));
    return refusals;
  }

  function viewOf(node: StoredNode, sameTier: (node: StoredNode) => number): NodeView {
    const facts = factsOf(node);
    const row = facts.confirmed === 'unknown' ? null : facts.confirmed;
    const tier: NodeTier | null = tierOf(node) ?? row?.tier ?? null;
    const { marks, all } = chain.sync.history;
    const isOwnAddress = node.address !== null && chain.ownRef(node.address) !== undefined;
    const start = starts.latest(node.key);
    return toNodeView({
      node,
      facts,
      tier,
      rank: reader.state().ranking?.rankOf.get(node.key) ?? null,
      identity: identityOf(node),
      refusals: refusalsOf(node, facts, networkSeconds()),
      pendingStart: start,
      server: reports.of(node.key),
      earned:
        tier === null || node.address === null || !isOwnAddress
          ? null
          : earningsOf(all(), node.address, tier, sameTier(node) > 1, marks().complete),
    });
  }

  function nextIdentityIndex(): number {
    const used = new Set(book.all().flatMap((node) => identityOf(node)?.index ?? []));
    let index = 0;
    while (used.has(index)) index += 1;
    return index;
  }

  function discover(): void {
    const { lists } = reader.state();
    // Without the lists nothing is dropped: a node may stand in them.
    book.discover((key) => lists === null || lists.rowOf.has(key) || lists.started.has(key) || lists.banned.has(key));
  }

  /** What the lists say is written down where it has to be known later: the last CONFIRM, the key, what was raised. */
  function learn(): void {
    const { lists } = reader.state();
    if (lists === null || signal.aborted) return;
    discover();
    const alerts: NodeAlert[] = [];
    const changed = book.all().flatMap((node): readonly StoredNode[] => {
      const row = lists.rowOf.get(node.key);
      const seen =
        row === undefined || row.confirmedHeight === 0
          ? {}
          : { seenConfirm: row.lastConfirmedHeight, seenKey: row.publicKey };
      const whileLocked = options.raisedWhileLocked(node.key);
      const raised = whileLocked === undefined ? node.raised : whileLocked;
      const judged = judgeAlert(node.key, nodeState(factsOf({ ...node, ...seen })), { ...node, raised });
      if (judged.alert !== null) alerts.push(judged.alert);
      const next = { ...node, ...seen, ...judged.memory };
      return JSON.stringify(next) === JSON.stringify(node) ? [] : [next];
    });
    book.putAll(changed);
    for (const notice of gatherAlerts(alerts)) options.notice(notice);
    followStarts(lists);
  }

  function followStarts(lists: NonNullable<ReturnType<ListsReader['state']>['lists']>): void {
    for (const start of starts.all()) {
      const { key, txid, state, createdAtMs } = start;
      if (state === 'confirmed' || state === 'refused' || state === 'lapsed' || starts.latest(key) !== start) continue;
      const row = lists.rowOf.get(key);
      if (lists.atMs < createdAtMs) continue;
      if (lists.started.has(key)) {
        if (state !== 'started') starts.update(txid, { state: 'started' });
      } else if (row !== undefined && row.confirmedHeight > 0) starts.update(txid, { state: 'confirmed' });
      else if (lists.banned.has(key)) starts.update(txid, { state: 'lapsed' });
    }
  }

  async function readForeign(): Promise<void> {
    const nodes = book.all().filter(({ origin }) => origin !== 'own');
    book.putAll(
      await readForeignCollateral(chain, nodes, (node) => node.address ?? rowOf(node)?.address ?? null, foreign),
    );
  }

  async function askServers(maxAgeMs: number): Promise<void> {
    const due = book.all().flatMap((node) => {
      const { host, port } = serverAddress(node, factsOf(node));
      if (host === null || port === null || reports.isFresh(node.key, maxAgeMs)) return [];
      return [{ node, place: { host, port } }];
    });
    for (let at = 0; at < due.length && !signal.aborted; at += SERVERS_AT_ONCE) {
      const some = due.slice(at, at + SERVERS_AT_ONCE);
      await Promise.all(some.map(({ node, place }) => reports.ask(node.key, place, tierOf(node))));
      onChange();
    }
  }

  async function refresh(force: boolean): Promise<void> {
    try {
      await reader.refresh(force ? FRESH_MS : reader.isSmall() ? TURN_MS / 2 : LISTS_EVERY_MS);
      if (signal.aborted) return;
      await readForeign();
      learn();
      await options.followStarts();
      onChange();
      await askServers(force ? FRESH_MS : SERVERS_EVERY_MS);
      onChange();
    } catch (thrown) {
      if (!signal.aborted) logError(context.logger, 'nodes.failed', thrown);
    }
  }

  async function loop(): Promise<void> {
    while (!signal.aborted) {
      await refresh(false);
      await clock.sleep(TURN_MS, signal);
    }
  }

  function multisigOf(hex: string) {
    const script = fromHex(hex);
    const multisig = parseMultisig(script);
    if (multisig === undefined) throw new WalletError('node.bad-script');
    const own = multisig.publicKeys
      .map((key) => book.keys?.find(0, key, SCRIPT_KEYS) ?? book.keys?.find(1, key, SCRIPT_KEYS))
      .find((place) => place !== undefined);
    return { address: ownerAddress({ kind: 'p2sh', redeemScript: script }), path: own?.path ?? null };
  }

  return {
    book,
    networkSeconds,
    refresh,
    all: book.all,
    stored,
    store: book.put,
    view: () => {
      const { lists, second, differences, error, refreshing } = reader.state();
      const nodes = book.all();
      const sameTier = (node: StoredNode) =>
        nodes.filter(({ address, value }) => address === node.address && value === node.value).length;
      const verdict = sources.clock();
      return {
        nodes: nodes.slice(0, 1_000).map((node) => viewOf(node, sameTier)),
        sources: sourcesView(lists, second),
        differences: differences.map((one) => ({ ...one, field: one.kind === 'field' ? one.field : null })),
        clock: {
          verdict: verdict.kind,
          offsetMs: verdict.kind === 'unknown' ? null : Math.round(verdict.offsetMs),
        },
        provenance: lists === null ? null : provenanceOf(lists),
        error,
        refreshing,
        nextIdentityIndex: nextIdentityIndex(),
        delegateKey: book.keys === null ? null : toHex(book.keys.at(0, 0).publicKey),
      };
    },
    network: () => {
      const { lists } = reader.state();
      return lists === null ? null : networkOf(lists.rows, lists.height, provenanceOf(lists));
    },
    list: (request) => {
      const { lists, ranking } = reader.state();
      const own = new Set(book.all().map(({ key }) => key));
      if (lists === null || ranking === null) return { rows: [], total: 0, provenance: null, disputed: 0 };
      return { ...listNodes(request, lists, ranking, own), provenance: provenanceOf(lists) };
    },
    add: async ({ key, redeemScript, ownerKey }) => {
      const known = book.get(key);
      if (known?.origin === 'own') return;
      const script = redeemScript === null ? null : multisigOf(redeemScript);
      const delegated = ownerKey === null ? null : ownerAddress({ kind: 'p2pkh', publicKey: fromHex(ownerKey) });
      const origin = script !== null ? 'script' : delegated !== null ? 'delegate' : 'watched';
      const delegatePath = book.keys?.at(0, 0).path ?? null;
      book.put({
        ...(known ?? emptyNode),
        key,
        origin,
        redeemScript,
        ownerKey,
        address: script?.address ?? delegated,
        path: script !== null ? script.path : delegated !== null ? delegatePath : null,
      });
      onChange();
      await refresh(false);
    },
    addScript: async ({ redeemScript }) => {
      const { address, path } = multisigOf(redeemScript);
      const outputs = await chain.connection().spendables([watchedRef(address)]);
      signal.throwIfAborted();
      const found = (outputs?.value ?? []).filter((coin: Spendable) => chain.port.isCollateralValue(coin.value));
      book.putAll(
        found.map((coin): StoredNode => {
          const key = outpointKey(coin.outpoint);
          foreign.set(key, { kind: 'unspent', value: coin.value, height: coin.height });
          const seen = { value: coin.value.toString(), minedHeight: coin.height };
          return { ...(book.get(key) ?? emptyNode), ...seen, key, origin: 'script', address, path, redeemScript };
        }),
      );
      learn();
      onChange();
      return {
        address,
        found: found.map(({ outpoint }) => outpointKey(outpoint)).slice(0, 100),
        hasKey: path !== null,
      };
    },
    adopt: ({ nodes }) => {
      const known = nodes.filter(({ key }) => book.get(key) !== undefined).length;
      book.putAll(
        nodes.map(({ key, name, host, publicKey }): StoredNode => {
          const before = book.get(key);
          const index = book.identityIndex(publicKey);
          const identity =
            index === null ? ({ source: 'imported', publicKey } as const) : ({ source: 'account', index } as const);
          const port = before?.apiPort ?? null;
          return { ...(before ?? { ...emptyNode, key, origin: 'watched' }), name, host, apiPort: port, identity };
        }),
      );
      onChange();
      void refresh(false);
      return { added: nodes.length - known, known };
    },
    forget: (key) => {
      const node = stored(key);
      const { kind } = book.facts(node);
      if (node.origin === 'own' && kind !== 'spent') throw new WalletError('input.bad', { field: 'node' });
      book.remove(key);
      reports.forget(key);
      foreign.delete(key);
      onChange();
    },
    configure: (key, settings) => {
      const node = stored(key);
      const { name, host, apiPort, identity } = settings;
      book.put({
        ...node,
        ...(name === undefined ? {} : { name: name === '' ? null : name }),
        ...(host === undefined ? {} : { host }),
        ...(apiPort === undefined ? {} : { apiPort }),
        ...(identity === undefined ? {} : { identity }),
        // Another server has another certificate.
        ...(host === undefined && apiPort === undefined ? {} : { trust: null }),
      });
      reports.forget(key);
      onChange();
      void askServers(SERVERS_EVERY_MS);
    },
    setUp: (key) => {
      const node = stored(key);
      return setupOf(node, identityOf(node), book.all());
    },
    planCollateral: (request) => planCollateral(chain, request, height()),
    askServer: async (key) => {
      const node = stored(key);
      const { host, port } = serverAddress(node, factsOf(node));
      if (host === null || port === null) throw new WalletError('node.no-address');
      await reports.ask(key, { host, port }, tierOf(node));
      onChange();
    },
    place: (key) => {
      const node = stored(key);
      const { host, port } = serverAddress(node, factsOf(node));
      if (host === null || port === null) throw new WalletError('node.no-address');
      return { host, port };
    },
    isListed: (host, port) => {
      const wanted = port === 16_127 ? [host, `${host}:${port}`] : [`${host}:${port}`];
      return reader.state().lists?.rows.some(({ ip }) => wanted.includes(ip)) ?? false;
    },
    startables: (keys, sigTime) =>
      keys.flatMap((key) => {
        const node = book.get(key);
        if (node === undefined) return [];
        const facts = factsOf(node);
        const refusals = refusalsOf(node, facts, sigTime);
        return [{ node, refusals, identityKey: identityOf(node)?.publicKey ?? null }];
      }),
    watched: () =>
      book.all().map((node) => {
        const collateral = book.facts(node);
        const { key, seenConfirm, wasConfirmed, raised } = node;
        return { key, collateral, seenConfirm, memory: { wasConfirmed, raised } };
      }),
    outputsChanged: discover,
    run: () => {
      loop().catch((thrown: unknown) => {
        if (!signal.aborted) logError(context.logger, 'nodes.ended', thrown, 'error');
      });
    },
  };
}
