import { WalletError } from '../../wallet-core/errors/index.ts';
import type { BackendChannel, Handlers } from './router.ts';
import type { AccountSession } from './services/account-session.ts';
import { verifyText } from './services/flux-id/identity-service.ts';
import type { FluxServices } from './services/flux-services.ts';

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
export function createNodeHandlers(session: () => AccountSession): Pick<Handlers, Own> {
  function flux(): FluxServices {
    const services = session().flux;
    if (services === null) throw new WalletError('chain.not-supported', { chain: 'flux' });
    return services;
  }

  function assertOpen(accountId: string): void {
    if (session().accountId !== accountId) throw new WalletError('session.locked');
  }

  return {
    'nodes.read': () => flux().nodes.view(),
    'nodes.refresh': async () => {
      await flux().nodes.refresh(true);
      return {};
    },
    'nodes.network': () => ({ network: flux().nodes.network() }),
    'nodes.list': (request) => flux().nodes.list(request),
    'nodes.add': async (request) => {
      await flux().nodes.add(request);
      return {};
    },
    'nodes.add-script': (request) => flux().nodes.addScript(request),
    'nodes.forget': ({ key }) => {
      flux().nodes.forget(key);
      return {};
    },
    'nodes.configure': ({ key, settings }) => {
      flux().nodes.configure(key, settings);
      return {};
    },
    'nodes.setup': ({ key }) => flux().nodes.setUp(key),
    'nodes.plan-collateral': (request) => {
      const plan = flux().nodes.planCollateral(request);
      return { ...plan, validation: session().send.validate(plan.draft) };
    },
    'nodes.prepare-start': (request) => flux().starts.prepare(request),
    'nodes.ask-server': async ({ key }) => {
      await flux().nodes.askServer(key);
      return {};
    },
    'nodes.access': ({ key }) => flux().access.read(key),
    'nodes.trust': (request) => flux().access.trust(request),
    'nodes.operate': (request) => flux().access.operate(request),
    'consolidation.plan': (request) => flux().consolidation.plan(request),
    'consolidation.begin': ({ planId }) => flux().consolidation.begin(planId),
    'consolidation.read': () => flux().consolidation.read(),
    'consolidation.next': ({ runId }) => flux().consolidation.next(runId),
    'consolidation.end': ({ runId }) => {
      flux().consolidation.end(runId);
      return {};
    },
    'flux-id.read': () => flux().identity.read(),
    'flux-id.prepare': (request) => flux().identity.prepare(request),
    'flux-id.give-address': ({ text }) => flux().identity.giveAddress(text),
    'flux-id.judge-link': ({ text }) => flux().identity.judgeLink(text),
    'flux-id.revoke': ({ id }) => flux().identity.revoke(id),
    'flux-id.forget': ({ id }) => {
      flux().identity.forget(id);
      return {};
    },
    'flux-id.verify': verifyText,
    'draft.take-starts': ({ draftId }) => flux().starts.take(draftId),
    'draft.commit-starts': (request) => flux().starts.commit(request),
    'draft.take-identity': ({ draftId }) => flux().identity.take(draftId),
    'draft.commit-identity': (request) => flux().identity.commit(request),
    'backend.adopt-nodes': (request) => {
      assertOpen(request.accountId);
      return flux().nodes.adopt(request);
    },
    'backend.hand-over': async ({ accountId, body, signature }) => {
      assertOpen(accountId);
      return { words: await flux().handOver({ body, signature }) };
    },
  };
}
