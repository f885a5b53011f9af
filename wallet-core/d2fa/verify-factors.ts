import type { Argon2 } from '../ports/index.ts';
import { accept, type Result, refuse, type SecretBytes } from '../primitives/index.ts';
import { verifyPin } from './pin.ts';
import type { D2faRecord, D2faSetting } from './record.ts';
import { verifyTotp } from './totp.ts';

/** What the person typed; `null` for a field that was not shown. */
export interface FactorAnswers {
  readonly totpCode: string | null;
  readonly pin: string | null;
}

export interface FactorSurroundings {
  readonly d2faKey: SecretBytes;
  readonly nowMs: number;
  /** `lastTotpStep` of the stored attempts. */
  readonly lastTotpStep: number;
  readonly argon2: Argon2;
}

export type FactorRefusal =
  /** A factor that is asked for was not answered; does not count as an attempt. */
  | 'missing'
  /** Which of two factors was wrong is not told. */
  | 'wrong'
  /** The code was right and has been used: wait for the next one. Only told when everything else is right. */
  | 'used-code';

/**
 * Judges the answers against one setting: every factor it has must be right. Gives the step to store with
 * `settleAttempt`. Count the attempt first (`beginAttempt`). Throws what the Argon2 port throws.
 */
export async function verifyFactors(
  { sequence, body }: D2faRecord<D2faSetting>,
  answers: FactorAnswers,
  { d2faKey, nowMs, lastTotpStep, argon2 }: FactorSurroundings,
): Promise<Result<{ readonly totpStep: number | null }, FactorRefusal>> {
  const { totpSecret, pinVerifier } = body;
  if (totpSecret === null && pinVerifier === null) return refuse('wrong');
  if ((totpSecret !== null && answers.totpCode === null) || (pinVerifier !== null && answers.pin === null)) {
    return refuse('missing');
  }
  // Both are always computed, so that the time taken does not tell which was wrong.
  const code = totpSecret === null ? null : verifyTotp(totpSecret, answers.totpCode ?? '', nowMs, lastTotpStep);
  const pinIsRight =
    pinVerifier === null || (await verifyPin(d2faKey, sequence, pinVerifier, answers.pin ?? '', argon2));
  if (!pinIsRight) return refuse('wrong');
  if (code === null) return accept({ totpStep: null });
  if (!code.ok) return refuse(code.reason === 'used' ? 'used-code' : 'wrong');
  return accept({ totpStep: code.value });
}
