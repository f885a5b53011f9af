/** The START vectors as the devnet's tests read them; made by other libraries. */
import { readFileSync } from 'node:fs';

export interface StartVector {
  readonly id: string;
  readonly version: number;
  readonly collateralTxid: string;
  readonly collateralVout: number;
  readonly signerPublicKey: string;
  readonly nodePublicKey: string;
  readonly redeemScript?: string;
  readonly sigTime: number;
  readonly txid: string;
  readonly messageHash: string;
  readonly hex: string;
  readonly delegate?: { readonly type: number; readonly publicKeys?: readonly string[] };
}

const url = new URL('../../vectors/flux-fluxnode-start.json', import.meta.url);

export const startVectors = (JSON.parse(readFileSync(url, 'utf8')) as { starts: readonly StartVector[] }).starts;
