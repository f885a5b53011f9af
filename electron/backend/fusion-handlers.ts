import type { BackendChannel, Handlers } from './router.ts';
import type { AccountSession } from './services/account-session.ts';

type Own = Extract<BackendChannel, `fusion.${string}` | `draft.${string}-claims`>;

/** Channels about Fusion, and the service of the open account that answers. */
export function createFusionHandlers(session: () => AccountSession): Pick<Handlers, Own> {
  const fusion = () => session().fusion;
  return {
    'fusion.read': () => fusion().read(),
    'fusion.refresh': async () => {
      await fusion().refresh();
      return {};
    },
    'fusion.quote': ({ ask }) => fusion().quote(ask),
    'fusion.begin': (request) => fusion().begin(request),
    'fusion.prepare-deposit': ({ swapId }) => fusion().prepareDeposit(swapId),
    'fusion.cancel': ({ swapId }) => fusion().cancel(swapId),
    'fusion.look': ({ swapId }) => fusion().look(swapId),
    'fusion.choose-target': (request) => fusion().chooseTarget(request),
    'fusion.prepare-claims': ({ claims }) => fusion().claims.prepare(claims),
    'fusion.dossier': ({ id }) => fusion().dossier(id),
    'fusion.export-claims': () => fusion().exportClaims(),
    'draft.take-claims': ({ draftId }) => fusion().claims.take(draftId),
    'draft.commit-claims': ({ draftId, claims }) => fusion().claims.commit(draftId, claims),
  };
}
