import { describe, expect, it } from 'vitest';
import type { Witness } from '../../../../chains/flux/network/index.ts';
import type { D2faReading } from '../../../../wallet-core/d2fa/candidates.ts';
import { type AddressText, type TxId, unsafeBrand } from '../../../../wallet-core/primitives/index.ts';
import { fakeClock } from '../../testing/fake-clock.ts';
import { agreementOf, askWitness } from './read-records.ts';

const anchors = Array.from({ length: 40 }, (_, at) => unsafeBrand<AddressText>(`t1anchor${at + 1}`));
const txid = (number: number) => unsafeBrand<TxId>(number.toString(16).padStart(64, '0'));
const tipAt = (height: number, branch = 'a') => ({ height, hash: `${branch}${height}`, timeMs: 0 });

const output = (number: number, height: number | null = 100) => ({
  txid: txid(number),
  firstInput: { txid: txid(1_000 + number), vout: 0 },
  data: new Uint8Array(80).fill(number),
  height,
});

/** A server on which the anchors with these sequences are used, each with one output. */
function witness(used: readonly number[], change: Partial<Witness> = {}): Witness & { readonly asked: string[] } {
  const asked: string[] = [];
  const sequenceOf = (address: string) => anchors.indexOf(unsafeBrand<AddressText>(address)) + 1;
  return {
    asked,
    source: 'one.example',
    tip: async () => tipAt(500),
    used: async (addresses) => {
      asked.push(...addresses);
      return new Set(addresses.filter((address) => used.includes(sequenceOf(address))));
    },
    dataOutputs: async (address) => ({ outputs: [output(sequenceOf(address))], isAll: true }),
    ...change,
  };
}

const ask = (one: Witness, given = anchors) => askWitness(one, given, fakeClock());

describe('one server', () => {
  it('is asked up to eight unused anchors in a row, each once', async () => {
    const none = witness([]);
    expect(await ask(none)).toMatchObject({
      anchorsWanted: 8,
      reading: { complete: true, outputs: [], tipHeight: 500 },
    });
    expect(none.asked).toEqual(anchors.slice(0, 8));
    const some = witness([2, 9]);
    const { reading, anchorsWanted } = await ask(some);
    expect(reading.outputs.map(({ txid: id }) => id)).toEqual([txid(2), txid(9)]);
    expect(anchorsWanted).toBe(17);
    expect(some.asked).toEqual(anchors.slice(0, 17));
  });

  it('with too few anchors has not been read to the end', async () => {
    expect(await ask(witness([2]), anchors.slice(0, 9))).toMatchObject({
      anchorsWanted: 10,
      reading: { complete: false, outputs: [{ txid: txid(2) }] },
    });
    expect(await ask(witness([]), anchors.slice(0, 3))).toMatchObject({
      anchorsWanted: 8,
      reading: { complete: false },
    });
  });

  it('with an anchor full of transactions, or too many outputs in all, has not been read to the end', async () => {
    const full = witness([1], { dataOutputs: async () => ({ outputs: [output(1)], isAll: false }) });
    expect((await ask(full)).reading).toMatchObject({ complete: false, outputs: [{ txid: txid(1) }] });
    const flood = Array.from({ length: 1_500 }, (_, at) => output(at));
    const flooded = witness([1, 2], { dataOutputs: async () => ({ outputs: flood, isAll: true }) });
    const { reading } = await ask(flooded);
    expect(reading.complete).toBe(false);
    expect(reading.outputs).toHaveLength(2_000);
  });

  it('is read again when its chain moves; one that keeps going back was not read as a whole', async () => {
    const tips = [tipAt(500), tipAt(500, 'b'), tipAt(500, 'b')];
    const settled = witness([1], { tip: async () => tips.shift() ?? tipAt(500, 'b') });
    expect((await ask(settled)).reading).toMatchObject({ complete: true, tipHeight: 500 });
    expect(settled.asked).toHaveLength(18);
    let turn = 0;
    const unsettled = witness([1], { tip: async () => tipAt(500, `${turn++}`) });
    expect((await ask(unsettled)).reading.complete).toBe(false);
    let height = 500;
    const growing = witness([1], { tip: async () => tipAt(height++) });
    expect((await ask(growing)).reading.complete).toBe(true);
  });
});

describe('agreement', () => {
  const reading = (numbers: readonly number[], change: Partial<D2faReading> = {}): D2faReading => ({
    source: 'one.example',
    tipHeight: 500,
    atMs: 0,
    complete: true,
    outputs: numbers.map((number) => output(number)),
    ...change,
  });

  it.each<[string, readonly D2faReading[], string]>([
    ['nobody', [], 'unknown'],
    ['one alone', [reading([1])], 'unknown'],
    ['one in full and one in part', [reading([1]), reading([], { complete: false })], 'unknown'],
    ['the same in another order', [reading([1, 2]), reading([2, 1])], 'agree'],
    ['nothing, twice', [reading([]), reading([])], 'agree'],
    ['one hides', [reading([1, 2]), reading([1])], 'disagree'],
    [
      'one is a block ahead',
      [reading([1]), { ...reading([1]), tipHeight: 501, outputs: [output(1), output(2, 501)] }],
      'agree',
    ],
    ['one has it unconfirmed', [reading([1]), reading([1], { outputs: [output(1), output(2, null)] })], 'agree'],
    ['tips far apart', [reading([]), reading([], { tipHeight: 521 })], 'disagree'],
  ])('%s', (_what, readings, expected) => {
    expect(agreementOf(readings)).toBe(expected);
  });
});
