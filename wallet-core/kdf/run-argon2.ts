import { isWalletError, WalletError } from '../errors/index.ts';
import type { Argon2, Argon2Parameters } from '../ports/index.ts';

/**
 * Runs the port and looks at its answer. `input` is overwritten afterwards, whatever happens. Throws the port's own
 * `account.out-of-memory`, or `account.derivation-failed` for anything else: never a shorter or weaker result.
 */
export async function runArgon2(
  argon2: Argon2,
  input: Uint8Array,
  salt: Uint8Array,
  parameters: Argon2Parameters,
): Promise<Uint8Array> {
  let output: Uint8Array;
  try {
    output = await argon2.derive(input, salt, parameters);
  } catch (error) {
    if (isWalletError(error)) throw error;
    throw new WalletError('account.derivation-failed', {}, { cause: error });
  } finally {
    input.fill(0);
  }
  if (output.length !== parameters.outputLength || output.every((byte) => byte === 0)) {
    throw new WalletError('account.derivation-failed', { what: 'output' });
  }
  return output;
}
