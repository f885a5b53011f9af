import { type AddressText, fromHex, parseUtf8, toHex } from '../../../wallet-core/primitives/index.ts';
import { classifyScript } from '../../_families/utxo/index.ts';
import { addressOfScript, destinationScript, parseDestination } from '../address.ts';
import type { ServerOutput, ServerTransaction } from './server.ts';

/** Hex of the output script of an address; `undefined` when the text is none. */
export function scriptHexOf(address: string): string | undefined {
  const destination = parseDestination(address);
  return destination.ok ? toHex(destinationScript(destination.value)) : undefined;
}

/** The address an output pays to, read from its script and not from what the server calls it. */
export function outputAddress(output: ServerOutput): AddressText | null {
  return addressOfScript(fromHex(output.script));
}

/** Bytes of the OP_RETURN message; `undefined` when the output is none. */
export function outputMessage(output: ServerOutput): Uint8Array | undefined {
  const script = classifyScript(fromHex(output.script));
  return script.kind === 'op-return' ? script.payload : undefined;
}

/** The message as text when it is plain UTF-8, else as `0x…` hex, so that no byte of a stranger is shown as something else. */
export function readableMessage(bytes: Uint8Array, hasFlaw: (text: string) => boolean): string {
  const text = parseUtf8(bytes);
  return text === undefined || hasFlaw(text) ? `0x${toHex(bytes)}` : text;
}

/** Does `address` spend or receive in this transaction? */
export function isPartyTo(transaction: ServerTransaction, address: AddressText): boolean {
  const script = scriptHexOf(address);
  return (
    transaction.inputs.some((input) => input.address === address) ||
    transaction.outputs.some((output) => output.script === script)
  );
}
