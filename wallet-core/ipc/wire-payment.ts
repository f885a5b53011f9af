/**
 * Domain ↔ wire for the payment shapes. Both sides use these, so that a field cannot be renamed on one side only.
 * `from…` expect values that a schema of this folder has accepted.
 */
import type { Outpoint, PaymentDraft, StatedPayment, Unsigned, Validation } from '../chain-contract/index.ts';
import { type DerivationPath, fromHex, type TxId, toHex, unsafeBrand } from '../primitives/index.ts';
import type {
  Provenance,
  WireDraft,
  WireStatedData,
  WireStatedPayment,
  WireUnsigned,
  WireValidation,
} from './views.ts';

export function toOutpointText({ txid, vout }: Outpoint): string {
  return `${txid}:${vout}`;
}

/** Of a text that `outpointText` accepted. */
export function fromOutpointText(text: string): Outpoint {
  const [txid = '', vout = ''] = text.split(':');
  return { txid: unsafeBrand<TxId>(txid), vout: Number(vout) };
}

export function toWireUnsigned(unsigned: Unsigned): WireUnsigned {
  return {
    chain: unsigned.chain,
    bytes: toHex(unsigned.bytes),
    inputs: unsigned.inputs.map(({ value, scriptPubKey, path }) => ({
      value: value.toString(),
      scriptPubKey: toHex(scriptPubKey),
      path,
    })),
    change: unsigned.change.map(({ vout, path }) => ({ vout, path })),
  };
}

export function fromWireUnsigned(wire: WireUnsigned): Unsigned {
  return {
    chain: wire.chain,
    bytes: fromHex(wire.bytes),
    inputs: wire.inputs.map(({ value, scriptPubKey, path }) => ({
      value: BigInt(value),
      scriptPubKey: fromHex(scriptPubKey),
      path: unsafeBrand<DerivationPath>(path),
    })),
    change: wire.change.map(({ vout, path }) => ({ vout, path: unsafeBrand<DerivationPath>(path) })),
  };
}

/** RangeError for one that carries data: that is another form (`toWireStatedData`), which the app window never sees. */
export function toWireStated({ data, ...stated }: StatedPayment): WireStatedPayment {
  if (data !== undefined) throw new RangeError('carries data');
  return {
    ...stated,
    recipients: stated.recipients.map(({ address, amount }) => ({ address, amount: amount.toString() })),
    fee: stated.fee.toString(),
  };
}

/** RangeError for one without data. */
export function toWireStatedData({ data, ...stated }: StatedPayment): WireStatedData {
  if (data === undefined || stated.message !== null) throw new RangeError('carries no data');
  return { ...toWireStated(stated), message: null, data: toHex(data) };
}

export function fromWireStated(wire: WireStatedPayment): StatedPayment {
  return {
    ...wire,
    recipients: wire.recipients.map(({ address, amount }) => ({ address, amount: BigInt(amount) })),
    fee: BigInt(wire.fee),
  };
}

export function fromWireStatedData({ data, ...wire }: WireStatedData): StatedPayment {
  return { ...fromWireStated(wire), data: fromHex(data) };
}

export function fromWireDraft(wire: WireDraft): PaymentDraft {
  return {
    ...wire,
    recipients: wire.recipients.map(({ address, amount }) => ({
      address,
      amount: amount === 'max' ? 'max' : BigInt(amount),
    })),
    feePerByte: BigInt(wire.feePerByte),
    inputs: wire.inputs?.map(fromOutpointText) ?? null,
    unlockedCollateral: wire.unlockedCollateral.map(fromOutpointText),
  };
}

export function toWireValidation(validation: Validation, provenance: Provenance | null): WireValidation {
  const units = (value: bigint | null) => value?.toString() ?? null;
  return {
    errors: validation.errors.map((issue) => ({ ...issue, data: { ...issue.data } })),
    warnings: validation.warnings.map((issue) => ({ ...issue, data: { ...issue.data } })),
    fee: units(validation.fee),
    amount: units(validation.amount),
    total: units(validation.total),
    provenance,
  };
}
