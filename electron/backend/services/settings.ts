import { WalletError } from '../../../wallet-core/errors/index.ts';
import { type ServerEntry, type Settings, shapes } from '../../../wallet-core/ipc/index.ts';
import { serverOrigin } from '../net/server-url.ts';
import type { Database } from '../store/database.ts';
import { deviceTable } from '../store/table.ts';

const KEY = 'device';

export type Servers = Settings['servers'];

export interface SettingsService {
  read(): Settings;
  /** Throws `input.bad` for a server that is not https or this machine, listed twice, or beyond it in the local world. */
  update(settings: Settings): Settings;
}

export interface SettingsOptions {
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

/** Settings of this device. What is stored is checked again when read: a row from elsewhere is `store.corrupt`. */
export function createSettings(options: SettingsOptions): SettingsService {
  const { database, builtInServers, givenServers, onChange } = options;
  const table = deviceTable(database, 'settings', shapes.settings);
  const stored = table.get(KEY) ?? defaults(builtInServers);
  let current: Settings = givenServers === undefined ? stored : { ...stored, servers: givenServers };
  assertServers(current.servers.flux);
  return {
    read: () => current,
    update: (asked) => {
      // No server at all means the standard ones: an empty list would leave the wallet unable to know anything.
      const flux = asked.servers.flux.length > 0 ? asked.servers.flux : (givenServers ?? builtInServers).flux;
      const settings: Settings = { ...asked, servers: { ...asked.servers, flux } };
      assertServers(flux);
      const kept = givenServers === undefined ? settings : { ...settings, servers: stored.servers };
      database.write([table.put(KEY, kept)]);
      current = settings;
      onChange(current);
      return current;
    },
  };
}
