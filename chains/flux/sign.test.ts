import { describe, expect, it } from 'vitest';
import { type DerivationPath, toHex, unsafeBrand } from '../../wallet-core/primitives/index.ts';
import { p2shScript } from '../_families/utxo/index.ts';
import { fluxBuilder } from './build.ts';
import { fluxSigner } from './sign.ts';
import { coinOf, contextOf, createTestKeys, draftOf, fluxPath, strangerT1 } from './testing/wallet-fixture.ts';

const FLUX = 100_000_000n;
const keys = createTestKeys();
const { unsigned } = fluxBuilder.build(
  draftOf({ recipients: [{ address: strangerT1, amount: 3n * FLUX }], message: 'hi' }),
  contextOf([coinOf(0, 2n * FLUX), coinOf(1, 2n * FLUX), coinOf(2, 2n * FLUX)]),
);

describe('sign', () => {
  it('refuses an input that is not locked to its path, before anything is signed', async () => {
    const counted = createTestKeys();
    const last = unsigned.inputs.length - 1;
    const elsewhere = unsigned.inputs.map((input, index) =>
      index === last ? { ...input, path: fluxPath(0, 19) } : input,
    );
    await expect(fluxSigner.sign({ ...unsigned, inputs: elsewhere }, counted)).rejects.toMatchObject({
      code: 'approval.mismatch',
    });
    const notKeys = unsigned.inputs.map((input) => ({ ...input, scriptPubKey: p2shScript(new Uint8Array(20)) }));
    await expect(fluxSigner.sign({ ...unsigned, inputs: notKeys }, counted)).rejects.toMatchObject({
      code: 'approval.mismatch',
    });
    expect(counted.signed()).toBe(0);
  });

  it('lets the window live while it signs, and says how far it is', async () => {
    const coins = Array.from({ length: 250 }, (_, number) => coinOf(number, 100_000n));
    const many = fluxBuilder.build(draftOf({ recipients: [{ address: strangerT1, amount: 'max' }] }), contextOf(coins));
    const progress: number[] = [];
    let turns = 0;
    const ticking = setInterval(() => {
      turns += 1;
    }, 0);
    const signatures = await fluxSigner.sign(many.unsigned, keys, (signed, total) => {
      progress.push(signed);
      expect(total).toBe(250);
    });
    clearInterval(ticking);
    expect(progress).toEqual([100, 200, 250]);
    expect(turns).toBeGreaterThan(0);
    expect(new Set(signatures.map(({ bytes }) => toHex(bytes))).size).toBe(250);
  });

  it('T-15: signs with spending keys only, before any key is asked for', async () => {
    const untouchable = {
      ...keys,
      publicKey: () => {
        throw new Error('asked');
      },
    };
    for (const path of ["m/48'/0'/0'/2'/11/0", "m/44'/19167'/0'/12/0", "m/44'/0'/0'/0/0", "m/44'/19167'/0'/0/00"]) {
      const inputs = unsigned.inputs.map((input) => ({ ...input, path: unsafeBrand<DerivationPath>(path) }));
      await expect(fluxSigner.sign({ ...unsigned, inputs }, untouchable)).rejects.toMatchObject({
        code: 'approval.mismatch',
      });
    }
  });

  it('passes the refusal of locked keys on', async () => {
    const locked = {
      ...keys,
      publicKey: () => {
        throw new Error('locked');
      },
    };
    await expect(fluxSigner.sign(unsigned, locked)).rejects.toThrow('locked');
  });
});
