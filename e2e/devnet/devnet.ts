/**
 * A whole local Flux network in one process: chain, mempool, two Insight servers, one Blockbook, a faucet, faults on
 * demand and a control server. Everything listens on the loopback address only.
 */
import { blockbookRoutes } from './api/blockbook.ts';
import type { Broadcast } from './api/exchange.ts';
import { ExplorerServer } from './api/explorer-server.ts';
import { insightRoutes } from './api/insight.ts';
import { RequestLog } from './api/request-log.ts';
import { toHex } from './consensus/bytes.ts';
import { decodeBroadcast } from './consensus/decode.ts';
import { ControlServer } from './control/control-server.ts';
import { serversFile } from './control/servers-file.ts';
import type { Devnet } from './devnet-interface.ts';
import { randomToken } from './faucet/keys.ts';
import { FaultBox } from './faults/fault-box.ts';
import { type ServerId, serverIds } from './faults/types.ts';
import { ChainView } from './ledger/view.ts';
import { type DevnetOptions, settingsFrom } from './options.ts';
import { createWorld } from './world.ts';

/** Starts a devnet; resolves when every server listens. Stop it, or its ports stay open. */
export const startDevnet = async (options: DevnetOptions = {}): Promise<Devnet> => {
  const settings = settingsFrom(options);
  const { ledger, mempool, clock, miner, faucet } = createWorld(settings);
  const faults = new FaultBox();
  const requests = new RequestLog();
  const view = (frozenAt: number | null): ChainView => new ChainView(ledger, mempool, frozenAt);
  const live = view(null);
  const accept = ({ tx, allowHighFees }: Broadcast): string => mempool.accept(tx, { allowHighFees });
  const now = (): number => clock.now();
  const { maxBodyBytes } = settings;

  const explorer = (id: ServerId): ExplorerServer => {
    const blockbook = id === 'blockbook';
    const routes = blockbook ? blockbookRoutes : insightRoutes;
    const broadcastPath = blockbook ? '/api/v2/sendtx' : '/api/tx/send';
    const shared = { faults, log: requests, view, accept, now, maxBodyBytes };
    return new ExplorerServer({ id, port: settings.ports[id], routes, broadcastPath, ...shared });
  };
  const explorers = serverIds.map(explorer);
  const follow = async (): Promise<void> => {
    await Promise.all(explorers.map((server) => server.follow()));
  };

  let timer: NodeJS.Timeout | null = null;
  let autoMineMs: number | null = null;
  const setAutoMine = (ms: number | null): void => {
    if (timer !== null) clearInterval(timer);
    timer = ms === null ? null : setInterval(() => miner.mine(1), ms);
    autoMineMs = ms;
  };

  const urlOf = (id: ServerId): string => explorers.find((server) => server.id === id)?.url ?? '';
  const confirmed = (txids: readonly string[], confirm: boolean | undefined): readonly string[] => {
    if (confirm ?? true) miner.mine(1, { include: txids });
    return txids;
  };

  const stop = async (): Promise<void> => {
    setAutoMine(null);
    await Promise.all([...explorers.map((server) => server.close()), control.close()]);
  };

  const devnet: Devnet = {
    get urls() {
      const control_ = control.url;
      return {
        insight: urlOf('insight'),
        blockbook: urlOf('blockbook'),
        insight2: urlOf('insight2'),
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
    stop,
  };
  const control: ControlServer = new ControlServer(devnet, settings.ports.control);
  await Promise.all([follow(), control.open()]);
  setAutoMine(settings.autoMineMs);
  return devnet;
};
