/** Made-up coins and sizes for selection tests: 10 bytes around, 148 per input, 34 per output. */
import type { AddressRef, Spendable, SpendableState } from '../../chain-contract/index.ts';
import { type AddressText, type TxId, unsafeBrand } from '../../primitives/index.ts';
import type { EligibilityRules, SelectionTerms } from '../index.ts';

const owner: AddressRef = { address: unsafeBrand<AddressText>('own'), role: 'receive', index: 0, path: null };
const scriptPubKey = new Uint8Array(25);

export function coin(number: number, value: bigint, state: SpendableState = 'spendable'): Spendable {
  return {
    outpoint: { txid: unsafeBrand<TxId>(number.toString(16).padStart(64, '0')), vout: number % 3 },
    value,
    scriptPubKey,
    owner,
    height: state === 'own-change' || state === 'incoming' ? null : 100 + (number % 50),
    confirmations: 10,
    coinbase: state === 'immature',
    state,
  };
}

/** Everything may be signed; the exact value 1,000,000 is a collateral. */
export const COLLATERAL_VALUE = 1_000_000n;

export function rulesOf(changes: Partial<EligibilityRules> = {}): EligibilityRules {
  return {
    unlockedCollateral: [],
    isCollateral: ({ value }) => value === COLLATERAL_VALUE,
    canSign: () => true,
    ...changes,
  };
}

export function termsOf(changes: Partial<SelectionTerms> = {}, maxBytes = 1_000_000): SelectionTerms {
  return {
    feePerByte: 1n,
    dust: 546n,
    size: { maxBytes, signedSize: (inputs, withChange) => 10 + 148 * inputs + 34 * (withChange ? 2 : 1) },
    ...changes,
  };
}
