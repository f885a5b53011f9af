import type { RunnerModule } from './runners/types.ts';
import { skipAllCases } from './skip-all-cases.ts';

/**
 * File name (without `.json`) → how it is judged. `run` loads `runners/<name>.ts`; `skip` counts the cases of a chain
 * that is not built yet. A name missing here is an unknown file, and that is a failure.
 */
const dispatch: ReadonlyMap<string, 'run' | 'skip'> = new Map([
  ['account-v1', 'run'],
  ['addresses-valid-invalid', 'run'],
  ['uris', 'run'],
  ['flux-addresses', 'run'],
  ['flux-emission', 'run'],
  ['flux-external', 'run'],
  ['flux-messages', 'run'],
  ['flux-rpc-samples', 'run'],
  ['flux-transactions', 'run'],
  ['flux-fluxnode-start', 'run'],
  ['algorand-transactions', 'skip'],
  ['bitcoin-transactions', 'skip'],
  ['ergo-transactions', 'skip'],
  ['evm-transactions', 'run'],
  ['kadena-transactions', 'skip'],
  ['solana-transactions', 'skip'],
  ['tron-transactions', 'skip'],
]);

function isRunnerModule(value: object): value is RunnerModule {
  return 'run' in value && typeof value.run === 'function';
}

/** The runner of a vector file; `undefined` for a name nobody knows. Throws when a listed runner cannot be loaded. */
export async function loadRunner(name: string): Promise<RunnerModule | undefined> {
  const way = dispatch.get(name);
  if (way === undefined) return undefined;
  if (way === 'skip') return { run: skipAllCases };
  const module: object = await import(new URL(`./runners/${name}.ts`, import.meta.url).href);
  if (!isRunnerModule(module)) throw new TypeError(`runners/${name}.ts does not export run`);
  return module;
}
