import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';

/** How data of version n become data of version n+1. Pure: gives a new value, never changes the old one. */
export type Migration = (old: unknown) => unknown;

export interface VersionedFormat<T> {
  /** Version written now; versions count from 1. */
  readonly version: number;
  readonly schema: z.ZodType<T>;
  /** By the version they start from: every number from 1 to `version` − 1. */
  readonly migrations: Readonly<Record<number, Migration>>;
}

const frame = z.strictObject({ version: z.int().min(1).max(65_535), data: z.unknown() });

/** `{"version":n,"data":…}`. */
export function writeVersioned<T>(format: VersionedFormat<T>, data: T): string {
  return JSON.stringify({ version: format.version, data: format.schema.parse(data) });
}

/**
 * Data of the current version from text of any version so far. Throws `vault.newer-version` for text of a later
 * release and `vault.bad-format` for everything else that cannot be read; the old text stays as it is (E-36).
 */
export function readVersioned<T>(format: VersionedFormat<T>, text: string): T {
  const { version, data } = parseFrame(text);
  if (version > format.version) {
    throw new WalletError('vault.newer-version', { version, known: format.version });
  }
  let current: unknown = data;
  for (let from = version; from < format.version; from++) current = migrate(format.migrations[from], current, from);
  const parsed = format.schema.safeParse(current);
  if (!parsed.success) throw new WalletError('vault.bad-format', { what: 'data', version });
  return parsed.data;
}

function parseFrame(text: string): z.infer<typeof frame> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new WalletError('vault.bad-format', { what: 'json' }, { cause: error });
  }
  const parsed = frame.safeParse(value);
  if (!parsed.success) throw new WalletError('vault.bad-format', { what: 'frame' });
  return parsed.data;
}

function migrate(migration: Migration | undefined, data: unknown, from: number): unknown {
  if (migration === undefined) throw new WalletError('vault.bad-format', { what: 'no-migration', version: from });
  try {
    return migration(data);
  } catch (error) {
    throw new WalletError('vault.bad-format', { what: 'migration', version: from }, { cause: error });
  }
}
