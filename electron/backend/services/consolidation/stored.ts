import { shapes } from '../../../../wallet-core/ipc/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';

const storedBatch = z.strictObject({
  id: shapes.requestIdText,
  inputs: z.array(shapes.outpointText).min(2).max(20_000),
  amount: shapes.positiveUnitsText,
  fee: shapes.positiveUnitsText,
  /** Drafts that were made of it: the journal of payments knows which of them was signed. */
  drafts: z.array(shapes.requestIdText).max(50),
});

/** A consolidation as it was agreed to: written down before its first batch is signed. */
export const storedRun = z.strictObject({
  runId: shapes.requestIdText,
  chain: shapes.chainId,
  address: shapes.addressText,
  feePerByte: shapes.positiveUnitsText,
  createdAtMs: shapes.timeMs,
  batches: z.array(storedBatch).min(1).max(1_000),
});
export type StoredRun = z.infer<typeof storedRun>;
export type StoredBatch = StoredRun['batches'][number];
