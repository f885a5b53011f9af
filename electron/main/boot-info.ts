import { WalletError } from '../../wallet-core/errors/index.ts';
import type { BootInfo } from '../../wallet-core/ipc/index.ts';

export interface BootFacts {
  readonly version: string;
  /** `process.versions`: `electron` is there in Electron and nowhere else. */
  readonly versions: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly demo: boolean;
}

/** What a window is told about where it runs. Throws `internal` on a system that we do not know. */
export function describeBoot(facts: BootFacts): BootInfo {
  const { platform } = facts;
  if (platform !== 'linux' && platform !== 'darwin' && platform !== 'win32') throw new WalletError('internal');
  const { electron, chrome, node } = facts.versions;
  const standIn = electron === undefined;
  const engine = standIn
    ? `Stand-in for Electron (Chromium ${chrome ?? 'of this system'}, Node ${node ?? '?'})`
    : `Electron ${electron}`;
  return { version: facts.version, engine: engine.slice(0, 80), standIn, demo: facts.demo, platform };
}
