import type { AddressRef } from '../../../../wallet-core/chain-contract/index.ts';
import type { Follower } from '../send/follow.ts';
import type { AccountConnection } from './account-connection.ts';
import type { AccountPort } from './account-ports.ts';
import type { AccountSync } from './account-sync.ts';

/** One chain with accounts of the open account, as its services share it. */
export interface AccountChainParts {
  readonly port: AccountPort;
  readonly sync: AccountSync;
  /** Ends with the session. */
  readonly connection: () => AccountConnection;
  /** Outlives it: tells the network what has been approved. */
  readonly follower: Follower;
  /** The one that sends; the same on every such chain. Its path is `null` when it is only watched. */
  readonly sender: AddressRef;
  /** All that are shown together: the sender and watched ones. */
  readonly owners: readonly AddressRef[];
}
