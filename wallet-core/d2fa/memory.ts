import { z } from '../primitives/zod.ts';
import type { VersionedFormat } from '../vault/versioned.ts';
import { type D2faOutput, d2faOutput, toWireOutput } from './candidates.ts';
import { maxSequence } from './record.ts';

/** What this device knows of an account's records; sealed by the signer, since together with the key it opens them. */
export interface D2faMemory {
  /** Tip when the servers were last in agreement. */
  readonly tipHeight: number;
  /** Highest sequence this device has ever signed, mined or not: an anchor is used once. */
  readonly highestMade: number;
  /** The newest authentic records, as they stand on the chain. */
  readonly outputs: readonly D2faOutput[];
}

export const maxRemembered = 16;

const schema: z.ZodType<D2faMemory> = z.strictObject({
  tipHeight: z.int().min(0).max(499_999_999),
  highestMade: z.int().min(0).max(maxSequence),
  outputs: z.array(d2faOutput).max(maxRemembered),
});

/** Version 1 of the stored form; read with `parseD2faMemory`. */
export const d2faMemoryFormat: VersionedFormat<D2faMemory> = { version: 1, schema, migrations: {} };

/** Text for `sealBlob`, in the form that `readVersioned(d2faMemoryFormat, …)` reads. */
export function formatD2faMemory(memory: D2faMemory): string {
  const data = { ...memory, outputs: memory.outputs.map(toWireOutput) };
  return JSON.stringify({ version: d2faMemoryFormat.version, data });
}

/** Note a sequence as used before anything is signed with it. */
export function rememberMade(memory: D2faMemory | null, sequence: number): D2faMemory {
  const { tipHeight = 0, highestMade = 0, outputs = [] } = memory ?? {};
  return { tipHeight, highestMade: Math.max(highestMade, sequence), outputs };
}
