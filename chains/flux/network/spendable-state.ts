import type { AddressRef, Spendable, SpendableState } from '../../../wallet-core/chain-contract/index.ts';
import { type AddressText, fromHex } from '../../../wallet-core/primitives/index.ts';
import { fluxConfig } from '../config.ts';
import type { ServerTransaction } from './server.ts';
import type { VettedUtxo } from './vet-utxos.ts';

/**
 * What may be done with an output. Freezing is the person's and applied by the caller. A collateral value wins over
 * being spendable, so that nothing picks it by accident (T-08).
 */
function stateOf(
  utxo: VettedUtxo,
  isOwnTransaction: boolean,
  isCollateralValue: (value: bigint) => boolean,
): SpendableState {
  if (utxo.coinbase && utxo.confirmations < fluxConfig.coinbaseMaturity) return 'immature';
  if (utxo.height === null && !isOwnTransaction) return 'incoming';
  if (isCollateralValue(utxo.value)) return 'collateral';
  return utxo.height === null ? 'own-change' : 'spendable';
}

export function toSpendable(
  utxo: VettedUtxo,
  owner: AddressRef,
  isOwnTransaction: boolean,
  isCollateralValue: (value: bigint) => boolean,
): Spendable {
  return {
    outpoint: { txid: utxo.txid, vout: utxo.vout },
    value: utxo.value,
    scriptPubKey: fromHex(utxo.script),
    owner,
    height: utxo.height,
    confirmations: utxo.confirmations,
    coinbase: utxo.coinbase,
    state: stateOf(utxo, isOwnTransaction, isCollateralValue),
  };
}

/** Did this account alone make the transaction: does every input spend from an own address? */
export function isMadeBy(transaction: ServerTransaction, own: ReadonlySet<AddressText | string>): boolean {
  return (
    transaction.form === 'payment' &&
    transaction.inputs.length > 0 &&
    transaction.inputs.every((input) => input.address !== null && own.has(input.address))
  );
}

/** Confirmed ones by age, then unconfirmed; equal ones by outpoint: the same set always comes in the same order. */
export function compareSpendables(a: Spendable, b: Spendable): number {
  const byHeight = (a.height ?? Number.MAX_SAFE_INTEGER) - (b.height ?? Number.MAX_SAFE_INTEGER);
  if (byHeight !== 0) return byHeight;
  if (a.outpoint.txid !== b.outpoint.txid) return a.outpoint.txid < b.outpoint.txid ? -1 : 1;
  return a.outpoint.vout - b.outpoint.vout;
}
