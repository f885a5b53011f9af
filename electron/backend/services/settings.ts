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

export function assertServers(servers: readonly ServerEntry[]): void {
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
  let current: Settings = givenServers === undefined ? stored : { ...stored, servers: givenServers };
  assertServers(current.servers.flux);

  /** No server at all means the standard ones: an empty list would leave the wallet unable to know anything. */
  function withServers(asked: Settings): Settings {
    const flux = asked.servers.flux.length > 0 ? asked.servers.flux : (givenServers ?? builtInServers).flux;
    assertServers(flux);
    assertGateways(asked.nodeServers ?? []);
    return { ...asked, servers: { ...asked.servers, flux } };
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
