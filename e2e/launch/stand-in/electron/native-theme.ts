import { EventEmitter } from 'node:events';
import { listed } from './listed.ts';

class NativeTheme extends EventEmitter {
  private source: 'system' | 'light' | 'dark' = 'system';
  private systemIsDark = false;

  get themeSource(): 'system' | 'light' | 'dark' {
    return this.source;
  }

  set themeSource(source: 'system' | 'light' | 'dark') {
    if (source === this.source) return;
    this.source = source;
    this.emit('updated');
  }

  get shouldUseDarkColors(): boolean {
    return this.source === 'system' ? this.systemIsDark : this.source === 'dark';
  }

  get shouldUseHighContrastColors(): boolean {
    return false;
  }

  get prefersReducedTransparency(): boolean {
    return false;
  }

  get inForcedColorsMode(): boolean {
    return false;
  }

  /** Not part of Electron: the person changes the system's setting. */
  setSystemDark(dark: boolean): void {
    if (dark === this.systemIsDark) return;
    this.systemIsDark = dark;
    if (this.source === 'system') this.emit('updated');
  }

  /** Not part of Electron: what pages are told; undefined leaves it to Chromium. */
  get forPages(): boolean | undefined {
    return this.source === 'system' && !this.systemIsDark ? undefined : this.shouldUseDarkColors;
  }
}

export const nativeTheme = listed('nativeTheme', new NativeTheme());
nativeTheme.setMaxListeners(0);
