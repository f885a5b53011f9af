/** Is a fee reasonable (T-07)? One rule for the form in the app window and for the signer's own look at the bytes. */
import { fluxConfig } from './config.ts';

export type FeeVerdict = 'ok' | 'high' | 'absurd' | 'below-relay';

/**
 * `absurd` above 1 FLUX or 1,000 sat per byte, `high` above 1 % of the amount and above 0.01 FLUX, `below-relay` under
 * the 100 sat per 1,000 bytes that nodes ask for. Amounts in sat. What makes no sense (a negative amount, no size) is absurd.
 */
export function judgeFee(fee: bigint, amount: bigint, signedSize: number): FeeVerdict {
  const size = BigInt(signedSize);
  if (fee < 0n || amount < 0n || size <= 0n) return 'absurd';
  if (fee > fluxConfig.absurdFee || fee > fluxConfig.absurdFeePerByte * size) return 'absurd';
  if (fee * 1_000n < fluxConfig.minRelayFeePer1000 * size) return 'below-relay';
  const isHigh = fee > fluxConfig.highFee && fee * 10_000n > amount * fluxConfig.highFeeBasisPoints;
  return isHigh ? 'high' : 'ok';
}
