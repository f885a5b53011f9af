import { createEvmAddresses, watchedRefs } from '../../../../chains/_families/evm/network/account-addresses.ts';
import type { Activity, AddressRef, Tip } from '../../../../wallet-core/chain-contract/index.ts';
import type { AccountContext } from '../account-context.ts';
import type { Background } from '../background.ts';
import type { ConnectionParts } from '../connections.ts';
import type { Notify } from '../notify.ts';
import type { Checkpoint } from '../send/checkpoint.ts';
import { createFollower } from '../send/follow.ts';
import type { Journal } from '../send/journal.ts';
import type { AccountChainParts } from './account-chain.ts';
import { accountServers, connectAccount } from './account-connection.ts';
import { followingConnection } from './account-follower.ts';
import type { AccountPort } from './account-ports.ts';
import { createAccountSync } from './account-sync.ts';
import { type AccountsService, createAccountsService } from './accounts-service.ts';
import { createTokenBook } from './token-book.ts';

export interface JoinOptions {
  readonly context: AccountContext;
  readonly ports: readonly AccountPort[];
  readonly connections: ConnectionParts;
  readonly journal: Journal;
  readonly notify: Notify;
  readonly checkpoint: Checkpoint;
  readonly background: Background;
  readonly onState: () => void;
  readonly onTokens: () => void;
  readonly onHistory: (news: readonly Activity[]) => void;
}

/** Sender and everything shown; `null` for an account that has nothing on these chains. */
function addressesOf({ keys }: AccountContext, { chain }: AccountPort) {
  const own = keys.evm === null || keys.evm === undefined ? undefined : createEvmAddresses(keys.evm).at(0);
  const owners: readonly AddressRef[] = [...(own === undefined ? [] : [own]), ...watchedRefs(keys, chain)];
  const sender = owners[0];
  return sender === undefined ? null : { sender, owners };
}

/** The chains with accounts that this account and this run have, joined with their services. */
export function joinAccounts(options: JoinOptions): AccountsService {
  const { context, ports, connections, journal, notify, checkpoint } = options;
  const tokens = createTokenBook(context, options.onTokens);

  function join(port: AccountPort): AccountChainParts[] {
    const addresses = addressesOf(context, port);
    if (addresses === null || (accountServers(connections.settings(), port) ?? []).length === 0) return [];
    const { chain } = port;
    const contracts = () => tokens.contractsOn(chain);
    const connection = connectAccount(connections, port, contracts, context.signal);
    const lasting = connectAccount(connections, port, contracts);
    const follower = createFollower({
      context,
      journal,
      port: { chain, finalAfter: port.codec.config.finalAfter },
      connection: () => followingConnection(lasting, journal),
      notify,
      checkpoint,
    });
    const sync = createAccountSync({
      context,
      port,
      connection,
      owners: addresses.owners,
      followed: () => new Set<string>([port.codec.config.flux.identifier, ...contracts()]),
      followPayments: (height) => {
        // No block hash comes with balances; a height is as good to look once per block.
        const tip: Tip = { height, hash: String(height), timeMs: 0 };
        return follower.followAll(tip);
      },
      onState: options.onState,
      onHistory: options.onHistory,
    });
    return [{ port, sync, connection, follower, ...addresses }];
  }

  return createAccountsService({ ...options, tokens, chains: ports.flatMap(join) });
}
