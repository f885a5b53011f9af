/** What arrived at the servers, for tests that count calls or look at what a wallet sent. */
import type { ServerId } from '../faults/types.ts';

export interface LoggedRequest {
  readonly seq: number;
  readonly server: ServerId;
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  /** The first kilobytes of the body. */
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Kinds of the faults it met. */
  readonly faults: readonly string[];
  /** Status sent, or null while unanswered and for connections cut without a reply. */
  readonly status: number | null;
}

export interface LogQuery {
  readonly server?: ServerId;
  readonly method?: string;
  readonly path?: string;
  /** Only requests with a higher number. */
  readonly after?: number;
}

const bodyKept = 8_192;
const kept = 20_000;

export class RequestLog {
  readonly #entries = new Map<number, LoggedRequest>();
  #seq = 0;

  add(entry: Omit<LoggedRequest, 'seq' | 'status'>): number {
    this.#seq += 1;
    this.#entries.set(this.#seq, { ...entry, body: entry.body.slice(0, bodyKept), seq: this.#seq, status: null });
    this.#entries.delete(this.#seq - kept);
    return this.#seq;
  }

  answered(seq: number, status: number): void {
    const entry = this.#entries.get(seq);
    if (entry !== undefined) this.#entries.set(seq, { ...entry, status });
  }

  list(query: LogQuery = {}): readonly LoggedRequest[] {
    return [...this.#entries.values()].filter(
      (entry) =>
        (query.server === undefined || entry.server === query.server) &&
        (query.method === undefined || entry.method === query.method) &&
        (query.path === undefined || entry.url.startsWith(query.path)) &&
        entry.seq > (query.after ?? 0),
    );
  }

  count(query: LogQuery = {}): number {
    return this.list(query).length;
  }

  clear(): void {
    this.#entries.clear();
  }
}
