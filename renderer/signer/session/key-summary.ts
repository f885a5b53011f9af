import { ethereumCodec } from '../../../chains/ethereum/codec.ts';
import { fluxCodec } from '../../../chains/flux/codec.ts';
import { formatFluxId, type ImportedKey, type ImportedKeyUse } from '../../../wallet-core/keyring/index.ts';

/** What may be shown of an imported key. */
export interface KeySummary {
  readonly id: number;
  readonly use: ImportedKeyUse;
  /** `null` for chains whose addresses this wallet does not make yet. */
  readonly address: string | null;
  /** Does this wallet do anything with it but keep it? */
  readonly isServed: boolean;
}

export function summarizeKey({ id, use, publicKey }: ImportedKey): KeySummary {
  const isServed = use === 'flux' || use === 'flux-id';
  return { id, use, address: addressOf(use, publicKey), isServed };
}

function addressOf(use: ImportedKeyUse, publicKey: Uint8Array): string | null {
  switch (use) {
    case 'flux':
      return fluxCodec.formatAddress(publicKey);
    case 'flux-id':
      return formatFluxId(publicKey);
    case 'evm':
      return ethereumCodec.formatAddress(publicKey);
    default:
      return null;
  }
}
