import workerUrl from './argon2.worker.ts?worker&url';
import type { DerivationWorker } from './worker-argon2.ts';

interface TrustedTypePolicyFactory {
  createPolicy(
    name: string,
    rules: { createScriptURL(text: string): string },
  ): { createScriptURL(text: string): unknown };
}

/**
 * The CSP's one Trusted Types policy, `signer-worker`: it returns the derivation worker's own URL and refuses any other.
 * Created once, at module load, so that no later code of the page can take the name.
 */
const trusted = (() => {
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  return factory?.createPolicy('signer-worker', {
    createScriptURL: (text) => {
      if (text !== workerUrl) throw new TypeError('only the derivation worker');
      return text;
    },
  });
})();

export function startDerivationWorker(): DerivationWorker {
  const url = trusted === undefined ? workerUrl : (trusted.createScriptURL(workerUrl) as string);
  return new Worker(url, { type: 'module', name: 'derivation' }) as DerivationWorker;
}
