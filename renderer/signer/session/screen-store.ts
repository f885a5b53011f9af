import type { Screen } from './screen.ts';

/** The one piece of state React draws in this window: where the person is. */
export class ScreenStore {
  #screen: Screen = { kind: 'starting' };
  readonly #listeners = new Set<() => void>();

  readonly read = (): Screen => this.#screen;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  show(screen: Screen): void {
    this.#screen = screen;
    for (const listener of this.#listeners) listener();
  }
}
