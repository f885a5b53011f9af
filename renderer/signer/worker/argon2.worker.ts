/**
 * One derivation, then the page terminates this worker: 512 MiB go back only with the worker (E-26).
 * The bundled build of argon2-browser is used because its main entry loads the WebAssembly by fetch, which the CSP refuses.
 */
import argon2 from 'argon2-browser/dist/argon2-bundled.min.js';
import type { DerivationJob, DerivationOutcome } from './derivation-job.ts';

const ARGON2ID = 2;

function isOutOfMemory(thrown: unknown): boolean {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  // "could not allocate memory" of WebAssembly.Memory, "memory allocation error" (-22) of the library.
  return thrown instanceof RangeError || /memory|allocat/i.test(text);
}

function messageOf(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? new Error(String(thrown.message))
    : thrown;
}

self.addEventListener('message', async (event: MessageEvent<DerivationJob>) => {
  const { input, salt, parameters } = event.data;
  let outcome: DerivationOutcome;
  try {
    const { hash } = await argon2.hash({
      pass: input,
      salt,
      time: parameters.iterations,
      mem: parameters.memoryKiB,
      hashLen: parameters.outputLength,
      parallelism: parameters.parallelism,
      type: ARGON2ID,
    });
    outcome = { kind: 'derived', output: hash };
  } catch (thrown) {
    outcome = { kind: isOutOfMemory(messageOf(thrown)) ? 'out-of-memory' : 'failed' };
  } finally {
    input.fill(0);
  }
  self.postMessage(outcome);
});
