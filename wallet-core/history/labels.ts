import type { Activity, ChainId, Outpoint } from '../chain-contract/index.ts';
import { accept, findTextFlaw, type Result, refuse } from '../primitives/index.ts';

export const MAX_LABEL_LENGTH = 200;

export type LabelTarget =
  | { readonly kind: 'transaction'; readonly chain: ChainId; readonly txid: string }
  | { readonly kind: 'address'; readonly chain: ChainId; readonly address: string }
  | { readonly kind: 'coin'; readonly chain: ChainId; readonly outpoint: Outpoint };

/** Labels by `labelKey`. Private: they say more about a person than the chain does. */
export type Labels = ReadonlyMap<string, string>;

/** Names a target in storage. */
export function labelKey(target: LabelTarget): string {
  switch (target.kind) {
    case 'transaction':
      return `transaction:${target.chain}:${target.txid}`;
    case 'address':
      return `address:${target.chain}:${target.address}`;
    case 'coin':
      return `coin:${target.chain}:${target.outpoint.txid}:${target.outpoint.vout}`;
  }
}

export type LabelRefusal = 'too-long' | 'hidden-characters';

/** A label as typed, trimmed; empty removes it. Refuses control, bidi and invisible characters (T-01). */
export function parseLabel(text: string): Result<string, LabelRefusal> {
  const trimmed = text.trim();
  if (trimmed.length > MAX_LABEL_LENGTH) return refuse('too-long');
  const flaw = findTextFlaw(trimmed);
  return flaw === undefined || flaw === 'joiner' ? accept(trimmed) : refuse('hidden-characters');
}

/** The transaction's own label, else that of the first labelled address on the other side. */
export function labelOf(activity: Activity, labels: Labels): string | null {
  const { chain, txid } = activity;
  const own = labels.get(labelKey({ kind: 'transaction', chain, txid }));
  if (own !== undefined) return own;
  for (const { address } of activity.counterparties) {
    const label = labels.get(labelKey({ kind: 'address', chain, address }));
    if (label !== undefined) return label;
  }
  return null;
}
