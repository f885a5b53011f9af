import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { AccountContext } from '../account-context.ts';
import type { AccountsService } from '../accounts/accounts-service.ts';
import type { Background } from '../background.ts';
import type { ConnectionParts } from '../connections.ts';
import type { Journal } from '../send/journal.ts';
import type { SendService } from '../send/send-service.ts';
import type { SessionChain } from '../session-chain.ts';
import { createFusionClient, type FusionClient } from './client.ts';
import { createEvmAccess } from './evm-access.ts';
import { createFluxAccess } from './flux-access.ts';
import { createFusionService, type FusionService } from './fusion-service.ts';

export interface JoinFusionOptions {
  readonly context: AccountContext;
  readonly connections: ConnectionParts;
  /** `null`: no service in this run. */
  readonly url: () => string | null;
  readonly appVersion: string;
  readonly flux: SessionChain | undefined;
  readonly accounts: AccountsService;
  readonly send: SendService;
  readonly journal: Journal;
  readonly background: Background;
  readonly onChange: () => void;
}

/** Fusion for one account, over the chains that the wallet can use there. */
export function joinFusion(options: JoinFusionOptions): FusionService {
  const { context, connections, flux, accounts, send, journal } = options;
  let made: { readonly url: string; readonly client: FusionClient } | undefined;

  function client(): FusionClient {
    const url = options.url();
    if (url === null) throw new WalletError('chain.not-supported', { why: 'no-fusion' });
    if (made?.url === url) return made.client;
    const origins = new Set([url]);
    const reaching = connections.client.reaching(() => origins);
    const http = {
      request: (request: Parameters<typeof reaching.request>[0]) =>
        reaching.request({ ...request, signal: context.signal }),
    };
    made = { url, client: createFusionClient({ http, baseUrl: url, fluxId: context.keys.fluxId }) };
    return made.client;
  }

  return createFusionService({
    context,
    client,
    accesses: [
      ...(flux === undefined ? [] : [createFluxAccess({ chain: flux, send, journal })]),
      ...accounts.chains.map((chain) => createEvmAccess({ chain, send: accounts.send, journal })),
    ],
    background: options.background,
    rewardAddresses: () => {
      const used = flux?.sync.state().addresses?.value.used.map(({ address }) => address) ?? [];
      return [...new Set(used)];
    },
    pathOf: (address) => flux?.ownRef(address)?.path ?? undefined,
    appVersion: options.appVersion,
    onChange: options.onChange,
  });
}
