import { hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSecretText, parseUsername } from '../credentials/index.ts';
import { WalletError } from '../errors/index.ts';
import type { Argon2, Argon2Parameters } from '../ports/index.ts';
import { fromHex, SecretBytes, toHex, utf8 } from '../primitives/index.ts';
import {
  type AccountSecrets,
  buildKdfInput,
  deriveAccountKeys,
  deriveImportedAccountKeys,
  deriveKeysOfMaster,
  deriveSalt,
  eraseAccountKeys,
} from './account-keys.ts';
import { toFingerprint } from './fingerprint.ts';

// Expected values: case "ascii" of the published account vectors, made and cross-checked with other libraries.
const master =
  '4af565b23cf177c0b9aa2ca176b47a9c559957c8f0ee07381710f890f87780d3a9e88a61006a8e406c9a45dd4e910ada1126fcf38f1976d6a84a12402da8c271';

function secrets(username: string, password: string, passphrase = ''): AccountSecrets {
  const name = parseUsername(username);
  const first = parseSecretText(password);
  const second = parseSecretText(passphrase);
  if (!name.ok || !first.ok || !second.ok) throw new TypeError('bad test input');
  return { username: name.value, password: first.value, passphrase: second.value };
}

interface Call {
  readonly input: string;
  readonly salt: string;
  readonly parameters: Argon2Parameters;
}

function recording(output: Uint8Array | Error): {
  readonly argon2: Argon2;
  readonly calls: Call[];
  readonly inputs: Uint8Array[];
} {
  const calls: Call[] = [];
  const inputs: Uint8Array[] = [];
  const derive: Argon2['derive'] = async (input, salt, parameters) => {
    calls.push({ input: toHex(input), salt: toHex(salt), parameters });
    inputs.push(input);
    if (output instanceof Error) throw output;
    return output;
  };
  return { argon2: { derive }, calls, inputs };
}

describe('account scheme v1', () => {
  it('hands exactly the frozen parameters, salt and length-prefixed input to Argon2id', async () => {
    const { argon2, calls } = recording(fromHex(master));
    await deriveAccountKeys(secrets(' Ada.FLUX ', 'correct-horse-9 Battery', 'winter lake 7'), argon2);
    expect(calls).toEqual([
      {
        input: '0017636f72726563742d686f7273652d392042617474657279000d77696e746572206c616b652037',
        salt: '8441b891f705234689a84b6f112fbe137f5a114df213630bbadb87b7dacfdfd3',
        parameters: { memoryKiB: 524_288, iterations: 4, parallelism: 1, outputLength: 64 },
      },
    ]);
  });

  it('derives entropy, vault key and fingerprint of the published master', () => {
    const keys = deriveKeysOfMaster(fromHex(master));
    expect(toHex(keys.entropy.unsafeReveal())).toBe('7295f8ec929e8fb64afa3608b65f5d1676d393e9dc3fbc09471234b59f9ad089');
    expect(toHex(keys.vaultKey.unsafeReveal())).toBe(
      'c3851772e2b59bab555928d3aebdd019580da19ac07157d2f5bca78291822ba6',
    );
    expect(keys.fingerprint).toEqual(['write', 'push', 'receive']);
  });

  it('derives the signer-only keys as another HKDF does', () => {
    const keys = deriveKeysOfMaster(fromHex(master));
    const other = (label: string): string =>
      toHex(new Uint8Array(hkdfSync('sha512', fromHex(master), new Uint8Array(0), utf8(label), 32)));
    expect(toHex(keys.sealKey.unsafeReveal())).toBe(other('parallax/v1/seal'));
    expect(toHex(keys.policyKey.unsafeReveal())).toBe(other('parallax/v1/policy'));
    expect(toHex(keys.d2faKey.unsafeReveal())).toBe(other('parallax/v1/d2fa'));
  });

  it('keeps "ab"+"c" apart from "a"+"bc" and every other split (property)', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (a, b, c, d) => {
        const same = toHex(a) === toHex(c) && toHex(b) === toHex(d);
        expect(toHex(buildKdfInput(a, b)) === toHex(buildKdfInput(c, d))).toBe(same);
      }),
    );
    expect(toHex(buildKdfInput(utf8('ab'), utf8('c')))).toBe('0002616200' + '0163');
    const { username } = secrets('abc', 'x');
    expect(toHex(deriveSalt(username))).toHaveLength(64);
  });

  it('E-25: erases password, passphrase, input and master, also when the derivation fails', async () => {
    const output = fromHex(master);
    const good = recording(output);
    const first = secrets('ada.flux', 'password one', 'two');
    const keys = await deriveAccountKeys(first, good.argon2);
    expect([first.password.isErased, first.passphrase.isErased]).toEqual([true, true]);
    expect(good.inputs[0]?.every((byte) => byte === 0)).toBe(true);
    expect(output.every((byte) => byte === 0)).toBe(true);
    eraseAccountKeys(keys);
    expect(keys.entropy.isErased && keys.sealKey.isErased && keys.policyKey.isErased && keys.d2faKey.isErased).toBe(
      true,
    );

    const bad = recording(new Error('worker died'));
    const second = secrets('ada.flux', 'password one');
    await expect(deriveAccountKeys(second, bad.argon2)).rejects.toMatchObject({ code: 'account.derivation-failed' });
    expect(second.password.isErased).toBe(true);
    expect(bad.inputs[0]?.every((byte) => byte === 0)).toBe(true);
  });

  it('passes "out of memory" on and refuses a short or empty result', async () => {
    const outOfMemory = recording(new WalletError('account.out-of-memory'));
    const run = (argon2: Argon2) => deriveAccountKeys(secrets('ada.flux', 'p'), argon2);
    await expect(run(outOfMemory.argon2)).rejects.toMatchObject({ code: 'account.out-of-memory' });
    expect(outOfMemory.calls).toHaveLength(1);
    await expect(run(recording(new Uint8Array(32).fill(1)).argon2)).rejects.toMatchObject({
      code: 'account.derivation-failed',
    });
    await expect(run(recording(new Uint8Array(64)).argon2)).rejects.toMatchObject({
      code: 'account.derivation-failed',
    });
  });

  it('finds the policy keys of an imported account from its seed alone', () => {
    const seed = utf8('a BIP39 seed of sixty-four bytes, or any other secret of a test.');
    const keys = deriveImportedAccountKeys(new SecretBytes(seed.slice()));
    const other = hkdfSync('sha512', seed, new Uint8Array(0), utf8('parallax/v1/policy'), 32);
    expect(toHex(keys.policyKey.unsafeReveal())).toBe(toHex(new Uint8Array(other)));
    expect(keys.fingerprint).toHaveLength(3);
  });
});

describe('toFingerprint', () => {
  it('takes 33 bits, most significant first', () => {
    expect(toFingerprint(fromHex('fe95d6ce6c'))).toEqual(['write', 'push', 'receive']);
    expect(toFingerprint(fromHex('0000000000'))).toEqual(['abandon', 'abandon', 'abandon']);
    expect(toFingerprint(fromHex('000000007f'))).toEqual(['abandon', 'abandon', 'abandon']);
    expect(toFingerprint(fromHex('ffffffffff'))).toEqual(['zoo', 'zoo', 'zoo']);
    expect(toFingerprint(fromHex('0020040080'))).toEqual(['ability', 'ability', 'ability']);
    expect(() => toFingerprint(new Uint8Array(4))).toThrow(RangeError);
  });
});
