/** Listeners of one window, by event name. A listener gets the payload and never Electron's event object (E-20). */
export interface Subscriptions {
  add(name: string, listener: unknown): () => void;
  emit(name: string, payload: unknown): void;
}

export function createSubscriptions(): Subscriptions {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  return {
    add(name, listener) {
      if (typeof listener !== 'function') throw new TypeError('listener');
      const call = (payload: unknown): void => void listener(payload);
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(call);
      return () => void set.delete(call);
    },
    emit(name, payload) {
      for (const listener of [...(listeners.get(name) ?? [])]) listener(payload);
    },
  };
}
