import { createHmac } from 'node:crypto';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { Random } from '../../../wallet-core/ports/index.ts';
import type { SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { openRow, sealRow } from '../../../wallet-core/vault/row.ts';
import type { RowCipher } from './row-cipher.ts';

const NAME_LENGTH = 32;

/**
 * Rows under the storage key of account-v1. Content: `wallet-core/vault`. Names: HMAC-SHA-256 of table and key under
 * the storage key with a label of its own, first 16 bytes. Takes the key over: `erase` overwrites it.
 */
export function createStorageKeyCipher(storageKey: SecretBytes, random: Random): RowCipher {
  const key = () => {
    if (storageKey.isErased) throw new WalletError('session.locked');
    return storageKey;
  };
  return {
    nameOf: (table, rowKey) =>
      createHmac('sha256', key().unsafeReveal())
        .update(`parallax/v1/row-name\n${table}\n${rowKey}`)
        .digest('hex')
        .slice(0, NAME_LENGTH),
    seal: (table, name, plain) => sealRow(key(), table, name, plain, random),
    open: (table, name, sealed) => openRow(key(), table, name, sealed),
    erase: () => storageKey.erase(),
  };
}
