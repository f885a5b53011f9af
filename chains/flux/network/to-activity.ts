import type { Activity, Tip } from '../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { findTextFlaw } from '../../../wallet-core/primitives/index.ts';
import { fluxConfig } from '../config.ts';
import { outputAddress, outputMessage, readableMessage } from './own-parts.ts';
import type { ServerTransaction } from './server.ts';
import { assertMainNetwork, vetConfirmations } from './vet-utxos.ts';

const MAX_COUNTERPARTIES = 20;
const MAX_OWN = 100;

interface Flow {
  readonly own: bigint;
  readonly total: bigint;
  /** Is every part owned or, for outputs, a message? */
  readonly isAllOwn: boolean;
  /** Is every value known? */
  readonly isComplete: boolean;
  readonly ownAddresses: ReadonlySet<string>;
  readonly others: ReadonlyMap<string, bigint>;
}

interface Part {
  readonly address: string | null;
  readonly value: bigint | null;
}

function sumUp(parts: readonly Part[], own: ReadonlySet<string>): Flow {
  let ownTotal = 0n;
  let total = 0n;
  let isAllOwn = true;
  let isComplete = true;
  const ownAddresses = new Set<string>();
  const others = new Map<string, bigint>();
  for (const { address, value } of parts) {
    if (value === null) isComplete = false;
    const units = value ?? 0n;
    total += units;
    if (address !== null && own.has(address)) {
      ownTotal += units;
      ownAddresses.add(address);
      if (value === null) throw new WalletError('server.bad-reply', { detail: 'own-value' });
    } else {
      isAllOwn = false;
      if (address !== null) others.set(address, (others.get(address) ?? 0n) + units);
    }
  }
  if (total > fluxConfig.maxMoney) throw new WalletError('server.bad-reply', { detail: 'total' });
  return { own: ownTotal, total, isAllOwn, isComplete, ownAddresses, others };
}

function kindOf(transaction: ServerTransaction, inputs: Flow, outputs: Flow): Activity['kind'] {
  if (transaction.form === 'node-start' || transaction.form === 'node-confirm') return transaction.form;
  if (transaction.form === 'coinbase') return 'mined';
  if (inputs.ownAddresses.size === 0) return 'received';
  return outputs.isAllOwn ? 'self' : 'sent';
}

/** Lines end in messages too; everything else that hides or turns text is shown as bytes. */
function hidesText(text: string): boolean {
  const flaw = findTextFlaw(text.replaceAll('\n', ''));
  return flaw !== undefined && flaw !== 'joiner';
}

function messageOf(transaction: ServerTransaction): string | null {
  for (const output of transaction.outputs) {
    const bytes = outputMessage(output);
    if (bytes !== undefined && bytes.length > 0) return readableMessage(bytes, hidesText);
  }
  return null;
}

/** The fee if this account paid all of it; `null` when others paid too or a value is missing. */
function feeOf(transaction: ServerTransaction, inputs: Flow, outputs: Flow): bigint | null {
  if (transaction.form !== 'payment' || !inputs.isComplete) return null;
  const fee = inputs.total - outputs.total;
  if (fee < 0n) throw new WalletError('server.bad-reply', { detail: 'creates-money' });
  return inputs.isAllOwn ? fee : null;
}

/**
 * What a transaction did to the account that owns `own`. `seenAtMs` stands in where the server gives no time. Throws
 * `server.bad-reply` for sums that cannot be, and for one that does not touch the account at all.
 */
export function toActivity(
  transaction: ServerTransaction,
  own: ReadonlySet<string>,
  tip: Tip,
  seenAtMs: number,
): Activity {
  for (const { address } of transaction.inputs) if (address !== null && !own.has(address)) assertMainNetwork(address);
  const inputs = sumUp(transaction.inputs, own);
  const messages = new Set(transaction.outputs.filter((output) => outputMessage(output) !== undefined));
  const paying = transaction.outputs.filter((output) => !messages.has(output) || output.value > 0n);
  const outputs = sumUp(
    paying.map((output) => ({ address: outputAddress(output), value: output.value })),
    own,
  );
  const kind = kindOf(transaction, inputs, outputs);
  const ownAddresses = new Set([...inputs.ownAddresses, ...outputs.ownAddresses]);
  const isNode = kind === 'node-start' || kind === 'node-confirm';
  if (ownAddresses.size === 0 && !isNode) throw new WalletError('server.bad-reply', { detail: 'stranger' });
  const others = kind === 'received' ? inputs.others : outputs.others;
  return {
    chain: fluxConfig.chain,
    txid: transaction.txid,
    kind,
    net: outputs.own - inputs.own,
    fee: feeOf(transaction, inputs, outputs),
    counterparties: (kind === 'mined' ? [] : [...others])
      .slice(0, MAX_COUNTERPARTIES)
      .map(([address, amount]) => ({ address, amount })),
    own: [...ownAddresses].slice(0, MAX_OWN),
    message: messageOf(transaction),
    height: transaction.height,
    confirmations: vetConfirmations(transaction, tip),
    timeMs: transaction.timeMs ?? seenAtMs,
    expiryHeight: transaction.expiryHeight,
  };
}

/** Newest first: unconfirmed, then by height; equal ones by time and id, so that a reload never reorders. */
export function compareActivities(a: Activity, b: Activity): number {
  const byHeight = (b.height ?? Number.MAX_SAFE_INTEGER) - (a.height ?? Number.MAX_SAFE_INTEGER);
  if (byHeight !== 0) return byHeight;
  if (a.timeMs !== b.timeMs) return b.timeMs - a.timeMs;
  return a.txid < b.txid ? -1 : a.txid > b.txid ? 1 : 0;
}
