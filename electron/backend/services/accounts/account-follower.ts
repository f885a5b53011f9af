import type { TxStatus } from '../../../../wallet-core/chain-contract/index.ts';
import { type AddressText, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { ChainConnection } from '../chain-port.ts';
import { replacementOf } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import type { AccountConnection } from './account-connection.ts';

/** What the journal asks the network about its payments, where numbers tell replaced ones from unknown ones. */
export function followingConnection(
  connection: () => AccountConnection,
  journal: Journal,
): Pick<ChainConnection, 'broadcast' | 'statusOf'> {
  async function statusOf(txid: TxId): Promise<TxStatus> {
    const { reader } = connection();
    const entry = journal.findByTxid(txid);
    if (entry?.account === undefined) return reader.status(txid);
    const { from, nonce } = entry.account;
    const status = await reader.statusOf(txid, { from: unsafeBrand<AddressText>(from), nonce });
    if (status.kind !== 'dropped') return status;
    // Sent again as the same bytes, unless a dearer one of ours stands in its place.
    return { kind: replacementOf(entry, journal.entries()) === undefined ? 'unknown' : 'replaced' };
  }
  return { broadcast: (signed) => connection().reader.broadcast(signed), statusOf };
}
