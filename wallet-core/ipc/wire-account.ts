/**
 * Domain ↔ wire for chains with accounts. Both sides use these, so that a field cannot be renamed on one side only.
 * `from…` expect values that a schema of this folder has accepted.
 */
import type {
  AccountAction,
  GasChoice,
  GasPrice,
  StatedAccountPayment,
  UnsignedAccount,
} from '../chain-contract/index.ts';
import { type AddressText, type DerivationPath, fromHex, type TxId, toHex, unsafeBrand } from '../primitives/index.ts';
import type {
  TokenClaim,
  WireAccountAction,
  WireGasChoice,
  WireGasPrice,
  WireStatedAccountPayment,
  WireUnsigned,
  WireUnsignedAccount,
} from './views.ts';

export function isAccountUnsigned(wire: WireUnsigned | WireUnsignedAccount): wire is WireUnsignedAccount {
  return 'kind' in wire;
}

export function toWireGasPrice({ maxPerGas, tipPerGas }: GasPrice): WireGasPrice {
  return { maxPerGas: maxPerGas.toString(), tipPerGas: tipPerGas?.toString() ?? null };
}

export function fromWireGasPrice({ maxPerGas, tipPerGas }: WireGasPrice): GasPrice {
  return { maxPerGas: BigInt(maxPerGas), tipPerGas: tipPerGas === null ? null : BigInt(tipPerGas) };
}

export function fromWireGasChoice(wire: WireGasChoice): GasChoice {
  if (wire.kind === 'preset') return wire;
  const { price, gasLimit } = wire;
  return {
    kind: 'custom',
    price: fromWireGasPrice(price),
    gasLimit: gasLimit === null ? null : BigInt(gasLimit),
  };
}

/** RangeError for an action this wallet never states. */
function toWireAction(action: AccountAction): WireAccountAction {
  switch (action.kind) {
    case 'transfer': {
      const { kind, asset, recipient, amount } = action;
      return { kind, asset, recipient, amount: amount.toString() };
    }
    case 'allowance': {
      const { kind, asset, spender, amount, unlimited } = action;
      if (unlimited) throw new RangeError('unlimited');
      return { kind, asset, spender, amount: amount.toString(), unlimited };
    }
    case 'nothing':
      return { kind: action.kind, recipient: action.recipient };
    default:
      throw new RangeError(action.kind);
  }
}

function fromWireAction(wire: WireAccountAction): AccountAction {
  const address = (text: string) => unsafeBrand<AddressText>(text);
  switch (wire.kind) {
    case 'transfer':
      return { ...wire, recipient: address(wire.recipient), amount: BigInt(wire.amount) };
    case 'allowance':
      return { ...wire, spender: address(wire.spender), amount: BigInt(wire.amount) };
    case 'nothing':
      return { ...wire, recipient: address(wire.recipient) };
  }
}

export function toWireStatedAccount(stated: StatedAccountPayment): WireStatedAccountPayment {
  const { action, fee, extraFee } = stated;
  return { ...stated, action: toWireAction(action), fee: fee.toString(), extraFee: extraFee.toString() };
}

export function fromWireStatedAccount(wire: WireStatedAccountPayment): StatedAccountPayment {
  return {
    ...wire,
    from: unsafeBrand<AddressText>(wire.from),
    action: fromWireAction(wire.action),
    fee: BigInt(wire.fee),
    extraFee: BigInt(wire.extraFee),
    replaces: wire.replaces === null ? null : unsafeBrand<TxId>(wire.replaces),
  };
}

export function toWireUnsignedAccount(unsigned: UnsignedAccount, token: TokenClaim | null): WireUnsignedAccount {
  return { kind: 'account', chain: unsigned.chain, bytes: toHex(unsigned.bytes), path: unsigned.path, token };
}

/** Without the claim about the token, which is no part of what is signed. */
export function fromWireUnsignedAccount({ kind, chain, bytes, path }: WireUnsignedAccount): UnsignedAccount {
  return { kind, chain, bytes: fromHex(bytes), path: unsafeBrand<DerivationPath>(path) };
}
