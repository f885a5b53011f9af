import { type Contact, saveContact } from '../contacts/index.ts';
import type { BackupContent, BackupJournalEntry, BackupLabel } from './backup-content.ts';

/** What became of the entries of one kind in the backup. Each is counted once. */
export interface MergeCount {
  /** Were not here. */
  readonly added: number;
  /** Were here, older: replaced. */
  readonly updated: number;
  /** Were here, newer or of unknown age and different: the one here stays. */
  readonly kept: number;
  /** Were here, the same. */
  readonly same: number;
}

export interface MergeReport {
  readonly labels: MergeCount;
  readonly contacts: MergeCount;
  readonly frozen: MergeCount;
  readonly journals: MergeCount;
  readonly settings: 'taken' | 'kept' | 'same' | 'none';
}

export interface MergedBackup {
  readonly content: BackupContent;
  readonly report: MergeReport;
}

type Verdict = 'updated' | 'kept' | 'same';

class Tally {
  added = 0;
  updated = 0;
  kept = 0;
  same = 0;

  count(): MergeCount {
    const { added, updated, kept, same } = this;
    return { added, updated, kept, same };
  }
}

/** `here` first and in its order, then what only the backup has. Of several with one name in the backup the first counts. */
function mergeByName<T>(
  here: readonly T[],
  fromBackup: readonly T[],
  nameOf: (item: T) => string,
  judge: (item: T, other: T) => Verdict,
): { readonly items: readonly T[]; readonly count: MergeCount } {
  const tally = new Tally();
  const items = new Map(here.map((item) => [nameOf(item), item]));
  const seen = new Set<string>();
  for (const item of fromBackup) {
    const name = nameOf(item);
    if (seen.has(name)) continue;
    seen.add(name);
    const known = items.get(name);
    const verdict = known === undefined ? 'added' : judge(known, item);
    tally[verdict]++;
    if (verdict === 'added' || verdict === 'updated') items.set(name, item);
  }
  return { items: [...items.values()], count: tally.count() };
}

function judgeLabel(here: BackupLabel, other: BackupLabel): Verdict {
  if (here.text === other.text) return 'same';
  // Without both times nobody knows which is newer: what is here stays.
  const isNewer = here.changedAtMs !== null && other.changedAtMs !== null && other.changedAtMs > here.changedAtMs;
  return isNewer ? 'updated' : 'kept';
}

function judgeEntry(here: BackupJournalEntry, other: BackupJournalEntry): Verdict {
  if (other.updatedAtMs > here.updatedAtMs) return 'updated';
  return here.text === other.text ? 'same' : 'kept';
}

function isSameContact(a: Contact, b: Contact): boolean {
  const list = ({ name, addresses }: Contact): string =>
    JSON.stringify([name, addresses.map(({ chain, address }) => `${chain}:${address}`).sort()]);
  return list(a) === list(b);
}

/** Contacts here are never changed: a name on a review is trusted. One whose name, id or address is taken stays out. */
function mergeContacts(
  here: readonly Contact[],
  fromBackup: readonly Contact[],
): { readonly items: readonly Contact[]; readonly count: MergeCount } {
  const tally = new Tally();
  let items = here;
  for (const contact of fromBackup) {
    if (items.some((known) => isSameContact(known, contact))) {
      tally.same++;
      continue;
    }
    const saved = items.some(({ id }) => id === contact.id) ? undefined : saveContact(items, contact);
    if (saved?.ok === true) {
      items = saved.value;
      tally.added++;
    } else tally.kept++;
  }
  return { items, count: tally.count() };
}

function mergeSettings(
  here: BackupContent['settings'],
  other: BackupContent['settings'],
): { readonly value: BackupContent['settings']; readonly outcome: MergeReport['settings'] } {
  if (other === null) return { value: here, outcome: 'none' };
  // Settings that were changed on this device were meant for it.
  if (here !== null) return { value: here, outcome: here.text === other.text ? 'same' : 'kept' };
  return { value: other, outcome: 'taken' };
}

/**
 * What this device has after a backup was read into it. Nothing here is lost or replaced by something older: what only
 * the backup has is added; of a journal entry or label in both, the newer counts; contacts and settings here stay as
 * they are; freezing adds up. A label removed here after the backup was made comes back: an absence has no date.
 */
export function mergeBackup(here: BackupContent, backup: BackupContent): MergedBackup {
  const labels = mergeByName(here.labels, backup.labels, ({ key }) => key, judgeLabel);
  const contacts = mergeContacts(here.contacts, backup.contacts);
  const frozen = mergeByName(here.frozen, backup.frozen, String, () => 'same');
  const entryName = ({ journal, id }: BackupJournalEntry): string => `${journal}/${id}`;
  const journals = mergeByName(here.journals, backup.journals, entryName, judgeEntry);
  const settings = mergeSettings(here.settings, backup.settings);
  const receive = mergeByName(
    here.receiveIndexes,
    backup.receiveIndexes,
    ({ chain }) => chain,
    (mine, other) => (other.index > mine.index ? 'updated' : 'same'),
  );
  return {
    content: {
      madeAtMs: Math.max(here.madeAtMs, backup.madeAtMs),
      labels: labels.items,
      contacts: contacts.items,
      frozen: frozen.items,
      journals: journals.items,
      settings: settings.value,
      receiveIndexes: receive.items,
    },
    report: {
      labels: labels.count,
      contacts: contacts.count,
      frozen: frozen.count,
      journals: journals.count,
      settings: settings.outcome,
    },
  };
}
