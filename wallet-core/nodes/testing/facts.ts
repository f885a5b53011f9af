/** Facts of one made-up node at a height of 2026. */
import { type NodeRow, parseNodeList, type WaitingRow } from '../node-row.ts';
import type { NodeFacts } from '../node-state.ts';
import { listRow } from './rows.ts';

export const NOW = 2_917_115;
export const COIN = 100_000_000n;

export function factsOf(changes: Partial<NodeFacts> = {}): NodeFacts {
  return {
    height: NOW,
    collateral: { kind: 'unspent', value: 1_000n * COIN, height: NOW - 5_000 },
    start: null,
    dos: null,
    confirmed: null,
    pendingStart: null,
    rememberedConfirm: null,
    ...changes,
  };
}

export function waitingRow(addedHeight: number): WaitingRow {
  const txid = 'aa'.repeat(32);
  return { key: `${txid}:0`, txid, vout: 0, addedHeight, address: 't1', claimedBlocksLeft: 1, amount: null };
}

export function confirmedRow(lastConfirmedHeight: number, changes: Readonly<Record<string, unknown>> = {}): NodeRow {
  const [row] = parseNodeList([listRow(1, { last_confirmed_height: lastConfirmedHeight, ...changes })]);
  if (row === undefined) throw new TypeError('no row');
  return row;
}
