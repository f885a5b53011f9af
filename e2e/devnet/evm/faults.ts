/** What a public server may do wrong. */
export type NodeFault =
  | { readonly kind: 'html' }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'latency'; readonly ms: number }
  /** The connection is ended without an answer. */
  | { readonly kind: 'down' }
  /** The node gets the request, the client no reply. */
  | { readonly kind: 'reply-lost' }
  | { readonly kind: 'no-batches' }
  /** Says this instead of what the node says. */
  | { readonly kind: 'result'; readonly method: string; readonly result: unknown }
  | { readonly kind: 'error'; readonly method: string; readonly code: number; readonly message: string }
  /** An endless list of events in place of the real one. */
  | { readonly kind: 'huge-logs'; readonly count: number };

export interface NodeFaultRule {
  readonly fault: NodeFault;
  /** How often it strikes; always by default. */
  readonly times?: number;
}

interface Active {
  readonly fault: NodeFault;
  left: number;
}

/** The faults of one server. */
export class NodeFaults {
  #active: Active[] = [];

  set({ fault, times = Number.POSITIVE_INFINITY }: NodeFaultRule): void {
    this.#active.push({ fault, left: times });
  }

  clear(): void {
    this.#active = [];
  }

  /** The faults that strike a request with these methods; each counts as used. */
  strike(methods: readonly string[]): readonly NodeFault[] {
    const struck = this.#active.filter(({ fault, left }) => {
      if (left <= 0) return false;
      if (fault.kind === 'huge-logs') return methods.includes('eth_getLogs');
      return !('method' in fault) || methods.includes(fault.method);
    });
    for (const entry of struck) entry.left -= 1;
    return struck.map(({ fault }) => fault);
  }
}
