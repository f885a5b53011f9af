import { type Contact, formatContacts, parseContacts } from '../contacts/index.ts';
import { MAX_LABEL_LENGTH, parseLabel } from '../history/index.ts';
import { z } from '../primitives/zod.ts';
import { readVersioned, type VersionedFormat } from './versioned.ts';

/** A label with its `labelKey`. */
export interface BackupLabel {
  readonly key: string;
  readonly text: string;
  /** `null` when the device did not note it. */
  readonly changedAtMs: number | null;
}

/** One entry of a journal (payments, claims, swaps, node starts) as its own service stores it. */
export interface BackupJournalEntry {
  readonly journal: string;
  readonly id: string;
  readonly updatedAtMs: number;
  /** JSON of that service, which checks it when it takes it in. */
  readonly text: string;
}

/** What a backup holds. No key, no password, nothing that signs. */
export interface BackupContent {
  readonly madeAtMs: number;
  readonly labels: readonly BackupLabel[];
  readonly contacts: readonly Contact[];
  /** Outpoint keys of outputs the person has frozen. */
  readonly frozen: readonly string[];
  readonly journals: readonly BackupJournalEntry[];
  /** Settings as their service writes them; `null` when the person never changed any. */
  readonly settings: { readonly changedAtMs: number; readonly text: string } | null;
  /** How many receive addresses were handed out on each chain. */
  readonly receiveIndexes: readonly { readonly chain: string; readonly index: number }[];
}

const timeMs = z.int().min(0).max(8.64e15);
const name = z.string().regex(/^[a-z0-9-]{1,32}$/);

const label = z.strictObject({
  key: z
    .string()
    .min(1)
    .max(300)
    .regex(/^[\u0021-\u007e]*$/),
  text: z
    .string()
    .min(1)
    .max(MAX_LABEL_LENGTH)
    .refine((text) => {
      const parsed = parseLabel(text);
      return parsed.ok && parsed.value === text;
    }),
  changedAtMs: timeMs.nullable(),
});

const journalEntry = z.strictObject({
  journal: name,
  id: z.string().regex(/^[0-9a-z:-]{1,140}$/),
  updatedAtMs: timeMs,
  text: z.string().max(6_000_000),
});

const stored = z.strictObject({
  madeAtMs: timeMs,
  labels: z.array(label).max(200_000),
  /** In their own form, with its own version. */
  contacts: z.string().max(20_000_000),
  frozen: z.array(z.string().regex(/^[0-9a-f]{64}:\d{1,10}$/)).max(100_000),
  journals: z.array(journalEntry).max(100_000),
  settings: z.strictObject({ changedAtMs: timeMs, text: z.string().max(100_000) }).nullable(),
  receiveIndexes: z.array(z.strictObject({ chain: name, index: z.int().min(0).max(100_000) })).max(64),
});

const format: VersionedFormat<z.infer<typeof stored>> = { version: 1, schema: stored, migrations: {} };

/** Text for `sealBackup`. Throws ZodError for content that could not be read again. */
export function formatBackup(content: BackupContent): string {
  const data = stored.parse({ ...content, contacts: formatContacts(content.contacts) });
  return JSON.stringify({ version: format.version, data });
}

/**
 * What `openBackup` gave, whole or not at all. Throws `vault.newer-version`, `vault.bad-format`, or what reading the
 * contacts throws (`store.*`).
 */
export function parseBackup(text: string): BackupContent {
  const { contacts, ...rest } = readVersioned(format, text);
  return { ...rest, contacts: parseContacts(contacts) };
}
