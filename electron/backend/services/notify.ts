import type { ChainId } from '../../../wallet-core/chain-contract/index.ts';
import type { PayloadOf } from '../../../wallet-core/ipc/index.ts';
import type { TxId } from '../../../wallet-core/primitives/index.ts';

export type NoticeKind = PayloadOf<'backend.notify'>['kind'];

/** Tells main of something a person may want to hear of while looking elsewhere. */
export type Notify = (kind: NoticeKind, chain: ChainId, txid: TxId) => void;
