import { type SecretBytes, toHex } from '../primitives/index.ts';
import { type D2faOutput, maxOutputs } from './candidates.ts';
import type { D2faBody, D2faRecord, NotUnderstood } from './record.ts';
import { openRecord } from './record-cipher.ts';

/** One day at 30 s a block: time to notice a request that somebody else made. */
export const disableDelayBlocks = 2_880;

/** An authentic record with the transaction that carries it. */
export interface SeenRecord<Body = D2faBody | NotUnderstood> extends D2faRecord<Body> {
  /** Names the record, whatever transaction carries it: the hex of its salt. */
  readonly id: string;
  readonly output: D2faOutput;
}

/** Opens what is this account's, by `id`; the rest, foreign or malformed, is left out. Looks at `maxOutputs` and no more. */
export class RecordOpener {
  readonly #d2faKey: SecretBytes;
  /** By data and first input: servers repeat each other, and opening costs two hashes. */
  readonly #known = new Map<string, D2faRecord<D2faBody | NotUnderstood> | undefined>();

  constructor(d2faKey: SecretBytes) {
    this.#d2faKey = d2faKey;
  }

  open(outputs: readonly D2faOutput[]): readonly SeenRecord[] {
    const seen: SeenRecord[] = [];
    for (const output of outputs.slice(0, maxOutputs)) {
      const { data, firstInput } = output;
      const name = `${toHex(data)}/${firstInput.txid}/${firstInput.vout}`;
      if (!this.#known.has(name)) this.#known.set(name, openRecord(this.#d2faKey, data, firstInput));
      const record = this.#known.get(name);
      if (record !== undefined) seen.push({ ...record, id: toHex(data.subarray(0, 16)), output });
    }
    return seen;
  }
}

/** Newer last: by sequence; two devices that made the same one: by height (unconfirmed last), then by name. */
export function compareRecords(a: SeenRecord, b: SeenRecord): number {
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  const [first, second] = [a, b].map(({ output }) => output.height ?? Number.POSITIVE_INFINITY);
  if (first !== undefined && second !== undefined && first !== second) return first < second ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** What follows from the records that are in blocks up to a height, and from nothing else. */
export interface Standing {
  /** The newest record that is no disable request; `null` without one. */
  readonly setting: SeenRecord | null;
  /** All that count, oldest first. */
  readonly confirmed: readonly SeenRecord[];
  /** Disable requests newer than the setting, oldest block first. */
  readonly requests: readonly SeenRecord[];
  /** Newer than all of these and not (yet) in a block up to that height, newest last. They do not count. */
  readonly pending: readonly SeenRecord[];
}

/** One entry for a record that several transactions carry (a txid can be changed by others): the one in the earliest block. */
function withoutRepetitions(records: readonly SeenRecord[]): SeenRecord[] {
  const earliest = new Map<string, SeenRecord>();
  for (const record of records) {
    const known = earliest.get(record.id);
    if (known === undefined || compareRecords(record, known) < 0) earliest.set(record.id, record);
  }
  return [...earliest.values()].sort(compareRecords);
}

/**
 * The standing at `height`. Pure, and computed anew from all records each time: a reorganisation needs no undoing. A
 * record that comes again, or an older one that comes late, changes nothing.
 */
export function standingAt(records: readonly SeenRecord[], height: number): Standing {
  const all = withoutRepetitions(records);
  const confirmed = all.filter(({ output }) => output.height !== null && output.height <= height);
  const setting = confirmed.findLast(({ body }) => body.kind !== 'disable-request') ?? null;
  const requests = confirmed.filter((record) => {
    return record.body.kind === 'disable-request' && (setting === null || compareRecords(record, setting) > 0);
  });
  const newest = confirmed.at(-1);
  const rest = new Set(confirmed);
  return {
    setting,
    confirmed,
    requests: requests.sort((a, b) => (a.output.height ?? 0) - (b.output.height ?? 0)),
    pending: all.filter((record) => !rest.has(record) && (newest === undefined || record.sequence > newest.sequence)),
  };
}

/** When the standing's disable request takes effect; `null` without one or with nothing to disable. */
export function disableHeight({ setting, requests }: Standing): number | null {
  const first = requests[0]?.output.height;
  if (setting === null || setting.body.kind === 'off' || first === undefined || first === null) return null;
  return first + disableDelayBlocks;
}
