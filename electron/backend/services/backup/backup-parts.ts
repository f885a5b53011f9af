import type { ChainId } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import { type Settings, shapes } from '../../../../wallet-core/ipc/index.ts';
import { fromHex } from '../../../../wallet-core/primitives/index.ts';
import type { BackupContent, BackupJournalEntry } from '../../../../wallet-core/vault/backup.ts';
import type { ChainPort } from '../chain-port.ts';
import { type StoredSend, storedSend } from '../send/entry.ts';
import { assertServers } from '../settings.ts';

/** Name of the journal of payments in a backup. */
export const SENDS = 'sends';

/** What it takes to check an entry of the journal. */
export type SignedReader = Pick<ChainPort, 'chain' | 'readSigned'>;

export function toJournalEntry(entry: StoredSend): BackupJournalEntry {
  return { journal: SENDS, id: entry.sendId, updatedAtMs: entry.updatedAtMs, text: JSON.stringify(entry) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WalletError('vault.bad-format', { why: 'json' }, { cause });
  }
}

/** Bytes that are sent again later must be the transaction that the entry names. */
function assertSigned(entry: StoredSend, port: SignedReader): void {
  if (entry.signed === '') return;
  let txid: string;
  try {
    ({ txid } = port.readSigned(fromHex(entry.signed)));
  } catch (cause) {
    throw new WalletError('vault.bad-format', { why: 'signed' }, { cause });
  }
  if (txid !== entry.txid) throw new WalletError('vault.bad-format', { why: 'txid' });
}

/**
 * Payments as their journal stores them, each checked in full. Throws `vault.bad-format` for one that is not, and
 * `vault.newer-version` for one of a chain that this version does not know.
 */
export function parseJournals(
  entries: readonly BackupJournalEntry[],
  portOf: (chain: ChainId) => SignedReader | undefined,
): readonly StoredSend[] {
  return entries.map(({ id, updatedAtMs, text }) => {
    const parsed = storedSend.safeParse(parseJson(text));
    if (!parsed.success) throw new WalletError('vault.bad-format', { why: 'journal' });
    const entry = parsed.data;
    if (entry.sendId !== id || entry.updatedAtMs !== updatedAtMs) {
      throw new WalletError('vault.bad-format', { why: 'journal' });
    }
    const port = portOf(entry.chain);
    if (port === undefined) throw new WalletError('vault.newer-version', { chain: entry.chain });
    assertSigned(entry, port);
    return entry;
  });
}

/** Throws `vault.bad-format` for settings of no known form. */
export function readSettings({ settings }: BackupContent): Settings | null {
  if (settings === null) return null;
  const parsed = shapes.settings.safeParse(parseJson(settings.text));
  if (!parsed.success) throw new WalletError('vault.bad-format', { why: 'settings' });
  try {
    assertServers(parsed.data.servers);
  } catch (cause) {
    throw new WalletError('vault.bad-format', { why: 'servers' }, { cause });
  }
  return parsed.data;
}
