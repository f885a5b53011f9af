/** Which price and gas limit a draft leads to, with what has to be said about them. */
import type { AccountContext, GasChoice, GasPrice } from '../../../../wallet-core/chain-contract/index.ts';
import { IMPLAUSIBLE_PER_GAS } from '../config.ts';
import type { EvmTransaction } from '../transaction.ts';
import { addIssue, type Findings } from './findings.ts';

/** A plain transfer takes this; nothing takes less. */
const LEAST_GAS = 21_000n;
/** EIP-7825: no transaction may ask for more. */
const MOST_GAS = 16_777_216n;
/** Nodes take a replacement that offers at least so much more (go-ethereum `PriceBump`). */
const BUMP_PERCENT = 110n;

const larger = (a: bigint, b: bigint) => (a > b ? a : b);
const bumped = (price: bigint) => (price * BUMP_PERCENT + 99n) / 100n;

/** The least a replacement of this transaction must offer, in the form it has. */
export function replacementFloor({ price: { maxPerGas, tipPerGas } }: EvmTransaction): GasPrice {
  // Where a tenth is less than one unit, one more is asked for.
  const raised = (price: bigint) => larger(bumped(price), price + 1n);
  return { maxPerGas: raised(maxPerGas), tipPerGas: tipPerGas === null ? null : raised(tipPerGas) };
}

/** An offered price in the form of the original, raised to the floor where it is below. */
function raisedTo(floor: GasPrice, offered: GasPrice): GasPrice {
  const maxPerGas = larger(floor.maxPerGas, offered.maxPerGas);
  if (floor.tipPerGas === null) return { maxPerGas, tipPerGas: null };
  const tipPerGas = larger(floor.tipPerGas, offered.tipPerGas ?? 0n);
  return { maxPerGas: larger(maxPerGas, tipPerGas), tipPerGas };
}

function isSound({ maxPerGas, tipPerGas }: GasPrice, basePerGas: bigint | null): boolean {
  if (maxPerGas <= 0n || maxPerGas >= IMPLAUSIBLE_PER_GAS) return false;
  if (tipPerGas === null) return true;
  return tipPerGas >= 0n && tipPerGas <= maxPerGas && basePerGas !== null;
}

function customPrice(
  price: GasPrice,
  floor: GasPrice | null,
  context: AccountContext,
  { errors }: Findings,
): GasPrice | null {
  if (!isSound(price, context.basePerGas)) {
    addIssue(errors, 'input.bad', 'fee', { what: 'price' });
    return null;
  }
  if (floor === null) return price;
  const isSameForm = (price.tipPerGas === null) === (floor.tipPerGas === null);
  const isEnough = price.maxPerGas >= floor.maxPerGas && (price.tipPerGas ?? 0n) >= (floor.tipPerGas ?? 0n);
  if (isSameForm && isEnough) return price;
  const needed = { perGas: String(floor.maxPerGas), tip: String(floor.tipPerGas ?? 0n) };
  addIssue(errors, 'send.replacement-fee-low', 'fee', needed);
  return null;
}

export interface ChosenGas {
  readonly price: GasPrice;
  readonly limit: bigint;
}

/** `null` when price or limit are not to be had; findings say why. `original` is what is to be replaced. */
export function chooseGas(
  choice: GasChoice,
  context: AccountContext,
  original: EvmTransaction | null,
  neededLimit: bigint,
  findings: Findings,
): ChosenGas | null {
  const { errors, warnings } = findings;
  const floor = original === null ? null : replacementFloor(original);
  const offered = choice.kind === 'preset' ? context.prices[choice.preset] : null;
  const price =
    choice.kind === 'custom'
      ? customPrice(choice.price, floor, context, findings)
      : offered !== null && floor !== null
        ? raisedTo(floor, offered)
        : offered;
  if (price !== null && context.basePerGas !== null && price.maxPerGas < context.basePerGas) {
    addIssue(warnings, 'send.gas-price-below-base', 'fee', { basePerGas: String(context.basePerGas) });
  }
  const limit = (choice.kind === 'custom' ? choice.gasLimit : null) ?? neededLimit;
  if (limit < LEAST_GAS || (context.gas.source === 'estimated' && limit * 125n < neededLimit * 100n)) {
    addIssue(errors, 'send.gas-limit-low', 'fee', { needed: String(neededLimit) });
    return null;
  }
  if (limit > MOST_GAS) {
    addIssue(errors, 'amount.out-of-range', 'fee', { limit: String(MOST_GAS) });
    return null;
  }
  return price === null ? null : { price, limit };
}
