import { isWalletError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import { fromHex, type SecretBytes } from '../../../wallet-core/primitives/index.ts';
import { openWithSecret } from '../../../wallet-core/vault/index.ts';
import type { MainPort } from './main-port.ts';
import { passGate } from './unlock-gate.ts';

/** The blob with the words of an imported account. */
export const SEALED_SEED = 'sealed-seed';

/**
 * What is sealed under the device password of an imported account; `secret` is consumed. E-21: a wrong one counts like a
 * wrong account password, under the account's id, and throws `account.wrong-credentials`.
 */
export async function unsealSeed(
  main: MainPort,
  accountId: string,
  secret: SecretBytes,
  argon2: Argon2,
): Promise<Uint8Array> {
  await passGate(main, accountId);
  const { blob } = await main('blob.read', { accountId, name: SEALED_SEED });
  if (blob === null) throw new WalletError('vault.bad-format');
  try {
    return await openWithSecret(
      { secret, purpose: 'device-password' },
      { accountId, name: SEALED_SEED },
      fromHex(blob),
      argon2,
    );
  } catch (thrown) {
    if (!isWalletError(thrown) || thrown.code !== 'vault.wrong-key') throw thrown;
    await main('unlock.failed', { username: accountId });
    throw new WalletError('account.wrong-credentials');
  }
}
