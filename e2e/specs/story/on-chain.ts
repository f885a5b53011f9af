/** What a transaction on the local network does, read from the network's own copy. */

import { scriptOfAddress } from '../../devnet/consensus/addresses.ts';
import type { KnownTx } from '../../devnet/index.ts';

/** Sum of the outputs to an address. */
export function readPayments({ tx }: KnownTx, address: string): bigint {
  const script = Buffer.from(scriptOfAddress(address));
  return tx.outputs.filter((output) => script.equals(output.script)).reduce((sum, { value }) => sum + value, 0n);
}

/** The text of its OP_RETURN output: 0x6a, one length byte up to 75 or 0x4c and one, the text. */
export function readMessage({ tx }: KnownTx): string | undefined {
  const script = tx.outputs.map((output) => Buffer.from(output.script)).find((bytes) => bytes[0] === 0x6a);
  if (script === undefined) return undefined;
  return script.toString('utf8', script[1] === 0x4c ? 3 : 2);
}
