import type { ChainId } from '../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../wallet-core/errors/index.ts';
import type { Logger } from '../../wallet-core/ports/index.ts';
import { createFusionHandlers } from './fusion-handlers.ts';
import { createNodeHandlers } from './node-handlers.ts';
import type { Handlers } from './router.ts';
import { accountServers, testAccountServer } from './services/accounts/account-connection.ts';
import type { AccountPort } from './services/accounts/account-ports.ts';
import type { AccountSend } from './services/accounts/account-send.ts';
import type { ChainPort } from './services/chain-port.ts';
import { coinsView } from './services/coins/coins-service.ts';
import { type ConnectionParts, connectLazily, testServer } from './services/connections.ts';
import type { DeviceService } from './services/device.ts';
import { type ChainCodecs, proposeFromText } from './services/links.ts';
import { previewAccount } from './services/preview.ts';
import type { PriceService } from './services/prices/price-service.ts';
import type { SessionManager } from './services/session.ts';
import type { SettingsService } from './services/settings.ts';
import type { Throttle } from './services/throttle.ts';

export interface HandlerParts {
  readonly ports: readonly ChainPort[];
  readonly accountPorts: readonly AccountPort[];
  readonly connections: ConnectionParts;
  readonly device: DeviceService;
  readonly logger: Logger;
  readonly sessions: SessionManager;
  readonly settings: SettingsService;
  readonly prices: PriceService;
  readonly throttle: Throttle;
  /** Removes everything this device keeps; nothing works afterwards. */
  wipe(): void;
}

/** Every channel of the contract that ends in the backend, and the service that answers it. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { ports, accountPorts, connections, device, sessions, settings, throttle } = parts;
  /** Of the chains this run offers. */
  const codecs = (): ChainCodecs =>
    Object.fromEntries(
      [...ports, ...accountPorts.filter((port) => accountServers(settings.read(), port) !== undefined)].map((port) => [
        port.chain,
        port.codec,
      ]),
    );
  const session = () => sessions.current();

  function portOf(chain: ChainId): ChainPort {
    const port = ports.find((one) => one.chain === chain);
    if (port === undefined) throw new WalletError('chain.not-supported', { chain });
    return port;
  }

  /** Whose draft is it? What neither has ever made is unknown to both. */
  function senderOf(draftId: string): Pick<AccountSend, 'take' | 'commit' | 'drop'> {
    const { accounts, send } = session();
    return accounts.send.owns(draftId) ? accounts.send : send;
  }

  return {
    'state.read': () => session().state.read(),
    'sync.refresh': async ({ chain }) => {
      const { chains, accounts } = session();
      const all = [...chains, ...accounts.chains];
      const wanted = chain === undefined ? all : all.filter(({ port }) => port.chain === chain);
      await Promise.all(wanted.map(({ sync }) => sync.refresh(true)));
      return {};
    },
    'activity.page': (request) => session().activity.page(request),
    'activity.export': ({ filter }) => session().activity.exportCsv(filter),
    'label.set': ({ target, text }) => {
      session().labels.set(target, text);
      return {};
    },
    'receive.read': ({ chain }) => {
      const { accounts } = session();
      return accounts.has(chain) ? accounts.receive(chain) : session().chain(chain).receive.view();
    },
    'receive.next': ({ chain }) => session().chain(chain).receive.next(),
    'coins.read': ({ chain }) => coinsView(chain, session().chain(chain), session().labels),
    'coins.freeze': ({ outpoint, frozen }) => {
      session().frozen.set(outpoint, frozen);
      return {};
    },
    'send.validate': ({ draft }) => session().send.validate(draft),
    'send.prepare': ({ draft }) => session().send.prepare(draft),
    'send.retry': ({ sendId }) => session().send.retry(sendId),
    'send.read': ({ sendId }) => session().send.read(sendId),
    'account.validate': ({ draft }) => session().accounts.send.validate(draft),
    'account.prepare': ({ draft }) => session().accounts.send.prepare(draft),
    'account.nonces': ({ chain }) => session().accounts.nonces(chain),
    'tokens.read': () => ({ tokens: session().accounts.tokens() }),
    'token.look': ({ chain, contract }) => session().accounts.lookAtToken(chain, contract),
    'token.accept': (token) => session().accounts.acceptToken(token),
    'token.remove': ({ chain, contract }) => {
      session().accounts.removeToken(chain, contract);
      return {};
    },
    'allowances.read': ({ chain, cursor }) => session().accounts.allowances(chain, cursor),
    'link.parse': ({ text }) => ({ link: proposeFromText(text, codecs()) }),
    'prices.read': () => parts.prices.view(),
    'settings.update': (request) => settings.update(request.settings),
    'server.test': ({ server, chain = 'flux' }) => {
      const account = accountPorts.find((port) => port.chain === chain);
      if (account !== undefined) return testAccountServer(connections, account, server);
      return testServer(connections, portOf(chain), server);
    },

    'device.read': () => ({ accounts: device.accounts(), settings: settings.read() }),
    'throttle.read': ({ username }) => throttle.read(username),
    'throttle.fail': ({ username }) => throttle.fail(username),
    'backend.preview': ({ publicKeys }) => {
      const port = portOf('flux');
      return previewAccount(publicKeys, port, connectLazily(connections, port)(), parts.logger);
    },
    'backend.open': (request) => {
      sessions.open(request);
      return {};
    },
    'backend.close': () => {
      sessions.close();
      return {};
    },
    'backend.forget': ({ accountId }) => {
      if (sessions.isOpen() && sessions.current().accountId === accountId) sessions.close();
      device.forget(accountId);
      return {};
    },
    'backend.blob-read': ({ accountId, name }) => ({ blob: device.readBlob(accountId, name) }),
    'backend.blob-write': ({ accountId, name, blob }) => {
      device.writeBlob(accountId, name, blob);
      return {};
    },
    'backend.rename': ({ accountId, label }) => {
      const renamed = device.rename(accountId, label);
      if (sessions.isOpen() && sessions.current().accountId === accountId) sessions.current().renamed(renamed);
      return renamed;
    },
    'backup.make': () => ({ file: session().backup.make() }),
    'backup.apply': ({ file }) => session().backup.apply(file),
    'backend.wipe': () => {
      parts.wipe();
      return {};
    },
    'backend.d2fa-records': (request) => session().secondFactor.records(request),
    'backend.d2fa-plan': (request) => session().secondFactor.plan(request),
    'backend.d2fa-prepare': (request) => session().secondFactor.prepare(request),
    'backend.sweep-prepare': (request) => session().sweep.prepare(request),
    'draft.take': ({ draftId }) => senderOf(draftId).take(draftId),
    'draft.commit': (request) => senderOf(request.draftId).commit(request),
    'draft.drop': ({ draftId }) => {
      senderOf(draftId).drop(draftId);
      session().flux?.starts.drop(draftId);
      session().flux?.identity.drop(draftId);
      session().fusion.claims.drop(draftId);
      return {};
    },
    'backend.parse-link': ({ text }) => ({ link: proposeFromText(text, codecs()) }),
    ...createNodeHandlers(session),
    ...createFusionHandlers(session),
  };
}
