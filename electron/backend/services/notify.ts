import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import type { PayloadOf } from '../../../wallet-core/ipc/index.ts';
import type { TxId } from '../../../wallet-core/primitives/index.ts';

export type NoticeKind = PayloadOf<'backend.notify'>['kind'];

/** Tells main of something a person may want to hear of while looking elsewhere. */
export type Notify = (kind: NoticeKind, chain: ChainId, txid: TxId) => void;

const MAX_REMEMBERED = 1_000;

/** Says everything once: a payment confirmed while locked is not announced again at the unlock. */
export function notifyOnce(notify: Notify): Notify {
  const said = new Set<string>();
  return (kind, chain, txid) => {
    const key = `${kind} ${chain} ${txid}`;
    if (said.has(key)) return;
    said.add(key);
    const [oldest] = said;
    if (said.size > MAX_REMEMBERED && oldest !== undefined) said.delete(oldest);
    notify(kind, chain, txid);
  };
}
