import type { Shell } from 'electron';
import { WalletError } from '../../../wallet-core/errors/index.ts';
import { externalUrl, isAllowedExternal } from '../external-table.ts';
import type { MainHandlers } from '../ipc/main-handlers.ts';
import type { ModuleHooks } from './module.ts';

export interface ExternalLinksParts {
  readonly shell: Pick<Shell, 'openExternal'>;
  /** The demo's world is not known to public explorers, and its network ends at this machine. */
  readonly demo: boolean;
}

export interface ExternalLinks extends ModuleHooks {
  readonly handlers: Pick<MainHandlers, 'external.open'>;
}

/** Opens explorer pages of the table in the system's browser (E-31). Throws `network.refused-host` for anything else. */
export function initExternalLinks(parts: ExternalLinksParts): ExternalLinks {
  return {
    handlers: {
      async 'external.open'({ target, value, chain }) {
        const url = externalUrl(target, value, chain);
        if (parts.demo || !isAllowedExternal(url)) throw new WalletError('network.refused-host');
        await parts.shell.openExternal(url);
        return {};
      },
    },
  };
}
