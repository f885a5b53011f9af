import type {
  AccountActivity,
  AccountContext,
  AccountDraft,
  AccountReader,
  AccountTxStatus,
  AddressRef,
  Balance,
  Page,
  Snapshot,
} from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Clock, Http } from '../../../../wallet-core/ports/index.ts';
import { type AddressText, type Result, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { createServerPool, type PoolLimits, type ServerHealth } from '../../network/server-pool.ts';
import type { EvmCodec } from '../codec.ts';
import type { EvmConfig } from '../config.ts';
import { createEvmAddresses, type EvmAddresses, watchedRefs } from './account-addresses.ts';
import { type Allowance, readAllowances } from './allowances.ts';
import { broadcastThrough } from './broadcast.ts';
import { createNonceWatch } from './confirm-nonce.ts';
import { formatCursor, parseCursor } from './cursor.ts';
import { discoverAddresses } from './discover.ts';
import type { EvmServer } from './evm-server.ts';
import type { EvmIndexEntry, HistoryIndex } from './history-index.ts';
import { confirmHistory, readIndexHistory } from './index-history.ts';
import { readBalances } from './read-balances.ts';
import { nonceCalls, readContext, readNonce } from './read-context.ts';
import { type Origin, readStatus } from './read-status.ts';
import { readToken, type TokenMetadata, type TokenRefusal } from './read-token.ts';
import { connectEvmServer, connectHistoryIndex, type EvmServerEntry } from './servers.ts';
import { toActivities } from './to-activity.ts';
import { readTokenHistory } from './token-history.ts';

export interface EvmReaderOptions {
  readonly http: Http;
  readonly clock: Clock;
  readonly servers: readonly EvmServerEntry[];
  /** Services that know the history of an address; without one, only tokens' own events are known. */
  readonly indexes: readonly EvmIndexEntry[];
  /** Contracts of the tokens the person has accepted, FLUX apart; asked anew for every reading. */
  readonly tokens: () => readonly AddressText[];
}

export interface EvmReader extends AccountReader {
  /** Numbers of an account: more waiting than mined means that something is stuck or on its way. */
  nonces(owner: AddressText): Promise<Snapshot<AccountContext['nonce']>>;
  /** Like `status`, for a transaction whose sender and number the journal knows: tells replaced and dropped ones. */
  statusOf(txid: TxId, origin: Origin): Promise<AccountTxStatus>;
  /** What a contract says of itself, before it is accepted as a token. */
  token(contract: AddressText): Promise<Snapshot<Result<TokenMetadata, TokenRefusal>>>;
  /** Allowances still open, from the newest given downwards. */
  allowances(owners: readonly AddressRef[], cursor: string | null): Promise<Snapshot<Page<Allowance>>>;
  /** The address of an account key by position. Throws `input.bad`. */
  addressAt(xpub: string, index: number): AddressRef;
  health(): readonly ServerHealth<'json-rpc'>[];
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function limitsOf({ blockTimeMs }: EvmConfig): PoolLimits {
  return {
    maxBlocksBehind: Math.ceil((1.5 * MINUTE) / blockTimeMs),
    maxPlausibleLag: Math.ceil((7 * DAY) / blockTimeMs),
    maxTipAgeMs: 15 * MINUTE,
    maxClockDifferenceMs: 120 * MINUTE,
  };
}

/**
 * Reads one EVM chain from a list of JSON-RPC servers with failover. Values are vetted, come with source, height and
 * time, and are never partial: when nothing sound can be had it throws `network.*` or `server.*`.
 */
export function createEvmReader(codec: EvmCodec, options: EvmReaderOptions): EvmReader {
  const { http, servers, indexes } = options;
  return createEvmReaderOver(
    codec,
    servers.map((entry) => connectEvmServer(http, entry, codec.config)),
    indexes.map((entry) => connectHistoryIndex(http, entry, codec.config)),
    options,
  );
}

/** The same over servers already connected. */
export function createEvmReaderOver(
  codec: EvmCodec,
  servers: readonly EvmServer[],
  indexes: readonly HistoryIndex[],
  { clock, tokens }: Pick<EvmReaderOptions, 'clock' | 'tokens'>,
): EvmReader {
  const { config } = codec;
  // Every reading makes sure of the chain by itself (`EvmServer`).
  const pool = createServerPool({ servers, clock, limits: limitsOf(config), identify: async () => {} });
  const nonceWatch = createNonceWatch(pool);
  const accounts = new Map<string, EvmAddresses>();
  const flux = unsafeBrand<AddressText>(config.flux.identifier);

  function accountOf(xpub: string): EvmAddresses {
    const account = accounts.get(xpub) ?? createEvmAddresses(xpub);
    accounts.set(xpub, account);
    return account;
  }

  async function context(draft: AccountDraft, sender: AddressRef): Promise<Snapshot<AccountContext>> {
    if (draft.chain !== config.chain) throw new WalletError('chain.not-supported', { what: 'chain' });
    const { value, ...rest } = await pool.ask(async (server) => {
      const finding = await readContext(server, codec, draft, sender);
      return { tip: finding.tip, value: { server, context: finding.value } };
    });
    const nonce = await nonceWatch.confirm(sender.address, value.context.nonce, value.server);
    return { ...rest, value: { ...value.context, nonce } };
  }

  async function activityByIndex(
    owners: readonly AddressText[],
    upTo: number | null,
  ): Promise<Snapshot<Page<AccountActivity>>> {
    const history = await readIndexHistory(indexes, owners, upTo);
    const { completeAbove, movements, source } = history;
    const snapshot = await pool.ask(async (server) => {
      const tip = await confirmHistory(server, history);
      return { value: toActivities(config.chain, new Set<string>(owners), tip, movements), tip };
    });
    const next = completeAbove < 0 ? null : formatCursor({ upTo: completeAbove });
    return { ...snapshot, source, value: { items: snapshot.value, next, total: null, completeAbove } };
  }

  async function activityByLogs(
    owners: readonly AddressText[],
    upTo: number | null,
  ): Promise<Snapshot<Page<AccountActivity>>> {
    const others = tokens();
    const contracts = [...new Set([flux, ...others])];
    // Others may be older than FLUX; how old, nobody says.
    const since = others.length === 0 ? config.fluxSince : 0;
    return pool.use(async (server, tip) => {
      const history = await readTokenHistory(server, tip, owners, contracts, { upTo, since });
      const { transfers, completeAbove } = history;
      const movements = { sent: [], internal: [], tokens: transfers };
      const items = toActivities(config.chain, new Set<string>(owners), tip, movements);
      const next = completeAbove < 0 ? null : formatCursor({ upTo: completeAbove });
      return { value: { items, next, total: null, completeAbove, notCovered: ['coin', 'other-tokens'] }, tip };
    });
  }

  return {
    chain: config.chain,
    tip: async () => (await pool.use(async (_server, tip) => ({ value: tip, tip }))).value,
    discover: (keys) => {
      const account = keys.evm === null || keys.evm === undefined ? null : accountOf(keys.evm);
      const watched = watchedRefs(keys, config.chain);
      return pool.ask((server) => discoverAddresses(server, config, account, watched));
    },
    balances: (refs): Promise<Snapshot<readonly Balance[]>> =>
      pool.ask((server) => readBalances(server, codec, refs, tokens())),
    context,
    activity: (refs, cursorText) => {
      const owners = [...new Set(refs.map(({ address }) => address))];
      const upTo = cursorText === null ? null : (parseCursor(cursorText)?.upTo ?? null);
      return indexes.length > 0 ? activityByIndex(owners, upTo) : activityByLogs(owners, upTo);
    },
    broadcast: (signed) => broadcastThrough(pool, signed),
    status: async (txid) => {
      const status = await readStatus(pool, config, txid, null);
      return status.kind === 'dropped' ? { kind: 'unknown' } : status;
    },
    statusOf: (txid, origin) => readStatus(pool, config, txid, origin),
    nonces: (owner) =>
      pool.ask(async (server) => {
        const { tip, outcomes } = await server.read({ calls: nonceCalls(owner) });
        return { value: readNonce(outcomes), tip };
      }),
    token: (contract) => pool.ask((server) => readToken(server, config, contract)),
    allowances: (refs, cursorText) => {
      const owners = [...new Set(refs.map(({ address }) => address))];
      const upTo = cursorText === null ? null : (parseCursor(cursorText)?.upTo ?? null);
      return pool.use(async (server, tip) => ({ value: await readAllowances(server, config, tip, owners, upTo), tip }));
    },
    addressAt: (xpub, index) => accountOf(xpub).at(index),
    health: () => pool.health(),
  };
}
