/** The five EVM chains of the demo: nodes, a block now and then, and a grant for the first account that looks. */
import {
  type EvmDevnet,
  type EvmServerLine,
  evmDevnetAvailability,
  evmServerLines,
  startEvmDevnet,
} from '../../devnet/evm/index.ts';

export interface EvmWorld {
  readonly devnet: EvmDevnet;
  readonly servers: Readonly<Record<string, readonly EvmServerLine[]>>;
  close(): Promise<void>;
}

const COIN = 10n ** 18n;
const COIN_GRANT = 2n * COIN;
const UNITS_PER_FLUX = 100_000_000n;
const FLUX_GRANT = 500n * UNITS_PER_FLUX;
/** The app takes a chain whose last block is old for one that stands still. */
const BLOCK_EVERY_MS = 60_000;
const WATCH_MS = 1_000;

/** Pays whoever asks the first chain's explorer first: only an open account asks there. */
async function payFirst(devnet: EvmDevnet, address: string, say: (line: string) => void): Promise<void> {
  for (const name of devnet.names) {
    const { chain } = devnet.chain(name);
    await chain.fund(address, COIN_GRANT);
    await chain.fundFlux(address, FLUX_GRANT);
  }
  say(`Each local EVM chain has paid 2 of its coin and ${FLUX_GRANT / UNITS_PER_FLUX} FLUX to ${address}.`);
}

/** `null` where the pinned node does not run: the demo goes on without these chains and says so. */
export async function openEvmWorld(say: (line: string) => void): Promise<EvmWorld | null> {
  const availability = evmDevnetAvailability();
  if (availability.kind !== 'found') {
    say(`Without the EVM chains: ${availability.reason}.`);
    return null;
  }
  const devnet = await startEvmDevnet();
  const complain = (error: unknown) => say(`A local EVM chain: ${error instanceof Error ? error.message : error}`);
  const mining = setInterval(() => {
    for (const name of devnet.names) devnet.chain(name).chain.mine().catch(complain);
  }, BLOCK_EVERY_MS);
  const watching = setInterval(() => {
    const [address] = devnet.names.flatMap((name) => [...devnet.chain(name).explorer.asked]);
    if (address === undefined) return;
    clearInterval(watching);
    payFirst(devnet, address, say).catch(complain);
  }, WATCH_MS);
  return {
    devnet,
    servers: evmServerLines(devnet),
    close: async () => {
      clearInterval(mining);
      clearInterval(watching);
      await devnet.stop();
    },
  };
}
