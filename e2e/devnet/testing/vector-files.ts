/** The vector files as the devnet's tests read them; made by other libraries, never by code of this repository. */
import { readFileSync } from 'node:fs';

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../vectors/${name}.json`, import.meta.url), 'utf8'));

export interface VectorInput {
  readonly txid: string;
  readonly vout: number;
  readonly sequence: number;
  readonly valueSat: string;
  readonly scriptPubKey: string;
}

export interface VectorTransaction {
  readonly id: string;
  readonly lockTime: number;
  readonly expiryHeight: number;
  readonly inputs: readonly VectorInput[];
  readonly outputs: readonly { readonly valueSat: string; readonly scriptPubKey: string; readonly address?: string }[];
  readonly unsignedHex: string;
  readonly signedHex: string;
  readonly partialHex?: string;
  readonly txid: string;
  readonly sizeBytes: number;
  readonly sighashes: readonly {
    readonly input: number;
    readonly hashType: number;
    readonly scriptCode: string;
    readonly sighash: string;
    readonly hashPrevouts: string;
    readonly hashSequence: string;
    readonly hashOutputs: string;
  }[];
}

export const fluxTransactions = (read('flux-transactions') as { transactions: readonly VectorTransaction[] })
  .transactions;

export interface ExternalFile {
  readonly transactions: readonly {
    readonly id: string;
    readonly hex: string;
    readonly txid?: string;
    readonly coinbase?: boolean;
    readonly expiryHeight: number;
    readonly inputs?: readonly (VectorInput & {
      readonly redeemScript?: string;
      readonly address: string;
      readonly sighash: string;
    })[];
    readonly outputs: readonly {
      readonly valueSat: string;
      readonly address?: string;
      readonly opReturnUtf8?: string;
    }[];
  }[];
  readonly fluxnodeTransactions: readonly { readonly id: string; readonly hex: string }[];
  readonly published: {
    readonly zip243Vector3: {
      readonly txWithoutScriptSig: string;
      readonly input: number;
      readonly scriptCode: string;
      readonly valueSat: string;
      readonly hashType: number;
      readonly hashPrevouts: string;
      readonly hashSequence: string;
      readonly hashOutputs: string;
      readonly preimage: string;
      readonly sighash: string;
    };
    readonly fluxdRedeemScript: { readonly redeemScript: string; readonly address: string };
    readonly fluxdBase58: {
      readonly rows: readonly { readonly address: string; readonly scriptPubKey: string; readonly chain: string }[];
    };
  };
}

export const fluxExternal = read('flux-external') as ExternalFile;

export const fluxEmission = (
  read('flux-emission') as {
    heights: readonly {
      readonly height: number;
      readonly era: string;
      readonly subsidySat: string;
      readonly tierSat?: Readonly<Record<'CUMULUS' | 'NIMBUS' | 'STRATUS', string>>;
      readonly remainderSat?: string;
    }[];
  }
).heights;
