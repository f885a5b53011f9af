import type { Argon2Parameters } from '../ports/index.ts';

/**
 * Account scheme v1, frozen for ever once released (`kdf/README.md`): changing any value here makes other people's
 * coins unreachable. Not a setting, not read from a file or server, never lowered because memory is short.
 */
export const schemeVersion = 'v1';

export const argon2ParametersV1: Argon2Parameters = Object.freeze({
  memoryKiB: 524_288,
  iterations: 4,
  parallelism: 1,
  outputLength: 64,
});

export const labelsV1 = Object.freeze({
  salt: 'parallax/kdf/v1/salt',
  entropy: 'parallax/v1/bip39-entropy',
  vault: 'parallax/v1/vault',
  seal: 'parallax/v1/seal',
  policy: 'parallax/v1/policy',
  d2fa: 'parallax/v1/d2fa',
  fingerprint: 'parallax/v1/fingerprint',
});
