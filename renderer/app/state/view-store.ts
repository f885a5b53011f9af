import { create, type StoreApi, type UseBoundStore } from 'zustand';
import { endEpoch } from '../api/session-epoch.ts';

interface Registered {
  readonly name: string;
  readonly reset: () => void;
  readonly isInitial: () => boolean;
  readonly initial: object;
  readonly store: Pick<StoreApi<object>, 'getState' | 'setState'>;
}

const registered = new Map<string, Registered>();

/**
 * A store that forgets everything on lock. Every store of this window is made here, so that `resetAll` misses none; the
 * name is unique. `initial` is frozen data, never computed from another store.
 */
export function createStore<State extends object>(name: string, initial: State): UseBoundStore<StoreApi<State>> {
  if (registered.has(name)) throw new TypeError(`two stores are called ${name}`);
  const store = create<State>(() => initial);
  registered.set(name, {
    name,
    reset: () => store.setState(initial, true),
    isInitial: () => store.getState() === initial,
    initial,
    store,
  });
  return store;
}

/** Back to the state of a fresh page: nothing of an account is left in memory that this window can reach. */
export function resetAll(): void {
  endEpoch();
  for (const { reset } of registered.values()) reset();
}

/** Names of the stores that hold something, for the test that proves `resetAll`. */
export function storesInUse(): readonly string[] {
  return [...registered.values()].filter((store) => !store.isInitial()).map((store) => store.name);
}

/** Every store with what it starts as, for the same test. */
export function allStores(): readonly Omit<Registered, 'reset'>[] {
  return [...registered.values()];
}
