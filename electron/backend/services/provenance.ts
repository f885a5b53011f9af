import type { Snapshot } from '../../../wallet-core/chain-contract/index.ts';
import type { Provenance } from '../../../wallet-core/ipc/index.ts';

/** Where a number comes from and how old it is, as the windows are told. */
export function provenanceOf({
  source,
  height,
  atMs,
}: Pick<Snapshot<unknown>, 'source' | 'height' | 'atMs'>): Provenance {
  return { source, height, atMs };
}
