import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import {
  type AccountId,
  fromHex,
  type SecretBytes,
  toHex,
  unsafeBrand,
} from '../../../../wallet-core/primitives/index.ts';
import {
  type BackupContent,
  formatBackup,
  type MergeReport,
  mergeBackup,
  openBackup,
  parseBackup,
  sealBackup,
} from '../../../../wallet-core/vault/backup.ts';
import type { AccountContext } from '../account-context.ts';
import type { AccountPort } from '../accounts/account-ports.ts';
import type { Frozen } from '../coins/coins-service.ts';
import type { LabelBook } from '../labels.ts';
import type { Receive } from '../receive.ts';
import type { StoredSend } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import type { SettingsService } from '../settings.ts';
import { parseJournals, readSettings, SENDS, type SignedReader, toJournalEntry } from './backup-parts.ts';

/** The contract's bound on a file that crosses, in hex digits. */
const MAX_FILE_HEX = 40_000_000;

export interface BackupChain {
  readonly port: SignedReader;
  readonly receive: Receive;
}

export interface BackupServiceOptions {
  readonly context: AccountContext;
  readonly labels: LabelBook;
  readonly frozen: Frozen;
  readonly journal: Journal;
  readonly chains: readonly BackupChain[];
  readonly accounts: readonly AccountPort[];
  readonly settings: SettingsService;
  /** Rows have changed under everything that is shown. */
  readonly onRestored: () => void;
}

export interface BackupService {
  /** The file, in hex. Throws `input.bad` for an account without a backup key, `input.too-long`. */
  make(): string;
  /** Reads a file into what is here, whole or not at all. Throws `vault.*` for another account's file or a bad one. */
  apply(fileHex: string): ReplyOf<'backup.apply'>;
}

function countsOf(report: MergeReport): ReplyOf<'backup.apply'> {
  const { labels, contacts, frozen, journals, settings } = report;
  const lists = [labels, contacts, frozen, journals];
  const added = lists.reduce((sum, list) => sum + list.added + list.updated, settings === 'taken' ? 1 : 0);
  const kept = lists.reduce((sum, list) => sum + list.kept, settings === 'kept' ? 1 : 0);
  return { added, kept };
}

/** What an account has on this device besides its keys, as one file that its credentials open on another one. */
export function createBackupService(options: BackupServiceOptions): BackupService {
  const { context, labels, frozen, journal, chains, accounts, settings } = options;
  const accountId = unsafeBrand<AccountId>(context.account.accountId);

  function key(): SecretBytes {
    if (context.backupKey === null) throw new WalletError('input.bad', { field: 'backup', why: 'no-key' });
    return context.backupKey;
  }

  function contentHere(): BackupContent {
    const chosen = settings.chosen();
    return {
      madeAtMs: context.clock.now(),
      labels: labels.all(),
      // There are none yet: they will be the signer's, which authenticates them.
      contacts: [],
      frozen: [...frozen.all()],
      journals: journal.entries().map(toJournalEntry),
      settings: chosen === null ? null : { changedAtMs: chosen.changedAtMs, text: JSON.stringify(chosen.settings) },
      receiveIndexes: chains
        .filter(({ receive }) => receive.lastIndex() > 0)
        .map(({ port, receive }) => ({ chain: port.chain, index: receive.lastIndex() })),
    };
  }

  /** Entries that are new here or newer than here, checked as if they had just been signed. */
  function takenEntries(merged: BackupContent): readonly StoredSend[] {
    const here = new Map(journal.entries().map((entry) => [entry.sendId, toJournalEntry(entry).text]));
    const taken = merged.journals.filter(({ id, text }) => here.get(id) !== text);
    const readers: readonly SignedReader[] = [
      ...chains.map(({ port }) => port),
      ...accounts.map(({ chain, codec }) => ({ chain, readSigned: codec.readSigned })),
    ];
    return parseJournals(taken, (chain) => readers.find((reader) => reader.chain === chain));
  }

  return {
    make: () => {
      const file = toHex(sealBackup(key(), accountId, formatBackup(contentHere()), context.random));
      if (file.length > MAX_FILE_HEX) throw new WalletError('input.too-long', { what: 'backup' });
      return file;
    },
    apply: (fileHex) => {
      const backup = parseBackup(openBackup(key(), accountId, fromHex(fileHex)));
      if (backup.journals.some(({ journal: name }) => name !== SENDS)) {
        throw new WalletError('vault.newer-version', { what: 'journal' });
      }
      // Names on a review are trusted: the signer will take contacts in, not this.
      const { content, report } = mergeBackup(contentHere(), { ...backup, contacts: [] });
      const wantedSettings = report.settings === 'taken' ? readSettings(content) : null;
      const changes = [
        ...labels.changesFor(content.labels),
        ...frozen.changesFor(content.frozen),
        ...journal.changesFor(takenEntries(content)),
        ...chains.flatMap(({ port, receive }) => {
          const index = content.receiveIndexes.find(({ chain }) => chain === port.chain)?.index;
          return index === undefined ? [] : receive.changesFor(index);
        }),
      ];
      context.database.write(changes);
      if (wantedSettings !== null) settings.restore(wantedSettings);
      labels.reload();
      frozen.reload();
      journal.reload();
      for (const { receive } of chains) receive.reload();
      options.onRestored();
      return countsOf(report);
    },
  };
}
