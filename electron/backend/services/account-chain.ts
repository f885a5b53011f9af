import type { AddressRef, Spendable } from '../../../wallet-core/chain-contract/index.ts';
import type { ChainConnection, ChainPort, OwnAddresses } from './chain-port.ts';
import type { ChainSync } from './sync/chain-sync.ts';

/** One chain of the open account, as its services share it. */
export interface AccountChain {
  readonly port: ChainPort;
  readonly sync: ChainSync;
  /** Ends with the session. */
  readonly connection: () => ChainConnection;
  /** `null` without keys on this chain. */
  readonly addresses: OwnAddresses | null;
  /** Outputs as they stand: the server's view, corrected by the journal and by what the person has frozen. */
  coins(): readonly Spendable[];
  /** The account's own address behind a text. */
  ownRef(address: string): AddressRef | undefined;
}
