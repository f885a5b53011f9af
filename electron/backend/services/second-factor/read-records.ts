import type { Witness } from '../../../../chains/flux/network/index.ts';
import type { Tip } from '../../../../wallet-core/chain-contract/index.ts';
import {
  type D2faOutput,
  type D2faReading,
  maxOutputs,
  maxTransactionsPerAnchor,
  nextAnchors,
  recordBytes,
} from '../../../../wallet-core/d2fa/candidates.ts';
import type { Clock } from '../../../../wallet-core/ports/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';

/** A chain that moves while it is read is read again, this often at most. */
const MAX_ATTEMPTS = 3;

export interface WitnessAnswer {
  readonly reading: D2faReading;
  /** How many anchors it takes to read to the end, as far as is known. */
  readonly anchorsWanted: number;
}

interface Part {
  readonly outputs: readonly D2faOutput[];
  readonly complete: boolean;
  readonly anchorsWanted: number;
}

/** Anchor after anchor up to the gap, within the bounds of decision 0004. `anchors[i]` is the address of sequence i + 1. */
async function readAnchors(witness: Witness, anchors: readonly AddressText[]): Promise<Part> {
  const read = new Map<number, boolean>();
  const outputs: D2faOutput[] = [];
  let isWhole = true;
  for (;;) {
    const { sequences, complete } = nextAnchors(read);
    const last = sequences.at(-1);
    if (last === undefined) return { outputs, complete: isWhole && complete, anchorsWanted: read.size };
    if (last > anchors.length) return { outputs, complete: false, anchorsWanted: last };
    const wanted = sequences.flatMap((sequence) => {
      const address = anchors[sequence - 1];
      return address === undefined ? [] : [{ sequence, address }];
    });
    const used = await witness.used(wanted.map(({ address }) => address));
    for (const { sequence, address } of wanted) {
      read.set(sequence, used.has(address));
      if (!used.has(address)) continue;
      const found = await witness.dataOutputs(address, { bytes: recordBytes, limit: maxTransactionsPerAnchor });
      isWhole &&= found.isAll && outputs.length + found.outputs.length <= maxOutputs;
      outputs.push(...found.outputs.slice(0, maxOutputs - outputs.length));
    }
  }
}

/** Everything one server knows of the anchors, at one state of the chain. Throws `network.*` or `server.*`. */
export async function askWitness(
  witness: Witness,
  anchors: readonly AddressText[],
  clock: Clock,
): Promise<WitnessAnswer> {
  let before: Tip = await witness.tip();
  for (let attempt = 1; ; attempt++) {
    const { outputs, complete, anchorsWanted } = await readAnchors(witness, anchors);
    const after = await witness.tip();
    const isStable = after.hash === before.hash;
    if (isStable || attempt >= MAX_ATTEMPTS) {
      // A chain that only grew is sound as of before; one that went back was not read as a whole.
      const isSound = isStable || after.height > before.height;
      const reading = {
        source: witness.source,
        tipHeight: before.height,
        atMs: clock.now(),
        complete: complete && isSound,
        outputs,
      };
      return { reading, anchorsWanted };
    }
    before = after;
  }
}

type Agreement = 'agree' | 'disagree' | 'unknown';

/** Servers whose tips are further apart do not see the same chain (`wallet-core/d2fa/judge.ts`). */
const MAX_TIP_SPREAD = 20;

function gistAt({ outputs }: D2faReading, height: number): string {
  const mined = outputs.filter((output) => output.height !== null && output.height <= height);
  return mined
    .map(({ txid }) => txid)
    .sort()
    .join(' ');
}

/** Do those that answered in full name the same mined transactions? The signer judges what follows from them. */
export function agreementOf(readings: readonly D2faReading[]): Agreement {
  const full = readings.filter(({ complete }) => complete);
  if (full.length < 2) return 'unknown';
  const tips = full.map(({ tipHeight }) => tipHeight);
  const lowest = Math.min(...tips);
  if (Math.max(...tips) - lowest > MAX_TIP_SPREAD) return 'disagree';
  return new Set(full.map((reading) => gistAt(reading, lowest))).size === 1 ? 'agree' : 'disagree';
}
