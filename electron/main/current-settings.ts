import type { Settings } from '../../wallet-core/ipc/index.ts';

/** The settings as the backend last told them; `null` before it has. The backend keeps the truth. */
export interface CurrentSettings {
  get(): Settings | null;
  set(settings: Settings): void;
  onChange(listener: (settings: Settings) => void): void;
}

export function createCurrentSettings(): CurrentSettings {
  let current: Settings | null = null;
  const listeners: ((settings: Settings) => void)[] = [];
  return {
    get: () => current,
    set(settings) {
      current = settings;
      for (const listener of listeners) listener(settings);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
