/**
 * A whole local Flux network in one process: chain, mempool, nodes, two Insight servers, one Blockbook, a FluxOS gateway
 * and as many FluxOS machines as are added, a faucet, faults on demand and a control server. Loopback only.
 */
import { blockbookRoutes } from './api/blockbook.ts';
import type { Broadcast } from './api/exchange.ts';
import { ExplorerServer } from './api/explorer-server.ts';
import { insightRoutes } from './api/insight.ts';
import { RequestLog } from './api/request-log.ts';
import { toHex } from './consensus/bytes.ts';
import { decodeBroadcast } from './consensus/decode.ts';
import { Refused } from './consensus/refused.ts';
import { ControlServer } from './control/control-server.ts';
import { serversFile } from './control/servers-file.ts';
import type { Devnet } from './devnet-interface.ts';
import { randomToken } from './faucet/keys.ts';
import { FaultBox } from './faults/fault-box.ts';
import { type ExplorerId, explorerIds, type ServerId } from './faults/types.ts';
import type { NodeLists } from './fluxnode/lists.ts';
import { nodeKeyOf } from './fluxnode/registry.ts';
import { tierOf } from './fluxnode/rules.ts';
import { FluxOsNode } from './fluxos/node.ts';
import { fluxOsRoutes, hangsOnJson } from './fluxos/routes.ts';
import { FluxOsSockets } from './fluxos/web-socket.ts';
import { ChainView } from './ledger/view.ts';
import { type DevnetOptions, settingsFrom } from './options.ts';
import { createWorld } from './world.ts';

/** Starts a devnet; resolves when every server listens. Stop it, or its ports stay open. */
export const startDevnet = async (options: DevnetOptions = {}): Promise<Devnet> => {
  const settings = settingsFrom(options);
  const { ledger, mempool, clock, miner, faucet, nodes, benchmarkKey, wallet } = createWorld(settings);
  const faults = new FaultBox();
  const requests = new RequestLog();
  const view = (frozenAt: number | null): ChainView => new ChainView(ledger, mempool, frozenAt);
  const live = view(null);
  const accept = ({ tx, allowHighFees }: Broadcast): string => mempool.accept(tx, { allowHighFees });
  const now = (): number => clock.now();
  const { maxBodyBytes, fluxosCacheMs: cacheMs } = settings;
  const nodeLists = (frozenAt: number | null): NodeLists => {
    const { registry } = nodes;
    const back = frozenAt === null ? 0 : Math.max(0, ledger.tip.height - frozenAt);
    return { state: registry.stateBefore(back), rules: registry.rules };
  };
  const shared = { faults, log: requests, view, nodes: nodeLists, accept, now, maxBodyBytes };

  const explorer = (id: ExplorerId): ExplorerServer => {
    const blockbook = id === 'blockbook';
    const routes = blockbook ? blockbookRoutes : insightRoutes;
    const broadcastPath = blockbook ? '/api/v2/sendtx' : '/api/tx/send';
    return new ExplorerServer({ id, port: settings.ports[id], routes, broadcastPath, ...shared });
  };
  const nowMs = (): number => clock.nowMs();
  const machines: { readonly node: FluxOsNode; readonly server: ExplorerServer; readonly sockets: FluxOsSockets }[] =
    [];
  const fluxOs = (id: ServerId, port: number, node: FluxOsNode): ExplorerServer => {
    const sockets = new FluxOsSockets(node);
    const routes = fluxOsRoutes({ node, nowMs, cacheMs });
    const broadcastPath = '/daemon/sendrawtransaction';
    const more = { hangsOn: hangsOnJson, upgrade: sockets.upgrade };
    const server = new ExplorerServer({ id, port, routes, broadcastPath, ...more, ...shared });
    machines.push({ node, server, sockets });
    return server;
  };
  const gateway = fluxOs('fluxos', settings.ports.fluxos, new FluxOsNode(null, benchmarkKey.secret, nowMs));
  const explorers = explorerIds.map(explorer);
  const follow = async (): Promise<void> => {
    await Promise.all([...explorers, ...machines.map(({ server }) => server)].map((server) => server.follow()));
  };

  /** What the daemons of the machines do after each block: confirm what is to be confirmed. */
  const confirmNodes = (): void => {
    for (const { node } of machines) {
      const bytes = node.nextConfirm(nodes.registry, ledger.tip.height + 1, now());
      if (bytes === null) continue;
      try {
        mempool.accept(decodeBroadcast(toHex(bytes)));
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
      }
    }
  };
  miner.onBlock(confirmNodes);

  let timer: NodeJS.Timeout | null = null;
  let autoMineMs: number | null = null;
  const setAutoMine = (ms: number | null): void => {
    if (timer !== null) clearInterval(timer);
    timer = ms === null ? null : setInterval(() => miner.mine(1), ms);
    autoMineMs = ms;
  };

  const urlOf = (id: ExplorerId): string => explorers.find((server) => server.id === id)?.url ?? '';
  const confirmed = (txids: readonly string[], confirm: boolean | undefined): readonly string[] => {
    if (confirm ?? true) miner.mine(1, { include: txids });
    return txids;
  };

  const stop = async (): Promise<void> => {
    setAutoMine(null);
    for (const { sockets } of machines) sockets.close();
    const servers = [...explorers, ...machines.map(({ server }) => server)];
    await Promise.all([...servers.map((server) => server.close()), control.close()]);
  };

  const devnet: Devnet = {
    get urls() {
      const control_ = control.url;
      return {
        insight: urlOf('insight'),
        blockbook: urlOf('blockbook'),
        insight2: urlOf('insight2'),
        fluxos: gateway.url,
        control: control_,
      };
    },
    controlToken: settings.controlToken ?? randomToken(),
    faucetAddress: faucet.address,
    requests,
    serversFile: () => serversFile(devnet.urls),
    state: () => {
      const { hash, height, time } = ledger.tip;
      const txids = mempool.entries().map((known) => known.tx.txid);
      return { tip: { hash, height, time }, now: now(), mempool: txids, autoMineMs, faucet: faucet.address };
    },
    tip: () => ledger.tip,
    mine: (blocks = 1, { include = 'all', raw = [] } = {}) =>
      miner.mine(blocks, { include, raw: raw.map(decodeBroadcast) }),
    mineTo: (address, { blocks = 1, tier = 'STRATUS', mature = false } = {}) => {
      miner.mine(blocks, { payees: { [tier]: address } });
      return mature ? miner.mine(99) : ledger.tip;
    },
    fund: (address, amount, { confirm } = {}) => {
      const amounts = typeof amount === 'bigint' ? [amount] : amount;
      return confirmed(faucet.pay(amounts.map((each) => ({ address, amount: each }))), confirm);
    },
    pay: (payments, { confirm } = {}) => confirmed(faucet.pay(payments), confirm),
    payouts: (address, count, amount, { confirm } = {}) =>
      confirmed(faucet.pay(Array.from({ length: count }, () => ({ address, amount }))), confirm),
    submit: (hex, { allowHighFees = false } = {}) => accept({ tx: decodeBroadcast(hex), allowHighFees }),
    drop: (txid) => mempool.remove(txid),
    reorg: (depth, reorgOptions) => miner.reorg(depth, reorgOptions),
    setAutoMine,
    setTime: (unixSeconds) => clock.set(unixSeconds),
    advanceTime: (seconds) => clock.advance(seconds),
    transaction: (txid) => live.transaction(txid),
    rawTransaction: (txid) => {
      const known = live.transaction(txid);
      return known === null ? null : toHex(known.tx.bytes);
    },
    utxos: (address) => live.unspent(address, true),
    totals: (address) => live.totals(address),
    coins: (address) => ledger.coinsOf(address),
    wallet,
    setFault: async (rule) => {
      const id = faults.set(rule);
      await follow();
      return id;
    },
    clearFaults: async (id) => {
      faults.clear(id);
      await follow();
    },
    faults: () => faults.list(),
    addNode: async (config) => {
      const id = `node-${machines.length}` as const;
      const node = new FluxOsNode(config, benchmarkKey.secret, nowMs);
      const coin = ledger.coin(nodeKeyOf(config.collateral));
      node.suit((coin === null ? null : tierOf(coin.value)) ?? 'STRATUS');
      const server = fluxOs(id, 0, node);
      await server.follow();
      confirmNodes();
      return { id, url: server.url, node };
    },
    node: (id) => {
      const found = machines.find(({ server }) => server.id === id);
      if (found === undefined) throw new RangeError(`no machine ${id}`);
      return found.node;
    },
    nodes: () => nodes.registry.state,
    stop,
  };
  const control: ControlServer = new ControlServer(devnet, settings.ports.control);
  await Promise.all([follow(), control.open()]);
  setAutoMine(settings.autoMineMs);
  return devnet;
};
