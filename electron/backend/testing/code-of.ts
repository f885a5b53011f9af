import { isWalletError } from '../../../wallet-core/errors/index.ts';

/** The code a call was refused with; `no error` when it was not. */
export async function codeOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'no error';
  } catch (thrown) {
    if (isWalletError(thrown)) return thrown.code;
    throw thrown;
  }
}
