import { describe, expect, it } from 'vitest';
import type { Argon2, Argon2Parameters } from '../ports/index.ts';
import { SecretBytes, toHex, utf8 } from '../primitives/index.ts';
import {
  deriveWrapKey,
  parseWrapParameters,
  wrapCeiling,
  wrapFloor,
  wrapParametersNow,
  wrapSaltLength,
} from './wrap-key.ts';

const salt = new Uint8Array(wrapSaltLength).fill(7);

function fake(): { readonly argon2: Argon2; readonly seen: Argon2Parameters[] } {
  const seen: Argon2Parameters[] = [];
  return {
    seen,
    argon2: {
      derive: async (_input, _salt, parameters) => {
        seen.push(parameters);
        return new Uint8Array(parameters.outputLength).fill(9);
      },
    },
  };
}

describe('wrap parameters', () => {
  it('E-33: refuses below the floor and above the ceiling, and what is not a number', () => {
    expect(parseWrapParameters(wrapParametersNow).ok).toBe(true);
    expect(parseWrapParameters(wrapFloor).ok).toBe(true);
    expect(parseWrapParameters(wrapCeiling).ok).toBe(true);
    const reason = (memoryKiB: number, iterations: number): string => {
      const result = parseWrapParameters({ memoryKiB, iterations });
      return result.ok ? 'accepted' : result.reason;
    };
    expect(reason(wrapFloor.memoryKiB - 1, 4)).toBe('below-floor');
    expect(reason(524_288, 2)).toBe('below-floor');
    expect(reason(67_108_864, 4)).toBe('above-ceiling');
    expect(reason(524_288, 17)).toBe('above-ceiling');
    expect(reason(Number.NaN, 4)).toBe('below-floor');
    expect(reason(Number.POSITIVE_INFINITY, 4)).toBe('above-ceiling');
  });

  it('E-33: asks for no memory before the parameters are checked', async () => {
    const { argon2, seen } = fake();
    const secret = new SecretBytes(utf8('1234'));
    await expect(deriveWrapKey(secret, 'pin', salt, { memoryKiB: 67_108_864, iterations: 4 }, argon2)).rejects.toThrow(
      RangeError,
    );
    await expect(
      deriveWrapKey(new SecretBytes(utf8('1234')), 'pin', new Uint8Array(8), wrapParametersNow, argon2),
    ).rejects.toThrow(RangeError);
    expect(seen).toEqual([]);
    expect(secret.isErased).toBe(true);
  });

  it('gives different keys for different purposes and erases the secret', async () => {
    const { argon2, seen } = fake();
    const secret = new SecretBytes(utf8('1234'));
    const pin = await deriveWrapKey(secret, 'pin', salt, wrapParametersNow, argon2);
    const device = await deriveWrapKey(
      new SecretBytes(utf8('1234')),
      'device-password',
      salt,
      wrapParametersNow,
      argon2,
    );
    expect(toHex(pin.unsafeReveal())).not.toBe(toHex(device.unsafeReveal()));
    expect(pin.unsafeReveal()).toHaveLength(32);
    expect(secret.isErased).toBe(true);
    expect(seen[0]).toEqual({ memoryKiB: 524_288, iterations: 4, parallelism: 1, outputLength: 64 });
  });
});
