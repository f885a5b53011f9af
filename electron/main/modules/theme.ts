/** Light, dark or the system's choice, also before a page has painted. */
import type { NativeTheme } from 'electron';
import type { Settings } from '../../../wallet-core/ipc/index.ts';
import type { CurrentSettings } from '../current-settings.ts';
import type { ModuleHooks } from './module.ts';

/** The grounds of `renderer/ui/styles`, nearest sRGB. */
const grounds = { light: '#fafbfc', dark: '#101318' } as const;

export interface ThemeParts {
  readonly nativeTheme: Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'>;
  readonly settings: CurrentSettings;
}

export interface Theme extends ModuleHooks {
  background(): string;
}

export function initTheme(parts: ThemeParts): Theme {
  const apply = (settings: Settings) => {
    parts.nativeTheme.themeSource = settings.theme;
  };
  parts.settings.onChange(apply);
  return {
    background: () => (parts.nativeTheme.shouldUseDarkColors ? grounds.dark : grounds.light),
  };
}
