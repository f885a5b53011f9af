import type { Activity, ChainId } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { KnownAccount } from '../../../wallet-core/ipc/index.ts';
import { type TxId, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import type { Router } from '../router.ts';
import { createStateSlices, type Slice, type StateSlices } from '../state.ts';
import type { AccountContext } from './account-context.ts';
import type { AccountPort } from './accounts/account-ports.ts';
import type { AccountsService } from './accounts/accounts-service.ts';
import { joinAccounts } from './accounts/join-accounts.ts';
import { nameInBook } from './accounts/resolve-draft.ts';
import { type ActivityService, createActivityService } from './activity/activity-service.ts';
import { sourceOfAccount, sourceOfChain } from './activity/activity-source.ts';
import { toJournalActivity } from './activity/from-journal.ts';
import type { Background } from './background.ts';
import { type BackupService, createBackupService } from './backup/backup-service.ts';
import type { ChainPort } from './chain-port.ts';
import { createFrozen, type Frozen } from './coins/coins-service.ts';
import { effectiveCoins } from './coins/effective-coins.ts';
import { type ConnectionParts, connectLazily } from './connections.ts';
import { createFluxServices, type FluxParts, type FluxServices } from './flux-services.ts';
import type { FusionService } from './fusion/fusion-service.ts';
import { joinFusion } from './fusion/join-fusion.ts';
import { createLabels, type LabelBook } from './labels.ts';
import type { PublicPayment } from './locked-watch.ts';
import type { Notify } from './notify.ts';
import type { PriceService } from './prices/price-service.ts';
import { createReceive } from './receive.ts';
import { createSecondFactor, type SecondFactor } from './second-factor/second-factor.ts';
import type { Checkpoint } from './send/checkpoint.ts';
import { holdsInputs, isOpen, ownersOf } from './send/entry.ts';
import { createFollower } from './send/follow.ts';
import { createJournal, type Journal } from './send/journal.ts';
import { createSendService, type SendService } from './send/send-service.ts';
import type { SessionChain } from './session-chain.ts';
import type { SettingsService } from './settings.ts';
import { createSweepService, type SweepService } from './sweep/sweep-service.ts';
import { createChainSync } from './sync/chain-sync.ts';
import { portfolioView, syncView } from './views.ts';

/** At the first look after a while there may be many. */
const MAX_NOTICES = 5;

/** Everything of one open account. Dropping it drops all that is known about the account. */
export interface AccountSession {
  readonly accountId: string;
  readonly chains: readonly SessionChain[];
  /** Throws `chain.not-supported`. */
  chain(chain: ChainId): SessionChain;
  readonly send: SendService;
  readonly labels: LabelBook;
  readonly frozen: Frozen;
  readonly activity: ActivityService;
  readonly backup: BackupService;
  readonly secondFactor: SecondFactor;
  readonly sweep: SweepService;
  readonly accounts: AccountsService;
  readonly fusion: FusionService;
  /** `null` where the session has no FLUX chain. */
  readonly flux: FluxServices | null;
  readonly state: StateSlices;
  /** The device calls it something else now. */
  renamed(account: KnownAccount): void;
  /** Payments whose end is not known yet, as the public knows them. */
  openPayments(): readonly PublicPayment[];
  /** Starts reading the network; ends with the session. */
  run(): void;
}

export interface AccountSessionOptions {
  readonly context: AccountContext;
  readonly ports: readonly ChainPort[];
  readonly accountPorts: readonly AccountPort[];
  readonly connections: ConnectionParts;
  readonly settings: SettingsService;
  readonly push: Router['toApp'];
  /** Where the Fusion service is; `null` without one. */
  readonly fusionUrl: () => string | null;
  readonly appVersion: string;
  readonly notify: Notify;
  readonly checkpoint: Checkpoint;
  readonly background: Background;
  readonly fluxParts: FluxParts;
  readonly prices: PriceService;
}

/** The services of an account, joined. Throws what reading its rows throws. */
export function createAccountSession(options: AccountSessionOptions): AccountSession {
  const { context, connections, notify, checkpoint, background } = options;
  let account = context.account;
  const changed = (...slices: readonly Slice[]) => {
    if (slices.includes('activity')) activity.invalidate();
    state.changed(...slices);
  };
  const frozen = createFrozen(context, () => changed('portfolio', 'coins'));
  const journal = createJournal(context, () =>
    changed('sends', 'portfolio', 'coins', 'activity', 'nodes', 'consolidation'),
  );
  const labels = createLabels(context, 'flux', (kind) => changed(kind === 'coin' ? 'coins' : 'activity'));
  const chains = options.ports.map((port) => createChain(port));

  function createChain(port: ChainPort): SessionChain {
    const { chain } = port;
    const connection = connectLazily(connections, port, {
      signal: context.signal,
      isOwnTransaction: (txid) => journal.findByTxid(txid) !== undefined,
    });
    const follower = createFollower({
      context,
      journal,
      port,
      connection: connectLazily(connections, port),
      notify,
      checkpoint,
    });
    const entries = () => journal.entries().filter((entry) => entry.chain === chain);
    const sync = createChainSync({
      context,
      port,
      connection,
      moreAddresses: () => [
        ...receive.issued(),
        ...entries()
          .filter(({ state }) => holdsInputs(state))
          .flatMap(ownersOf),
      ],
      ownOpen: () =>
        entries()
          .filter(({ state }) => holdsInputs(state))
          .map(toJournalActivity),
      followPayments: (tip) => follower.followAll(tip),
      onState: () => changed('sync', 'portfolio'),
      onOutputs: () => {
        if (chain === 'flux') flux?.nodes.outputsChanged();
        changed('portfolio', 'coins', 'nodes', 'consolidation');
      },
      onHistory: (news) => {
        changed('activity');
        announceReceived(news, journal);
      },
    });
    const addresses = port.addressesOf(context.keys);
    const receive = createReceive(context, port, addresses, sync.state);
    return {
      port,
      sync,
      addresses,
      follower,
      receive,
      coins: () => {
        const snapshot = sync.state().outputs;
        if (snapshot === null) return [];
        const { isCollateralValue } = port;
        return effectiveCoins({ snapshot, entries: entries(), frozen: frozen.all(), isCollateralValue });
      },
      connection,
      ownRef: (address) =>
        [...(sync.state().addresses?.value.used ?? []), ...receive.issued(), ...entries().flatMap(ownersOf)].find(
          (ref) => ref.address === address,
        ),
    };
  }

  function announceReceived(news: readonly Activity[], payments: Journal): void {
    const received = news.filter(
      (one) => one.kind === 'received' && !activity.isSuspicious(one) && payments.findByTxid(one.txid) === undefined,
    );
    for (const { chain, txid } of received.slice(0, MAX_NOTICES)) notify('received', chain, txid);
  }

  function chainOf(chain: ChainId): SessionChain {
    const found = chains.find(({ port }) => port.chain === chain);
    if (found === undefined) throw new WalletError('chain.not-supported', { chain });
    return found;
  }

  const accounts = joinAccounts({
    context,
    ports: options.accountPorts,
    connections,
    journal,
    notify,
    checkpoint,
    background,
    onState: () => changed('sync', 'portfolio'),
    onTokens: () => {
      changed('portfolio', 'activity');
      for (const { sync } of accounts.chains) void sync.refresh(true);
    },
    onHistory: (news) => {
      changed('activity');
      announceReceived(news, journal);
    },
  });
  const activity = createActivityService({
    sources: [
      ...chains.map(sourceOfChain),
      ...accounts.chains.map((chain) => sourceOfAccount(chain, nameInBook(accounts, chain.port.chain))),
    ],
    journal,
    labels,
  });
  const followerOf = (chain: ChainId) => (accounts.has(chain) ? accounts.chain(chain) : chainOf(chain)).follower;
  const send = createSendService({ context, journal, chainOf, followerOf, checkpoint, background });
  const secondFactor = createSecondFactor({ context, chainOf, send });
  const flux = createFluxServices({ ...options, journal, send, chains, chainOf, changed });
  const sweep = createSweepService({ context, chainOf, send, journal });
  const backup = createBackupService({
    context,
    labels,
    frozen,
    journal,
    chains,
    accounts: options.accountPorts,
    settings: options.settings,
    onRestored: () => {
      changed('sends', 'portfolio', 'coins', 'activity', 'settings');
      for (const { sync } of [...chains, ...accounts.chains]) void sync.refresh(true);
    },
  });
  const fusion = joinFusion({
    context,
    connections,
    url: options.fusionUrl,
    appVersion: options.appVersion,
    flux: chains.find(({ port }) => port.chain === 'flux'),
    accounts,
    send,
    journal,
    background,
    onChange: () => changed('fusion'),
  });
  const state = createStateSlices({
    values: () => ({
      account,
      portfolio: portfolioView(chains, accounts),
      sync: syncView(chains, accounts, context.clock),
      sends: send.view(),
      settings: connections.settings(),
    }),
    push: options.push,
    clock: context.clock,
    signal: context.signal,
  });

  return {
    accountId: context.account.accountId,
    chains,
    chain: chainOf,
    send,
    labels,
    frozen,
    activity,
    backup,
    secondFactor,
    sweep,
    accounts,
    fusion,
    flux,
    state,
    renamed: (known) => {
      account = known;
    },
    openPayments: () =>
      journal
        .entries()
        .filter((entry) => isOpen(entry.state))
        .map(({ chain, txid, expiryHeight }) => ({ chain, txid: unsafeBrand<TxId>(txid), expiryHeight })),
    run: () => {
      for (const { sync } of [...chains, ...accounts.chains]) void sync.run();
      flux?.run();
      void fusion.run();
      void options.prices.run(context.signal, () => changed('prices'));
    },
  };
}
