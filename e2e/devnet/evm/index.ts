/** The EVM devnet's public face; see README.md. */
export type { AnvilBinary } from './anvil-binary.ts';
export {
  chainFacts,
  type EvmChainName,
  evmChainNames,
  forwarderAddress,
  multicallAddress,
  oddTokenAddress,
} from './chains.ts';
export { EvmControlServer } from './control-server.ts';
export {
  type EvmDevnet,
  type EvmDevnetOptions,
  type EvmServerUrls,
  evmDevnetAvailability,
  type RunningChain,
  startEvmDevnet,
} from './evm-devnet.ts';
export type { NodeFault, NodeFaultRule } from './faults.ts';
export type { LocalChain, OddTokenSettings } from './local-chain.ts';
export { type EvmServerLine, evmServerLines } from './servers-file.ts';
