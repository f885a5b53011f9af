import { assets } from '../assets/index.ts';
import type { ChainId } from '../chain-contract/index.ts';
import { type FusionChain, fusionChains } from './names.ts';

export { type FusionChain, fusionChains } from './names.ts';

const known: ReadonlySet<string> = new Set(fusionChains);

export function isFusionChain(text: string): text is FusionChain {
  return known.has(text);
}

const chainByName = new Map<FusionChain, ChainId>();
const nameByChain = new Map<ChainId, FusionChain>();
for (const { fusionChain, chain } of assets) {
  if (fusionChain === null) continue;
  if (!isFusionChain(fusionChain)) throw new TypeError(`no Fusion chain: ${fusionChain}`);
  chainByName.set(fusionChain, chain);
  nameByChain.set(chain, fusionChain);
}

/** The chain behind a name of the service. */
export function chainOfFusion(name: FusionChain): ChainId {
  const chain = chainByName.get(name);
  if (chain === undefined) throw new TypeError(`no chain: ${name}`);
  return chain;
}

/** The service's name of a chain; `undefined` where it has no FLUX (Bitcoin). */
export function fusionChainOf(chain: ChainId): FusionChain | undefined {
  return nameByChain.get(chain);
}

/** Typical seconds between blocks: for an expectation in words, never for a decision. */
const blockSeconds: Readonly<Record<FusionChain, number>> = {
  main: 30,
  kda: 30,
  eth: 12,
  bsc: 1,
  trx: 3,
  sol: 1,
  avax: 2,
  erg: 120,
  algo: 3,
  matic: 2,
  base: 2,
};

/** Roughly how long `confirmations` take on a chain, in seconds. */
export function secondsFor(chain: FusionChain, confirmations: number): number {
  return confirmations * blockSeconds[chain];
}

/** One address in the form in which two of them are compared: hex without case, everything else as it stands. */
export function comparableAddress(address: string): string {
  return /^0x[0-9a-fA-F]{40}$/.test(address) ? address.toLowerCase() : address;
}

export function isSameAddress(a: string, b: string): boolean {
  return comparableAddress(a) === comparableAddress(b);
}
