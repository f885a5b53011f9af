import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type ServerEntry, type Settings, shapes } from '../../../wallet-core/ipc/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { serverOrigin } from '../net/server-url.ts';
import type { Database } from '../store/database.ts';
import { deviceTable } from '../store/table.ts';

const KEY = 'device';
/** Of the row that says when the person changed them. */
const CHANGED_KEY = 'changed';

export type Servers = Settings['servers'];

export interface SettingsService {
  read(): Settings;
  /** Throws `input.bad` for a server that is not https or this machine, listed twice, or beyond it in the local world. */
  update(settings: Settings): Settings;
  /** Those of a backup, with the servers of this run where such were given. Throws as `update`. */
  restore(settings: Settings): void;
  /** What the person chose on this device, apart from servers given for this run; `null` when they never changed any. */
  chosen(): { readonly settings: Settings; readonly changedAtMs: number } | null;
}

export interface SettingsOptions {
  readonly clock: Clock;
  readonly database: Database;
  readonly builtInServers: Servers;
  /** Servers from a file hold for this run, in place of the person's own, which are kept: a local world is new each time. */
  readonly givenServers: Servers | undefined;
  readonly onChange: (settings: Settings) => void;
}

function defaults(servers: Servers): Settings {
  return {
    theme: 'system',
    language: 'en',
    autoLockMinutes: 10,
    hideAmounts: false,
    followWhileLocked: true,
    notifications: true,
    servers,
  };
}

const kindsOfFlux: ReadonlySet<ServerEntry['kind']> = new Set(['insight', 'blockbook']);

/** Throws `input.bad` for a list that cannot be: places that are none, the same one twice, a kind of another chain. */
export function assertServers(servers: Servers): void {
  for (const [chain, list] of Object.entries(servers)) {
    assertList(list ?? []);
    const isFlux = chain === 'flux';
    if (list?.some(({ kind }) => kindsOfFlux.has(kind) !== isFlux)) {
      throw new WalletError('input.bad', { field: 'server', why: 'kind' });
    }
    // A history service alone knows no balance.
    if (!isFlux && list !== undefined && list.length > 0 && !list.some(({ kind }) => kind === 'json-rpc')) {
      throw new WalletError('input.bad', { field: 'server', why: 'no-node' });
    }
  }
}

/** An empty list, or one that was never changed, means the standard one; a chain without a standard list is not offered. */
function fillServers(asked: Servers, standard: Servers): Servers {
  const listOf = (chain: keyof Servers) => {
    const list = asked[chain];
    return list === undefined || list.length === 0 ? standard[chain] : standard[chain] === undefined ? undefined : list;
  };
  const others = (['ethereum', 'bsc', 'polygon', 'avalanche', 'base'] as const).flatMap((chain) => {
    const list = listOf(chain);
    return list === undefined ? [] : [[chain, list] as const];
  });
  return { ...Object.fromEntries(others), flux: listOf('flux') ?? standard.flux };
}

function assertList(servers: readonly ServerEntry[]): void {
  const seen = new Set(servers.map((entry) => `${entry.kind} ${serverOrigin(entry)} ${new URL(entry.url).pathname}`));
  if (seen.size !== servers.length) throw new WalletError('input.bad', { field: 'server', why: 'twice' });
}

/** Throws `input.bad` for a gateway that is not https or this machine. */
export function assertGateways(urls: readonly string[]): void {
  for (const url of urls) serverOrigin({ kind: 'insight', url });
}

/** Settings of this device. What is stored is checked again when read: a row from elsewhere is `store.corrupt`. */
export function createSettings(options: SettingsOptions): SettingsService {
  const { database, clock, builtInServers, givenServers, onChange } = options;
  const table = deviceTable(database, 'settings', shapes.settings);
  const changes = deviceTable(database, 'settings', z.strictObject({ atMs: shapes.timeMs }));
  let chosen = table.get(KEY);
  const stored = chosen ?? defaults(builtInServers);
  let current: Settings = { ...stored, servers: givenServers ?? fillServers(stored.servers, builtInServers) };
  assertServers(current.servers);

  /** No server at all means the standard ones: an empty list would leave the wallet unable to know anything. */
  function withServers(asked: Settings): Settings {
    const servers = fillServers(asked.servers, givenServers ?? builtInServers);
    assertServers(servers);
    assertGateways(asked.nodeServers ?? []);
    return { ...asked, servers };
  }

  function keep(settings: Settings): void {
    // Servers given for this run come and go with it: the person's own stay as they are stored.
    const kept = givenServers === undefined ? settings : { ...settings, servers: stored.servers };
    database.write([table.put(KEY, kept), changes.put(CHANGED_KEY, { atMs: clock.now() })]);
    chosen = kept;
    current = settings;
    onChange(current);
  }

  return {
    read: () => current,
    update: (asked) => {
      keep(withServers(asked));
      return current;
    },
    restore: (kept) => {
      const settings = withServers(kept);
      keep(givenServers === undefined ? settings : { ...settings, servers: current.servers });
    },
    // Profiles from before the time was noted: of unknown age, so old.
    chosen: () =>
      chosen === undefined ? null : { settings: chosen, changedAtMs: changes.get(CHANGED_KEY)?.atMs ?? 0 },
  };
}
