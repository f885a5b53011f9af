import { outpointKey, type Spendable } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { DepositFound } from '../../../../wallet-core/fusion/index.ts';
import { toWireStated } from '../../../../wallet-core/ipc/index.ts';
import { type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { isDead } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import { changeTotal } from '../send/prepare.ts';
import type { SendService } from '../send/send-service.ts';
import type { SessionChain } from '../session-chain.ts';
import type { FusionChainAccess } from './chain-access.ts';

/** The default preset (1 sat per byte): a deposit is in no hurry, and there is no fee market. */
const FEE_PER_BYTE = 1n;
/** More than an input, and than the rest of a payment, can cost at that rate. */
const PER_INPUT = 200n;
const BASE = 1_000n;

export interface FluxAccessParts {
  readonly chain: SessionChain;
  readonly send: SendService;
  readonly journal: Journal;
}

/** Largest first, as few as will do; all of them when even those are too little, so that the builder says so. */
function enough(coins: readonly Spendable[], amount: bigint): readonly Spendable[] {
  const sorted = [...coins].sort((a, b) => (a.value < b.value ? 1 : -1));
  let sum = 0n;
  for (const [index, coin] of sorted.entries()) {
    sum += coin.value;
    if (sum >= amount + BASE + PER_INPUT * BigInt(index + 1)) return sorted.slice(0, index + 1);
  }
  return sorted;
}

/** Native FLUX. A deposit spends outputs of the reserved address alone; payouts are read from the account's history. */
export function createFluxAccess({ chain, send, journal }: FluxAccessParts): FusionChainAccess {
  const { port, sync } = chain;

  function coinsOf(address: string): readonly Spendable[] {
    return chain
      .coins()
      .filter(({ owner, state }) => owner.address === address && (state === 'spendable' || state === 'own-change'));
  }

  function sumOf(address: string): bigint {
    return coinsOf(address).reduce((sum, { value }) => sum + value, 0n);
  }

  function known(): readonly string[] {
    const addresses = sync.state().addresses?.value;
    const receive = addresses?.nextReceive ?? null;
    const used = addresses?.used.map(({ address }) => address) ?? [];
    return [...new Set([...(receive === null ? [] : [receive.address]), ...used])];
  }

  return {
    fusion: 'main',
    parseAddress: (text) => {
      const parsed = port.codec.parseAddress(text);
      return parsed.ok ? parsed.value : undefined;
    },
    ownAddresses: () => known().map((address) => ({ address, spendable: sumOf(address) })),
    isOwn: (address) => known().includes(address),
    prepareDeposit: async (from, to, amount) => {
      const inputs = enough(coinsOf(from), amount).map(({ outpoint }) => outpoint);
      if (inputs.length === 0) throw new WalletError('chain.insufficient-funds');
      const built = await send.build({
        kind: 'payment',
        chain: 'flux',
        asset: port.asset,
        recipients: [{ address: to, amount }],
        message: null,
        feePerByte: FEE_PER_BYTE,
        inputs,
        unlockedCollateral: [],
      });
      const { unsigned, stated, review } = built;
      const paid = stated.recipients.map(({ address, amount: units }) => `${address} ${units}`);
      if (paid.join() !== `${to} ${amount}`) throw new WalletError('approval.mismatch', { what: 'deposit' });
      const asked = new Set(inputs.map(outpointKey));
      if (!review.inputs.every(({ outpoint }) => asked.has(outpointKey(outpoint))))
        throw new WalletError('approval.mismatch', { what: 'inputs' });
      const { draftId, validUntilMs, inputs: taken } = send.keep(built);
      const prepared = {
        draftId,
        stated: toWireStated(stated),
        change: changeTotal(unsigned, review).toString(),
        inputCount: taken.length,
        signedSize: review.signedSize,
        expiryHeight: review.expiryHeight,
        validUntilMs,
      };
      return { draftId, deposit: { kind: 'payment', prepared } };
    },
    findDeposit: (draftId): DepositFound => {
      const entry = journal.find(draftId);
      if (entry === undefined) {
        if (send.hasDraft(draftId)) return { kind: 'open' };
        // From here on it cannot be signed either: what is said to be nothing stays nothing.
        send.drop(draftId);
        return { kind: 'none' };
      }
      const { txid, state } = entry;
      if (!isDead(state)) return { kind: 'signed', txid };
      const how = state === 'expired' || state === 'replaced' ? state : 'refused';
      return { kind: 'died', txid, how };
    },
    dropDeposit: send.drop,
    confirmationsOf: (txid) => {
      const entry = journal.findByTxid(txid);
      return sync.history.get(txid)?.confirmations ?? entry?.confirmations ?? null;
    },
    readPayout: async (txid, address) => {
      const activity = sync.history.get(txid);
      if (activity !== undefined && activity.net > 0n && activity.own.includes(address)) {
        const { confirmations, net } = activity;
        const isFinal = confirmations >= port.finalAfter;
        return { recipients: [{ address, amount: net }], confirmations, isFinal };
      }
      if (!known().includes(address)) return 'not-readable';
      const status = await chain.connection().status(unsafeBrand<TxId>(txid));
      if (status.kind !== 'confirmed' && status.kind !== 'final') return 'not-seen';
      // Mined, and the history that reaches so far has nothing of it: it pays somebody else.
      const isRead = sync.history.marks().complete && (sync.state().outputs?.height ?? 0) > status.height;
      if (!isRead) return 'not-seen';
      return { recipients: [], confirmations: status.confirmations, isFinal: status.kind === 'final' };
    },
    isInBalance: (txid) => sync.history.get(txid) !== undefined,
    payments: () =>
      sync.history
        .all()
        .filter(({ kind }) => kind === 'sent')
        .flatMap(({ txid, own, counterparties, timeMs }) =>
          counterparties.map(({ address: to, amount }) => ({
            chain: 'main' as const,
            txid,
            from: own[0] ?? '',
            to,
            amount,
            timeMs,
          })),
        ),
  };
}
