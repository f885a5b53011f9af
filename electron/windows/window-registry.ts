import type { WindowKind } from './window-kinds.ts';

/** Which web contents are ours, and of which kind; what is not listed may call nothing (E-18). */
export interface WindowRegistry {
  add(contentsId: number, kind: WindowKind): void;
  remove(contentsId: number): void;
  kindOf(contentsId: number): WindowKind | undefined;
}

export function createWindowRegistry(): WindowRegistry {
  const kinds = new Map<number, WindowKind>();
  return {
    add: (contentsId, kind) => void kinds.set(contentsId, kind),
    remove: (contentsId) => void kinds.delete(contentsId),
    kindOf: (contentsId) => kinds.get(contentsId),
  };
}
