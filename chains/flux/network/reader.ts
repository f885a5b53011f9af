import type {
  AccountPublicKeys,
  Activity,
  AddressRef,
  Balance,
  ChainReader,
  Page,
  Snapshot,
  Spendable,
  Tip,
  TxStatus,
} from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Clock, Http } from '../../../wallet-core/ports/index.ts';
import { parseHex, type TxId } from '../../../wallet-core/primitives/index.ts';
import { mapConcurrently } from '../../_families/network/concurrency.ts';
import { parseAddress } from '../address.ts';
import { fluxConfig } from '../config.ts';
import { transactionId } from '../transaction.ts';
import { type AccountAddresses, type Branch, createAccountAddresses } from './account-addresses.ts';
import { broadcastThrough } from './broadcast.ts';
import { readDataOutputs, type Witness } from './data-outputs.ts';
import { discoverAddresses } from './discover.ts';
import { parseCursor } from './history-cursor.ts';
import { readHistoryPart, serverKey } from './read-history.ts';
import { readStatus } from './read-status.ts';
import type { FluxServer } from './server.ts';
import { createServerPool, type ServerHealth } from './server-pool.ts';
import { connectServer, type FluxServerEntry } from './servers.ts';
import { compareSpendables, isMadeBy, toSpendable } from './spendable-state.ts';
import { readStably } from './stable-read.ts';
import { compareActivities, toActivity } from './to-activity.ts';
import { type VettedUtxo, vetUtxos } from './vet-utxos.ts';

export interface ReaderSettings {
  readonly clock: Clock;
  /** Hash of block 0, or `null` in local worlds; `FLUX_GENESIS_HASH` for the public network. */
  readonly genesisHash: string | null;
  /** Is this the exact value of a node's collateral at this height? From `wallet-core/nodes`, which knows the tiers. */
  readonly isCollateralValue: (value: bigint, height: number) => boolean;
  /** Is this a transaction this account made (from the journal)? Saves asking; what it does not know is looked up. */
  readonly isOwnTransaction?: (txid: TxId) => boolean;
}

export interface FluxReaderOptions extends ReaderSettings {
  readonly http: Http;
  readonly servers: readonly FluxServerEntry[];
}

export interface FluxReader extends ChainReader {
  /** Like `status`, for a transaction whose expiry the journal knows: past it and unmined is `expired`. */
  statusOf(txid: TxId, expiryHeight: number | null): Promise<TxStatus>;
  /** The transaction's bytes, checked against its id; `null` when no server knows it. */
  rawTransaction(txid: TxId): Promise<Uint8Array | null>;
  /** Address of a branch by position, for an account xpub. Throws `input.bad` for a text that is none. */
  addressAt(xpub: string, branch: Branch, index: number): AddressRef;
  /** What this host said does not fit what the caller knows: others are asked first for a while. */
  doubt(source: string): void;
  /** Servers that may be asked now, one per host, in order: each answers for itself. */
  witnesses(): readonly Witness[];
  health(): readonly ServerHealth[];
}

/** Unconfirmed transactions looked up per refresh to tell own change from payments of others. */
const MAX_LOOKUPS = 100;
const PARALLEL_LOOKUPS = 4;

function totalsOf(spendables: readonly Spendable[]): Balance {
  const sum = { spendable: 0n, incoming: 0n, immature: 0n, collateral: 0n, frozen: 0n };
  for (const { state, value } of spendables) sum[state === 'own-change' ? 'spendable' : state] += value;
  return { asset: fluxConfig.asset, ...sum };
}

/** By address; where one is both watched and of a branch, the one with a key. */
function ownersOf(refs: readonly AddressRef[]): ReadonlyMap<string, AddressRef> {
  const owners = new Map<string, AddressRef>();
  for (const ref of refs) {
    if ((owners.get(ref.address)?.path ?? null) === null) owners.set(ref.address, ref);
  }
  return owners;
}

function watchedRefs(keys: AccountPublicKeys): readonly AddressRef[] {
  return keys.watched
    .filter((entry) => entry.chain === fluxConfig.chain)
    .map(({ address, path }) => {
      const parsed = parseAddress(address);
      if (!parsed.ok) throw new WalletError('chain.bad-address', { reason: parsed.reason });
      return path === undefined
        ? { address: parsed.value, role: 'watched', index: 0, path: null }
        : { address: parsed.value, role: 'imported', index: 0, path };
    });
}

/**
 * Reads the FLUX chain from a list of public servers with failover. Values are vetted, come with source, height and
 * time, and are never partial: when nothing sound can be had it throws `network.*` or `server.*`.
 */
export function createFluxReader({ http, servers, ...settings }: FluxReaderOptions): FluxReader {
  const connected = servers.map((entry) => connectServer(http, entry));
  return createReaderOver(connected, settings);
}

/** The same over servers already connected. */
export function createReaderOver(servers: readonly FluxServer[], settings: ReaderSettings): FluxReader {
  const { clock, genesisHash, isCollateralValue, isOwnTransaction } = settings;
  const pool = createServerPool({ servers, clock, genesisHash });
  const accounts = new Map<string, AccountAddresses>();

  function accountOf(xpub: string): AccountAddresses {
    const account = accounts.get(xpub) ?? createAccountAddresses(xpub);
    accounts.set(xpub, account);
    return account;
  }

  async function findOwnTransactions(
    server: FluxServer,
    utxos: readonly VettedUtxo[],
    own: ReadonlySet<string>,
  ): Promise<ReadonlySet<TxId>> {
    const open = new Set(utxos.filter((utxo) => utxo.height === null).map((utxo) => utxo.txid));
    const known = [...open].filter((txid) => isOwnTransaction?.(txid) === true);
    for (const txid of known) open.delete(txid);
    const lookups = [...open].slice(0, MAX_LOOKUPS);
    const transactions = await mapConcurrently(lookups, PARALLEL_LOOKUPS, (txid) => server.transaction(txid));
    const made = transactions.filter((transaction) => transaction !== null && isMadeBy(transaction, own));
    return new Set([...known, ...made.flatMap((transaction) => (transaction === null ? [] : [transaction.txid]))]);
  }

  async function readSpendables(server: FluxServer, tip: Tip, refs: readonly AddressRef[]) {
    const owners = ownersOf(refs);
    const addresses = [...owners.values()].map((ref) => ref.address);
    const utxos = addresses.length === 0 ? [] : vetUtxos(await server.utxos(addresses), addresses, tip);
    const ownTransactions = await findOwnTransactions(server, utxos, new Set<string>(addresses));
    const isCollateral = (value: bigint) => isCollateralValue(value, tip.height);
    return utxos
      .flatMap((utxo) => {
        const owner = owners.get(utxo.address);
        return owner === undefined ? [] : [toSpendable(utxo, owner, ownTransactions.has(utxo.txid), isCollateral)];
      })
      .toSorted(compareSpendables);
  }

  const spendables = (refs: readonly AddressRef[]) =>
    pool.use((server, firstTip) => readStably(server, firstTip, (tip) => readSpendables(server, tip, refs)));

  async function activity(refs: readonly AddressRef[], cursorText: string | null): Promise<Snapshot<Page<Activity>>> {
    const addresses = [...new Set(refs.map((ref) => ref.address))];
    const own = new Set<string>(addresses);
    const cursor = cursorText === null ? undefined : parseCursor(cursorText);
    return pool.use(async (server, tip) => {
      const isOwnCursor = cursor?.server === serverKey(server);
      const part = await readHistoryPart(server, addresses, isOwnCursor ? cursor : null);
      const items = part.transactions.map((transaction) => toActivity(transaction, own, tip, clock.now()));
      const { next, total, completeAbove } = part;
      return { value: { items: items.toSorted(compareActivities), next, total, completeAbove }, tip };
    });
  }

  function toWitness(server: FluxServer): Witness {
    return {
      source: server.host,
      tip: async () => {
        try {
          await pool.check(server);
          return await server.tip();
        } catch (thrown) {
          pool.reportFailure(server, thrown);
          throw thrown;
        }
      },
      used: (addresses) => server.used(addresses),
      dataOutputs: (address, query) => readDataOutputs(server, address, query),
    };
  }

  return {
    chain: fluxConfig.chain,
    tip: async () => (await pool.use(async (_server, tip) => ({ value: tip, tip }))).value,
    discover: (keys) => {
      const account = keys.flux === null ? null : accountOf(keys.flux);
      const watched = watchedRefs(keys);
      return pool.use(async (server, tip) => ({
        value: await discoverAddresses(account, watched, (addresses) => server.used(addresses)),
        tip,
      }));
    },
    spendables,
    balances: async (refs) => {
      const snapshot = await spendables(refs);
      return { ...snapshot, value: [totalsOf(snapshot.value)] };
    },
    activity,
    broadcast: (signed) => broadcastThrough(pool, signed),
    status: (txid) => readStatus(pool, txid, null, () => clock.now()),
    statusOf: (txid, expiryHeight) => readStatus(pool, txid, expiryHeight, () => clock.now()),
    rawTransaction: async (txid) =>
      (
        await pool.use(async (server, tip) => {
          const text = await server.rawTransaction(txid);
          if (text === null) return { value: null, tip };
          const bytes = parseHex(text);
          if (bytes === undefined || transactionId(bytes) !== txid) {
            throw new WalletError('server.bad-reply', { detail: 'txid' });
          }
          return { value: bytes, tip };
        })
      ).value,
    addressAt: (xpub, branch, index) => accountOf(xpub).at(branch, index),
    doubt: (source) => {
      for (const server of servers.filter(({ host }) => host === source)) {
        pool.reportFailure(server, new WalletError('server.bad-reply', { detail: 'history' }));
      }
    },
    witnesses: () => {
      const byHost = new Map<string, FluxServer>();
      for (const server of pool.candidates()) if (!byHost.has(server.host)) byHost.set(server.host, server);
      return [...byHost.values()].map(toWitness);
    },
    health: () => pool.health(),
  };
}
