/** Is this computer's clock right? Login phrases live 15 minutes, STARTs an hour, one-time codes 30 seconds. */
export interface ClockSample {
  /** The server's time in its answer. */
  readonly serverMs: number;
  /** Ours, when the question left and when the answer came. */
  readonly sentMs: number;
  readonly receivedMs: number;
}

export type ClockVerdict =
  | { readonly kind: 'unknown' }
  /** `offsetMs`: add it to our clock to get the servers' time. */
  | { readonly kind: 'right' | 'wrong'; readonly offsetMs: number };

/** One-time codes forgive about this much; a header's time has whole seconds. */
const TOLERATED_MS = 30_000;
/** A slower answer says too little. */
const MAX_ROUND_TRIP_MS = 10_000;
const LEAST_SAMPLES = 2;

/** The median over what servers say: one wrong server among three changes nothing. */
export function judgeClock(samples: readonly ClockSample[]): ClockVerdict {
  const offsets = samples
    .filter(({ sentMs, receivedMs }) => receivedMs >= sentMs && receivedMs - sentMs <= MAX_ROUND_TRIP_MS)
    .map(({ serverMs, sentMs, receivedMs }) => serverMs - (sentMs + receivedMs) / 2)
    .sort((a, b) => a - b);
  if (offsets.length < LEAST_SAMPLES) return { kind: 'unknown' };
  const upper = offsets[offsets.length >> 1] ?? 0;
  const lower = offsets[(offsets.length - 1) >> 1] ?? 0;
  const offsetMs = Math.round((lower + upper) / 2);
  return { kind: Math.abs(offsetMs) > TOLERATED_MS ? 'wrong' : 'right', offsetMs };
}
