import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  type DepositFound,
  type FusionChain,
  fusionChainOf,
  isSameAddress,
} from '../../../../wallet-core/fusion/index.ts';
import { type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChainParts } from '../accounts/account-chain.ts';
import type { AccountSend } from '../accounts/account-send.ts';
import { isDead, type StoredSend } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import type { FusionChainAccess } from './chain-access.ts';

const FLUX_DECIMALS = 8;

export interface EvmAccessParts {
  readonly chain: AccountChainParts;
  readonly send: AccountSend;
  readonly journal: Journal;
}

/** Fusion's name of one of these chains. All five have FLUX. */
function nameOf({ port }: AccountChainParts): FusionChain {
  const name = fusionChainOf(port.chain);
  if (name === undefined) throw new WalletError('internal');
  return name;
}

/** FLUX on one chain with accounts: deposits and payouts are transfers of the token, from and to the account's address. */
export function createEvmAccess({ chain, send, journal }: EvmAccessParts): FusionChainAccess {
  const { port, sync, sender } = chain;
  const flux = port.codec.config.flux.identifier;
  const fusion = nameOf(chain);

  function spendable(): bigint {
    return sync.state().balances?.value.find(({ asset }) => asset === flux)?.spendable ?? 0n;
  }

  function movements(txid: string) {
    return sync.history.all().filter((one) => one.txid === txid && one.asset === flux);
  }

  /** The payment and whatever was sent again in its place with the same transfer. */
  function familyOf(first: StoredSend): readonly StoredSend[] {
    const family = [first];
    for (const entry of journal.entries()) {
      const replaces = entry.account?.replaces ?? null;
      const isAgain = entry.account?.action === 'transfer' && family.some(({ txid }) => txid === replaces);
      if (isAgain && !family.includes(entry)) family.push(entry);
    }
    return family;
  }

  return {
    fusion,
    parseAddress: (text) => {
      const parsed = port.codec.parseAddress(text);
      return parsed.ok ? parsed.value : undefined;
    },
    ownAddresses: () => [{ address: sender.address, spendable: sender.path === null ? 0n : spendable() }],
    isOwn: (address) => isSameAddress(address, sender.address),
    prepareDeposit: async (from, to, amount) => {
      if (!isSameAddress(from, sender.address)) throw new WalletError('chain.bad-address');
      const prepared = await send.prepare({
        kind: 'transfer',
        chain: port.chain,
        asset: flux,
        decimals: FLUX_DECIMALS,
        recipient: { address: to, amount: amount.toString() },
        gas: { kind: 'preset', preset: 'normal' },
      });
      const { action } = prepared.stated;
      const isIt =
        action.kind === 'transfer' &&
        isSameAddress(action.recipient, to) &&
        action.amount === amount.toString() &&
        action.asset === flux;
      if (!isIt) throw new WalletError('approval.mismatch', { what: 'deposit' });
      return { draftId: prepared.draftId, deposit: { kind: 'account-payment', prepared } };
    },
    findDeposit: (draftId): DepositFound => {
      const entry = journal.find(draftId);
      if (entry === undefined) {
        if (send.owns(draftId)) return { kind: 'open' };
        send.drop(draftId);
        return { kind: 'none' };
      }
      const family = familyOf(entry);
      const mined = family.find(({ state }) => state === 'confirmed' || state === 'final');
      const alive = mined ?? family.findLast(({ state }) => !isDead(state));
      if (alive !== undefined) return { kind: 'signed', txid: alive.txid };
      const how = entry.state === 'replaced' ? 'replaced' : 'refused';
      return { kind: 'died', txid: entry.txid, how };
    },
    dropDeposit: send.drop,
    confirmationsOf: (txid) => movements(txid)[0]?.confirmations ?? journal.findByTxid(txid)?.confirmations ?? null,
    readPayout: async (txid, address) => {
      if (!isSameAddress(address, sender.address)) return 'not-readable';
      const received = movements(txid).filter(({ net }) => net > 0n);
      const [first] = received;
      if (first !== undefined) {
        const amount = received.reduce((sum, { net }) => sum + net, 0n);
        const isFinal = first.confirmations >= port.codec.config.finalAfter;
        return { recipients: [{ address, amount }], confirmations: first.confirmations, isFinal };
      }
      const status = await chain.connection().reader.status(unsafeBrand<TxId>(txid));
      if (status.kind !== 'confirmed' && status.kind !== 'final') return 'not-seen';
      // Movements of FLUX are read up to the height of the balances: what is not among them pays somebody else.
      const isRead = sync.history.marks().complete && (sync.state().balances?.height ?? 0) > status.height;
      if (!isRead) return 'not-seen';
      return { recipients: [], confirmations: status.confirmations, isFinal: status.kind === 'final' };
    },
    isInBalance: (txid) => {
      const height = movements(txid)[0]?.height ?? null;
      return height !== null && (sync.state().balances?.height ?? 0) >= height;
    },
    payments: () =>
      sync.history
        .all()
        .filter((one) => one.kind === 'sent' && one.asset === flux)
        .flatMap(({ txid, counterparties, timeMs }) =>
          counterparties.map(({ address: to, amount }) => ({
            chain: fusion,
            txid,
            from: sender.address,
            to,
            amount,
            timeMs,
          })),
        ),
  };
}
