/** `/daemon`, `/flux`, `/benchmark`, `/apps` (ZelBack routes.js) with the shapes of the real ones. */
import type { JsonObject } from '../api/json.ts';
import { decodeBroadcast } from '../consensus/decode.ts';
import { Refused } from '../consensus/refused.ts';
import { dosListJson, nodeCountJson, nodeJson, nodeListJson, startListJson, winnersJson } from '../fluxnode/lists.ts';
import { ensureObject, type FluxOsCall, type FluxOsHandler, require } from './call.ts';
import { FluxOsError, note, success } from './envelope.ts';
import type { Privilege } from './sessions.ts';

const daemonHeight = ({ context, node }: FluxOsCall): number => context.view.tip.height - node.blocksBehind;

const statusJson = ({ node, context }: FluxOsCall): JsonObject => {
  const { key, config } = node;
  if (key === null || config === null) throw new FluxOsError('This is not a Flux Node');
  const { started, banned, confirmed } = context.nodes.state;
  const found = started.get(key) ?? banned.get(key) ?? confirmed.get(key);
  const collateral = `COutPoint(${config.collateral.txid}, ${config.collateral.vout})`;
  if (found === undefined) return { status: 'expired', collateral };
  const status = started.has(key) ? 'STARTED' : banned.has(key) ? 'DOS' : 'CONFIRMED';
  return { status, ...nodeJson(found, context.view) };
};

const sendRaw = ({ context }: FluxOsCall, hex: string) => {
  try {
    return success(context.broadcast({ tx: decodeBroadcast(hex), allowHighFees: false }));
  } catch (error) {
    if (error instanceof Refused) throw new FluxOsError(error.message, 'RPCError', error.rpcCode);
    throw error;
  }
};

const filterOf = ({ request, argument }: FluxOsCall): string => request.query.get('filter') ?? argument;

const nodeList: FluxOsHandler = (call) => success(nodeListJson(call.context.nodes, call.context.view, filterOf(call)));

const info = (call: FluxOsCall): JsonObject => ({
  version: 9010050,
  protocolversion: 170021,
  walletversion: 60000,
  blocks: daemonHeight(call),
  timeoffset: 0,
  connections: 156,
  proxy: '',
  difficulty: 0.07,
  testnet: false,
  keypoololdest: 1779685921,
  keypoolsize: 101,
  paytxfee: 0,
  relayfee: 0.000001,
  errors: '',
});

const benchStatus = ({ node }: FluxOsCall): JsonObject => ({ status: 'online', benchmarking: node.benchmarkTier });

const benchmarks = ({ node, nowMs }: FluxOsCall): JsonObject => {
  const { benchmark, benchmarkTier, config, benchVersion } = node;
  return {
    ipaddress: config?.ip.split(':')[0] ?? '',
    architecture: 'amd64',
    armboard: '',
    status: benchmarkTier,
    time: Math.floor(nowMs() / 1_000) - 600,
    ...benchmark,
    hdd: 0,
    totalstorage: Math.floor(benchmark.ssd),
    disksinfo: [{ disk: 'sda', size: benchmark.ssd, writespeed: benchmark.ddwrite }],
    ping: 12.5,
    bench_version: benchVersion,
    speed_version: '1.2.0',
    thunder: false,
    error: benchmarkTier === 'failed' ? 'Benchmark failed' : '',
  };
};

const fluxInfo: FluxOsHandler = (call) => {
  const { node, context } = call;
  const dos = { dosState: node.dosState, dosMessage: node.dosMessage };
  const status = node.key === null ? {} : statusJson(call);
  return success({
    daemon: { info: info(call), zmqEnabled: true },
    node: { status },
    benchmark: { info: {}, status: benchStatus(call), bench: benchmarks(call) },
    flux: {
      version: node.version,
      nodeJsVersion: {},
      syncthingVersion: 'v1.30.0',
      dockerVersion: '28.0.0',
      mongoDbVersion: '7.0.0',
      os: 'Debian',
      ip: node.config?.ip ?? '',
      staticIp: true,
      upnp: false,
      maxNumberOfIpChanges: 0,
      zelid: node.sessions.adminId,
      timezone: 'UTC',
      dos,
      appsDos: dos,
      arcaneVersion: '',
      arcaneHumanVersion: '',
      development: 'false',
      explorerScannedHeigth: { generalScannedHeight: context.view.tip.height },
      numberOfConnectionsOut: 20,
      numberOfConnectionsIn: 20,
    },
    apps: {
      fluxusage: 0.5,
      runningapps: [],
      resources: { appsCpusLocked: 0.5, appsRamLocked: 500, appsHddLocked: 10 },
    },
    geolocation: {},
    appsHashesTotal: 1,
    hashesPresent: 1,
  });
};

/** A management call: a GET with an effect, for these only. */
const operation =
  (name: string, ...allowed: readonly Privilege[]): FluxOsHandler =>
  (call) => {
    require(call, ...allowed);
    call.node.operations.push(name);
    return note(`${name} successfully executed`);
  };

const log =
  (words: string): FluxOsHandler =>
  (call) => {
    require(call, 'admin', 'fluxteam');
    return success(words);
  };

export const nodeCalls: readonly (readonly [string, FluxOsHandler])[] = [
  ['GET /daemon/getfluxnodestatus', (call) => success(statusJson(call))],
  ['GET /daemon/viewdeterministicfluxnodelist', nodeList],
  ['GET /daemon/listfluxnodes', nodeList],
  ['GET /daemon/getstartlist', ({ context }) => success(startListJson(context.nodes, context.view))],
  ['GET /daemon/getdoslist', ({ context }) => success(dosListJson(context.nodes, context.view))],
  ['GET /daemon/getfluxnodecount', ({ context }) => success(nodeCountJson(context.nodes))],
  ['GET /daemon/fluxnodecurrentwinner', ({ context }) => success(winnersJson(context.nodes, context.view))],
  ['GET /daemon/getblockcount', (call) => success(daemonHeight(call))],
  ['GET /daemon/getinfo', (call) => success(info(call))],
  ['GET /daemon/sendrawtransaction', (call) => sendRaw(call, call.request.query.get('hexstring') ?? call.argument)],
  ['POST /daemon/sendrawtransaction', (call) => sendRaw(call, ensureObject(call.request.body).hexstring ?? '')],
  ['GET /flux/info', fluxInfo],
  ['GET /flux/version', ({ node }) => success(node.version)],
  ['GET /flux/ip', ({ node }) => success(node.config?.ip ?? '')],
  ['GET /flux/id', ({ node }) => success(node.sessions.adminId)],
  ['GET /flux/zelid', ({ node }) => success(node.sessions.adminId)],
  ['GET /flux/dosstate', ({ node }) => success({ dosState: node.dosState, dosMessage: node.dosMessage })],
  ['GET /benchmark/getstatus', (call) => success(benchStatus(call))],
  // fluxbench's reply is handed on as the text that it was.
  ['GET /benchmark/getbenchmarks', (call) => success(JSON.stringify(benchmarks(call)))],
  ['GET /apps/listrunningapps', () => success([])],
  ['GET /flux/restart', operation('restart', 'admin')],
  ['GET /flux/softupdateflux', operation('softupdateflux', 'admin', 'fluxteam')],
  ['GET /flux/hardupdateflux', operation('hardupdateflux', 'admin', 'fluxteam')],
  ['GET /flux/updatedaemon', operation('updatedaemon', 'admin', 'fluxteam')],
  ['GET /flux/restartdaemon', operation('restartdaemon', 'admin', 'fluxteam')],
  ['GET /flux/updatebenchmark', operation('updatebenchmark', 'admin', 'fluxteam')],
  ['GET /flux/restartbenchmark', operation('restartbenchmark', 'admin', 'fluxteam')],
  ['GET /benchmark/restartnodebenchmarks', operation('restartnodebenchmarks', 'admin', 'fluxteam')],
  ['GET /flux/tailerrorlog', log('flux error log of the devnet')],
  ['GET /flux/taildaemondebug', log('daemon debug log of the devnet')],
  ['GET /flux/tailbenchmarkdebug', log('benchmark debug log of the devnet')],
];
