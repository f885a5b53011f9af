/** One concern of main. `init` runs before Electron is ready; the hooks run when it is, and before the app ends. */
export interface ModuleHooks {
  onReady?(): void | Promise<void>;
  onQuit?(): void | Promise<void>;
}
