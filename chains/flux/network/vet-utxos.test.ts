import { describe, expect, it } from 'vitest';
import { change0, own0, own1, stranger, tip, txidOf, utxo } from './testing/samples.ts';
import { vetConfirmations, vetUtxos } from './vet-utxos.ts';

const asked = [own0.address, own1.address];
const PUBLIC_KEY = '023117b02bc7eda6d270e021bf6b9b8c65d01311bf04b57f83c7354e11f2179d59';

describe('vetUtxos: a lying server cannot bring in an output', () => {
  it('takes sound ones, and the script from the address where the server sends none', () => {
    const [vetted] = vetUtxos([utxo({ script: null })], asked, tip);
    expect(vetted).toMatchObject({ script: utxo().script, confirmations: 12 });
  });

  it.each([
    ['of an address nobody asked for', [utxo({ address: stranger })]],
    ['with the script of another', [utxo({ script: utxo({ address: change0.address }).script })]],
    ['with an empty script', [utxo({ script: '' })]],
    ['twice', [utxo(), utxo()]],
    ['twice under two addresses', [utxo(), utxo({ address: own1.address })]],
    ['that add up to more than all money', [utxo({ value: 44_000_000_000_000_000n }), utxo({ vout: 1, value: 1n })]],
    ['confirmed above the tip', [utxo({ height: tip.height + 100, confirmations: 1 })]],
    ['with too many confirmations', [utxo({ confirmations: 500 })]],
    ['unconfirmed with confirmations', [utxo({ height: null, confirmations: 3 })]],
  ])('%s', (_name, utxos) => {
    expect(() => vetUtxos(utxos, asked, tip)).toThrow('server.bad-reply');
  });

  it('of the test network: the server is on another chain', () => {
    const testnet = { ...utxo(), address: 'tmLDfgFLYTfmTB1VCcHGsgX8Mk5DYy14Qsw' };
    expect(() => vetUtxos([testnet], asked, tip)).toThrow('server.wrong-chain');
  });

  it('leaves out an output to the bare key, which anybody can make, without losing the rest', () => {
    const bare = utxo({ txid: txidOf(1), script: `21${PUBLIC_KEY}ac` });
    expect(vetUtxos([bare, utxo()], asked, tip)).toHaveLength(1);
    const foreignKey = utxo({ txid: txidOf(1), address: own1.address, script: `21${PUBLIC_KEY}ac` });
    expect(() => vetUtxos([foreignKey], asked, tip)).toThrow('server.bad-reply');
  });
});

describe('vetConfirmations', () => {
  it('counts by height and tip, and never more than the server claims', () => {
    expect(vetConfirmations({ height: 2_100_000, confirmations: 12 }, tip)).toBe(12);
    expect(vetConfirmations({ height: 2_100_000, confirmations: 14 }, tip)).toBe(12);
    expect(vetConfirmations({ height: 2_100_000, confirmations: 11 }, tip)).toBe(11);
    expect(vetConfirmations({ height: tip.height + 1, confirmations: 1 }, tip)).toBe(0);
    expect(vetConfirmations({ height: null, confirmations: 0 }, tip)).toBe(0);
  });
});
