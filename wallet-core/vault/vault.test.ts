import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWalletError } from '../errors/index.ts';
import { wrapCeiling, wrapFloor } from '../kdf/index.ts';
import type { Argon2, Argon2Parameters, Random } from '../ports/index.ts';
import { SecretBytes, toHex, utf8 } from '../primitives/index.ts';
import { authenticateBlob, openAuthenticatedBlob } from './authenticated-blob.ts';
import { maxBlobContent } from './blob-header.ts';
import { openRow, sealRow } from './row.ts';
import { openBlob, sealBlob } from './sealed-blob.ts';
import { openWithSecret, sealWithSecret } from './wrapped-blob.ts';

/** Different bytes for each call, the same in every run. */
function counting(): Random {
  let call = 0;
  return { bytes: (length) => new Uint8Array(length).map((_, at) => (at === 0 ? ++call : at * 7) & 0xff) };
}

/** Stands for Argon2id: the result depends on everything it is given. Records what it was asked to allocate. */
function cheapArgon2(): { readonly argon2: Argon2; readonly asked: Argon2Parameters[] } {
  const asked: Argon2Parameters[] = [];
  const derive: Argon2['derive'] = async (input, salt, parameters) => {
    asked.push(parameters);
    const text = utf8(`${toHex(input)}/${toHex(salt)}/${JSON.stringify(parameters)}`);
    const output = new Uint8Array(64).fill(1);
    text.forEach((byte, at) => {
      const slot = at % 64;
      output[slot] = ((output[slot] ?? 0) * 31 + byte) & 0xff;
    });
    return output;
  };
  return { argon2: { derive }, asked };
}

const key = (): SecretBytes => new SecretBytes(new Uint8Array(32).fill(42));
const otherKey = (): SecretBytes => new SecretBytes(new Uint8Array(32).fill(43));
const place = { accountId: '00112233445566aa', name: 'sealed-seed' };
const typed = (text = '493027') => ({ secret: new SecretBytes(utf8(text)), purpose: 'pin' as const });

function codeOf(use: () => unknown): string {
  try {
    use();
    return 'no error';
  } catch (error) {
    return isWalletError(error) ? error.code : String(error);
  }
}

async function codeOfPromise(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
    return 'no error';
  } catch (error) {
    return isWalletError(error) ? error.code : String(error);
  }
}

const contents = fc.uint8Array({ maxLength: 300 });
const vaultRefusal = /^vault\.(bad-format|newer-version|tampered|wrong-key|bad-parameters)$/;

interface Way {
  readonly seal: (content: Uint8Array) => Uint8Array;
  readonly open: (blob: Uint8Array) => Uint8Array;
  readonly openElsewhere: readonly ((blob: Uint8Array) => Uint8Array)[];
}

const ways: Readonly<Record<string, Way>> = {
  sealed: {
    seal: (content) => sealBlob(key(), place, content, counting()),
    open: (blob) => openBlob(key(), place, blob),
    openElsewhere: [
      (blob) => openBlob(otherKey(), place, blob),
      (blob) => openBlob(key(), { ...place, accountId: '00112233445566ab' }, blob),
      (blob) => openBlob(key(), { ...place, name: 'checkup' }, blob),
      (blob) => openBlob(key(), { accountId: `${place.accountId}s`, name: 'ealed-seed' }, blob),
    ],
  },
  authenticated: {
    seal: (content) => authenticateBlob(key(), place, content),
    open: (blob) => openAuthenticatedBlob(key(), place, blob),
    openElsewhere: [
      (blob) => openAuthenticatedBlob(otherKey(), place, blob),
      (blob) => openAuthenticatedBlob(key(), { ...place, accountId: '00112233445566ab' }, blob),
      (blob) => openAuthenticatedBlob(key(), { ...place, name: 'recipients' }, blob),
    ],
  },
};

describe.each(Object.entries(ways))('E-33: %s blobs', (_name, { seal, open, openElsewhere }) => {
  it('open what was sealed (property)', () => {
    fc.assert(
      fc.property(contents, (content) => {
        expect(open(seal(content))).toEqual(content);
      }),
    );
  });

  it('refuse every flipped bit', () => {
    const blob = seal(utf8('savings'));
    for (let bit = 0; bit < blob.length * 8; bit++) {
      const changed = blob.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(codeOf(() => open(changed))).toMatch(vaultRefusal);
    }
  });

  it('refuse truncation, additions and noise (property)', () => {
    const blob = seal(utf8('savings'));
    for (let length = 0; length < blob.length; length++) {
      expect(codeOf(() => open(blob.slice(0, length)))).toMatch(vaultRefusal);
    }
    expect(codeOf(() => open(Uint8Array.of(...blob, 0)))).toMatch(vaultRefusal);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        expect(codeOf(() => open(noise))).toMatch(vaultRefusal);
      }),
    );
  });

  it('refuse another key, account or name', () => {
    const blob = seal(utf8('savings'));
    for (const elsewhere of openElsewhere) expect(codeOf(() => elsewhere(blob))).toBe('vault.tampered');
  });

  it('have a bounded size and say when they come from a newer release', () => {
    expect(() => seal(new Uint8Array(maxBlobContent + 1))).toThrow(RangeError);
    expect(open(seal(new Uint8Array(maxBlobContent)))).toHaveLength(maxBlobContent);
    const later = seal(utf8('x'));
    later[4] = 2;
    expect(codeOf(() => open(later))).toBe('vault.newer-version');
    const huge = new Uint8Array(maxBlobContent + 1000);
    huge.set(seal(utf8('x')).subarray(0, 6));
    expect(codeOf(() => open(huge))).toBe('vault.bad-format');
  });
});

describe('sealed blobs', () => {
  it('differ each time and keep the layout of version 1', () => {
    const random = counting();
    const first = toHex(sealBlob(key(), place, utf8('x'), random));
    const second = toHex(sealBlob(key(), place, utf8('x'), random));
    expect(first).not.toBe(second);
    expect(first.slice(0, 12)).toBe('504c58560101');
    expect(first).toHaveLength(2 * (6 + 24 + 1 + 16));
    expect(codeOf(() => openAuthenticatedBlob(key(), place, sealBlob(key(), place, utf8('x'), random)))).toBe(
      'vault.bad-format',
    );
  });

  it('refuse a generator that gives too little', () => {
    expect(codeOf(() => sealBlob(key(), place, utf8('x'), { bytes: () => new Uint8Array(4) }))).toBe('internal');
  });
});

describe('E-33: blobs behind a typed secret', () => {
  const seal = async (parameters?: {
    readonly memoryKiB: number;
    readonly iterations: number;
  }): Promise<Uint8Array> => {
    const ports = { random: counting(), argon2: cheapArgon2().argon2 };
    return await sealWithSecret(typed(), place, utf8('words'), ports, parameters);
  };
  const open = (blob: Uint8Array, argon2 = cheapArgon2().argon2, secret = typed()) =>
    openWithSecret(secret, place, blob, argon2);

  it('open with the same secret, parameters taken from the header', async () => {
    const { argon2, asked } = cheapArgon2();
    const blob = await seal({ memoryKiB: 300_000, iterations: 5 });
    expect(await open(blob, argon2)).toEqual(utf8('words'));
    expect(asked).toEqual([{ memoryKiB: 300_000, iterations: 5, parallelism: 1, outputLength: 64 }]);
  });

  it('refuse another secret, purpose or place as wrong key', async () => {
    const blob = await seal();
    const { argon2 } = cheapArgon2();
    expect(await codeOfPromise(open(blob, argon2, typed('493028')))).toBe('vault.wrong-key');
    const device = { secret: new SecretBytes(utf8('493027')), purpose: 'device-password' as const };
    expect(await codeOfPromise(openWithSecret(device, place, blob, argon2))).toBe('vault.wrong-key');
    expect(await codeOfPromise(openWithSecret(typed(), { ...place, name: 'x' }, blob, argon2))).toBe('vault.wrong-key');
  });

  it('refuse every flipped bit, and truncation', async () => {
    const blob = await seal();
    for (let bit = 0; bit < blob.length * 8; bit++) {
      const changed = blob.slice();
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await codeOfPromise(open(changed))).toMatch(vaultRefusal);
    }
    for (let length = 0; length < blob.length; length++) {
      expect(await codeOfPromise(open(blob.slice(0, length)))).toMatch(vaultRefusal);
    }
  });

  it.each([
    ['memory below the floor', wrapFloor.memoryKiB - 1, 4],
    ['too few passes', 524_288, wrapFloor.iterations - 1],
    ['64 GiB', 67_108_864, 4],
    ['memory just above the ceiling', wrapCeiling.memoryKiB + 1, 4],
    ['a thousand passes', 524_288, 1000],
    ['nothing at all', 0, 0],
    ['the largest numbers', 0xffff_ffff, 0xffff_ffff],
  ])('refuse %s before anything is allocated', async (_what, memoryKiB, iterations) => {
    const { argon2, asked } = cheapArgon2();
    const planted = (await seal()).slice();
    const view = new DataView(planted.buffer);
    view.setUint32(6, memoryKiB);
    view.setUint32(10, iterations);
    const secret = typed();
    expect(await codeOfPromise(open(planted, argon2, secret))).toBe('vault.bad-parameters');
    expect(asked).toEqual([]);
    expect(secret.secret.isErased).toBe(true);
  });

  it('E-25: erase the typed secret', async () => {
    const first = typed();
    const blob = await sealWithSecret(first, place, utf8('x'), { random: counting(), argon2: cheapArgon2().argon2 });
    const second = typed();
    await open(blob, cheapArgon2().argon2, second);
    expect([first.secret.isErased, second.secret.isErased]).toEqual([true, true]);
  });
});

describe('rows', () => {
  const text = fc.string({ unit: 'grapheme' });

  it('open what was sealed, in their own place only (property)', () => {
    fc.assert(
      fc.property(text, text, text, text, (table, row, other, value) => {
        const stored = sealRow(key(), table, row, value, counting());
        expect(openRow(key(), table, row, stored)).toBe(value);
        fc.pre(other !== row && other !== table);
        expect(codeOf(() => openRow(key(), table, other, stored))).toBe('vault.tampered');
        expect(codeOf(() => openRow(key(), other, row, stored))).toBe('vault.tampered');
        expect(codeOf(() => openRow(otherKey(), table, row, stored))).toBe('vault.tampered');
      }),
    );
  });

  it('cannot be moved by shifting letters between table and key', () => {
    const stored = sealRow(key(), 'contacts', 'ab', 'x', counting());
    expect(codeOf(() => openRow(key(), 'contactsa', 'b', stored))).toBe('vault.tampered');
  });

  it('refuse every changed character, truncation, noise and a newer release', () => {
    const stored = sealRow(key(), 'contacts', '7', 'Grandmother', counting());
    for (let at = 0; at < stored.length; at++) {
      const other = stored[at] === 'A' ? 'B' : 'A';
      expect(codeOf(() => openRow(key(), 'contacts', '7', stored.slice(0, at) + other + stored.slice(at + 1)))).toMatch(
        vaultRefusal,
      );
      expect(codeOf(() => openRow(key(), 'contacts', '7', stored.slice(0, at)))).toMatch(vaultRefusal);
    }
    expect(codeOf(() => openRow(key(), 'contacts', '7', `Ag${stored.slice(2)}`))).toBe('vault.newer-version');
    fc.assert(
      fc.property(fc.string(), (noise) => {
        expect(codeOf(() => openRow(key(), 'a', 'b', noise))).toMatch(vaultRefusal);
      }),
    );
    expect(() => sealRow(key(), 'a', 'b', 'x'.repeat(16_777_217), counting())).toThrow(RangeError);
  });
});
