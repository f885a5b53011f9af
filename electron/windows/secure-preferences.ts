import type { WebPreferences } from 'electron';
import { partitions, type WindowKind } from './window-kinds.ts';

/** What every window has (E-06); only preload, partition and, in packaged builds, the developer tools differ. */
const shared = Object.freeze({
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  plugins: false,
  navigateOnDragDrop: false,
  enableDeprecatedPaste: false,
  // A spellchecker sees what is typed and may fetch dictionaries.
  spellcheck: false,
  safeDialogs: true,
  disableBlinkFeatures: 'Auxclick',
  webgl: false,
  defaultEncoding: 'utf-8',
} as const satisfies WebPreferences);

export interface PreferenceChoices {
  /** Absolute path of the window's own preload. */
  readonly preload: string;
  readonly packaged: boolean;
}

/** The frozen preferences of a window kind. Nobody can pass others: there is no parameter for them. */
export function securePreferences(kind: WindowKind, choices: PreferenceChoices): Readonly<WebPreferences> {
  return Object.freeze({
    ...shared,
    devTools: !choices.packaged,
    partition: partitions[kind],
    preload: choices.preload,
  });
}
