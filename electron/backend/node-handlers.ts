import { WalletError } from '../../wallet-core/errors/index.ts';
import type { BackendChannel, Handlers } from './router.ts';
import type { AccountSession } from './services/account-session.ts';

type Own = Extract<
  BackendChannel,
  | `nodes.${string}`
  | `consolidation.${string}`
  | `flux-id.${string}`
  | `draft.${string}-starts`
  | `draft.${string}-identity`
  | 'backend.adopt-nodes'
  | 'backend.hand-over'
>;

/** Channels about FluxNodes, merging of payouts and the Flux ID, and the services of the open account that answer. */
export function createNodeHandlers(_session: () => AccountSession): Pick<Handlers, Own> {
  const none = () => Promise.reject(new WalletError('chain.not-supported'));
  return {
    'nodes.read': none,
    'nodes.refresh': none,
    'nodes.network': none,
    'nodes.list': none,
    'nodes.add': none,
    'nodes.add-script': none,
    'nodes.forget': none,
    'nodes.configure': none,
    'nodes.setup': none,
    'nodes.plan-collateral': none,
    'nodes.prepare-start': none,
    'nodes.ask-server': none,
    'nodes.access': none,
    'nodes.trust': none,
    'nodes.operate': none,
    'consolidation.plan': none,
    'consolidation.begin': none,
    'consolidation.read': none,
    'consolidation.next': none,
    'consolidation.end': none,
    'flux-id.read': none,
    'flux-id.prepare': none,
    'flux-id.give-address': none,
    'flux-id.judge-link': none,
    'flux-id.revoke': none,
    'flux-id.forget': none,
    'flux-id.verify': none,
    'draft.take-starts': none,
    'draft.commit-starts': none,
    'draft.take-identity': none,
    'draft.commit-identity': none,
    'backend.adopt-nodes': none,
    'backend.hand-over': none,
  };
}
