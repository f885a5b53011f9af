import {
  assessPassword,
  type EstimateGuesses,
  type Strength,
  type StrengthQuestion,
} from '../../../wallet-core/credentials/index.ts';

let estimator: Promise<EstimateGuesses> | null = null;

/**
 * How hard passwords are to guess, by the table of the account scheme. The estimator's word lists are large: they come
 * with the first own password and stay. What it gives answers at once, so that nothing changes between asking and using.
 */
export async function loadAssessor(): Promise<(question: StrengthQuestion) => Strength> {
  estimator ??= import('../../../wallet-core/credentials/zxcvbn-estimator.ts').then((module) =>
    module.makeZxcvbnEstimator(),
  );
  const estimate = await estimator;
  return (question) => assessPassword(question, estimate);
}
