/** The composition root: the only place where services, ports and the outside are joined. */
import { join } from 'node:path';
import { defaultFluxServers, FLUX_GENESIS_HASH } from '../../chains/flux/network/index.ts';
import type { ChainId } from '../../wallet-core/chain-contract/index.ts';
import { toWireError, WalletError } from '../../wallet-core/errors/index.ts';
import type { BackendStart, Settings } from '../../wallet-core/ipc/index.ts';
import type { Notice } from '../../wallet-core/nodes/index.ts';
import type { Clock, Logger, Random } from '../../wallet-core/ports/index.ts';
import { createHandlers } from './handlers.ts';
import { createHttpClient, type HttpClient } from './net/http.ts';
import { isLoopback } from './net/loopback.ts';
import { createNodeHttp } from './net/node-http.ts';
import { createRouter, type Handlers, type Router } from './router.ts';
import { type AccountSession, createAccountSession } from './services/account-session.ts';
import { connectAccount } from './services/accounts/account-connection.ts';
import { accountPorts } from './services/accounts/account-ports.ts';
import { createBackground } from './services/background.ts';
import type { ChainConnection, ChainPort } from './services/chain-port.ts';
import { connectLazily } from './services/connections.ts';
import { createDevice } from './services/device.ts';
import { createFluxPort } from './services/flux-port.ts';
import { fusionUrl } from './services/fusion/fusion-url.ts';
import { createLockedWatch } from './services/locked-watch.ts';
import { createNodeSources } from './services/nodes/sources.ts';
import { createNodeWatch } from './services/nodes/watch-nodes.ts';
import { notifyOnce } from './services/notify.ts';
import { createPriceService } from './services/prices/price-service.ts';
import { priceSources } from './services/prices/price-sources.ts';
import { type Checkpoint, noCheckpoint } from './services/send/checkpoint.ts';
import { readFusionUrl, readGatewaysFile, readPricesUrl, readServersFile } from './services/servers-file.ts';
import { createSessionManager } from './services/session.ts';
import { createSettings, type Servers } from './services/settings.ts';
import { createThrottle } from './services/throttle.ts';
import type { Database } from './store/database.ts';
import { openDatabase } from './store/open-database.ts';
import { systemClock } from './system/clock.ts';
import { createFileLogger } from './system/log.ts';
import { logError } from './system/log-error.ts';
import { systemRandom } from './system/random.ts';

/** What tests replace. The product passes none of it, and nothing of it can be reached from outside the process. */
export interface Seams {
  readonly clock?: Clock;
  readonly random?: Random;
  readonly logger?: Logger;
  readonly checkpoint?: Checkpoint;
  readonly ports?: readonly ChainPort[];
  /** Sees each opened account; must not keep it. */
  readonly onSession?: (session: AccountSession) => void;
}

export interface Backend {
  readonly router: Router;
  readonly logger: Logger;
  /** Lets payments that are being sent reach the network, locks, closes the store. */
  stop(): Promise<void>;
}

/** Below the time main grants before it ends the process. */
const STOP_LIMIT_MS = 3_500;

const builtInServers: Servers = {
  ...Object.fromEntries(accountPorts.map(({ chain, standardServers }) => [chain, [...standardServers]])),
  flux: defaultFluxServers.map(({ kind, url }) => ({ kind, url })),
};

/** A world on this machine has a first block of its own; on the public network only the real one is believed. */
function genesisOf(start: BackendStart, servers: Servers): string | null {
  const isLocalWorld = start.serversFile !== null && servers.flux.every(({ url }) => isLoopback(new URL(url)));
  return start.demo || isLocalWorld ? null : FLUX_GENESIS_HASH;
}

/** A released app has its servers from the settings alone; the build removes the rest. */
function isPackaged(): boolean {
  return typeof __PACKAGED__ !== 'undefined' && __PACKAGED__;
}

interface Opened {
  readonly handlers: Handlers;
  readonly isSessionOpen: () => boolean;
  stop(): Promise<void>;
}

interface OpenParts {
  readonly start: BackendStart;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly seams: Seams;
  readonly router: () => Router;
}

function openServices(parts: OpenParts, database: Database, client: HttpClient): Opened {
  const { start, clock, random, logger, seams, router } = parts;
  const given = isPackaged() || start.serversFile === null ? undefined : readServersFile(start.serversFile);
  const servers = given ?? builtInServers;
  const givenFusion = isPackaged() || start.serversFile === null ? undefined : readFusionUrl(start.serversFile);
  const ports = seams.ports ?? [createFluxPort(genesisOf(start, servers))];
  const device = createDevice(database, clock);
  const throttle = createThrottle(database, clock, random);
  const background = createBackground(clock);
  const settings = createSettings({
    database,
    clock,
    builtInServers,
    givenServers: given,
    onChange: (changed: Settings) => {
      router().toMain('backend.settings', { settings: changed });
      if (!sessions.isOpen()) return;
      prices.settingsChanged();
      sessions.current().state.changed('settings', 'prices');
      const { chains, accounts } = sessions.current();
      for (const { sync } of [...chains, ...accounts.chains]) void sync.refresh(true);
    },
  });
  const givenPrices = isPackaged() || start.serversFile === null ? undefined : readPricesUrl(start.serversFile);
  const prices = createPriceService({
    client,
    clock,
    logger,
    settings: settings.read,
    // The local world without a file of servers knows no place outside.
    sources: priceSources(start.demo ? (givenPrices ?? null) : givenPrices),
  });
  const notify = notifyOnce((kind, chain, txid) => {
    if (settings.read().notifications) router().toMain('backend.notify', { kind, chain, txid });
  });
  const connections = { client, clock, settings: settings.read };
  const publicConnections = new Map<ChainId, () => Pick<ChainConnection, 'statusOf'>>(
    ports.map((port) => [port.chain, connectLazily(connections, port)]),
  );
  for (const port of accountPorts) {
    const connection = connectAccount(connections, port, () => []);
    publicConnections.set(port.chain, () => ({ statusOf: (txid) => connection().reader.status(txid) }));
  }
  const watch = createLockedWatch({
    clock,
    logger,
    notify,
    connection: (chain) => {
      const connection = publicConnections.get(chain);
      if (connection === undefined) throw new WalletError('chain.not-supported', { chain });
      return connection();
    },
  });
  const gateways = isPackaged() || start.serversFile === null ? null : readGatewaysFile(start.serversFile);
  const sources = createNodeSources({ client, clock, logger, settings: settings.read, given: gateways });
  const notice = ({ kind, keys }: Notice) => {
    if (settings.read().notifications) router().toMain('backend.node-notice', { kind, nodes: keys.length });
  };
  const nodeWatch = createNodeWatch({ sources, clock, logger, notice });
  const fluxParts = {
    sources,
    nodeHttp: createNodeHttp({ loopbackOnly: start.demo }),
    notice,
    raisedWhileLocked: nodeWatch.raised,
  };
  const checkpoint = seams.checkpoint ?? noCheckpoint;
  const sessions = createSessionManager({
    database,
    device,
    throttle,
    clock,
    random,
    logger,
    watch,
    nodeWatch,
    followWhileLocked: () => settings.read().followWhileLocked,
    onOtherAccount: () => router().disconnect('app'),
    createSession: (context) => {
      const session = createAccountSession({
        context,
        ports,
        accountPorts,
        connections,
        settings,
        push: (name, payload) => router().toApp(name, payload),
        fusionUrl: () => fusionUrl(settings.read(), givenFusion),
        appVersion: start.version,
        notify,
        checkpoint,
        background,
        fluxParts,
        prices,
      });
      seams.onSession?.(session);
      return session;
    },
  });
  return {
    handlers: createHandlers({
      ports,
      accountPorts,
      connections,
      device,
      logger,
      sessions,
      settings,
      prices,
      throttle,
      wipe: () => {
        sessions.close();
        watch.end();
        nodeWatch.end();
        database.destroy();
        logger.log('info', 'profile.wiped');
      },
    }),
    isSessionOpen: sessions.isOpen,
    stop: async () => {
      await background.settled(STOP_LIMIT_MS);
      sessions.close();
      watch.end();
      nodeWatch.end();
    },
  };
}

/**
 * Opens the profile and joins everything. When the profile cannot be opened, the backend still answers: every call with
 * the reason, so that the person is told what is wrong instead of waiting.
 */
export function composeBackend(start: BackendStart, seams: Seams = {}): Backend {
  const clock = seams.clock ?? systemClock;
  const random = seams.random ?? systemRandom;
  const logger = seams.logger ?? createFileLogger({ path: join(start.profileDir, 'logs', 'backend.log'), clock });
  const client = createHttpClient({ loopbackOnly: start.demo });
  let database: Database | undefined;
  let opened: Opened | undefined;
  let failure: WalletError | undefined;
  let router: Router | undefined;
  const theRouter = () => {
    if (router === undefined) throw new WalletError('internal');
    return router;
  };
  try {
    database = openDatabase({ folder: start.profileDir });
    opened = openServices({ start, clock, random, logger, seams, router: theRouter }, database, client);
    logger.log('info', 'backend.started', { demo: start.demo });
  } catch (thrown) {
    logError(logger, 'backend.start-failed', thrown, 'error');
    const { code, data } = toWireError(thrown);
    failure = new WalletError(code, data, { cause: thrown });
    database?.close();
  }
  router = createRouter({
    handlers: opened?.handlers ?? failure ?? new WalletError('internal'),
    isSessionOpen: () => opened?.isSessionOpen() ?? false,
    clock,
    logger,
  });
  return {
    router,
    logger,
    stop: async () => {
      await opened?.stop();
      client.close();
      database?.close();
      logger.log('info', 'backend.stopped');
    },
  };
}
