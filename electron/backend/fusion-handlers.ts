import { WalletError } from '../../wallet-core/errors/index.ts';
import type { BackendChannel, Handlers } from './router.ts';
import type { AccountSession } from './services/account-session.ts';

type Own = Extract<BackendChannel, `fusion.${string}` | `draft.${string}-claims`>;

/** Channels about Fusion, and the service of the open account that answers. */
export function createFusionHandlers(_session: () => AccountSession): Pick<Handlers, Own> {
  const none = () => Promise.reject(new WalletError('chain.not-supported'));
  return {
    'fusion.read': none,
    'fusion.refresh': none,
    'fusion.quote': none,
    'fusion.begin': none,
    'fusion.prepare-deposit': none,
    'fusion.cancel': none,
    'fusion.look': none,
    'fusion.choose-target': none,
    'fusion.prepare-claims': none,
    'fusion.dossier': none,
    'fusion.export-claims': none,
    'draft.take-claims': none,
    'draft.commit-claims': none,
  };
}
