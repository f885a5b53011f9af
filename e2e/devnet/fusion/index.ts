/** The local Fusion service's public face; see README.md. */
export type { ClaimBody, SnapshotRecord } from './claims.ts';
export {
  exampleFees,
  exampleTiers,
  type FusionDevnet,
  type FusionDevnetOptions,
  type FusionRequest,
  startFusionDevnet,
} from './fusion-devnet.ts';
export { evmLedger, fluxLedger, type ListLedger, listLedger } from './ledgers.ts';
export type { Misbehaviour } from './misbehaviour.ts';
export type { Order, Route } from './swaps.ts';
export type { ChainLedger, Deposit, FeeTables, FusionChainName } from './types.ts';
