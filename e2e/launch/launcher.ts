/** Starts the built app for tests, the bench and the demo: on real Electron when its binary is there, else on the stand-in. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findElectron, launchOnElectron } from './launch-electron.ts';
import { launchOnStandIn } from './launch-stand-in.ts';
import { projectRoot } from './project-root.ts';
import type { LaunchOptions, RunningApp } from './running-app.ts';

export type {
  KillTarget,
  LaunchOptions,
  PageChoice,
  Processes,
  RunningApp,
  WindowInfo,
  WindowKind,
} from './running-app.ts';
export { NotOnThisEngine } from './running-app.ts';

/**
 * Starts the app on its profile and resolves when Electron (or what stands in for it) is ready; windows may still be on
 * their way. Rejects with the app's own output when it does not come up, and with a plain line when it was not built.
 */
export function launchApp(options: LaunchOptions): Promise<RunningApp> {
  const appRoot = options.appRoot ?? projectRoot;
  const main = options.main ?? join(appRoot, 'out/main/index.js');
  if (!existsSync(main)) return Promise.reject(new Error(`there is no built app at ${main}; npm run build makes it`));
  const binary = options.engine === 'stand-in' ? undefined : findElectron(projectRoot);
  if (options.engine === 'electron' && binary === undefined) {
    return Promise.reject(new Error("Electron's binary is not here"));
  }
  if (binary !== undefined) return launchOnElectron({ ...options, main }, binary);
  return launchOnStandIn({ ...options, appRoot, main });
}
