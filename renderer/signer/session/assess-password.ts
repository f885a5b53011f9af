import {
  assessPassword,
  type EstimateGuesses,
  type Strength,
  type Username,
} from '../../../wallet-core/credentials/index.ts';

let estimator: Promise<EstimateGuesses> | null = null;

/** The estimator's word lists are large: they come with the first own password and stay. */
function loadEstimator(): Promise<EstimateGuesses> {
  estimator ??= import('../../../wallet-core/credentials/zxcvbn-estimator.ts').then((module) =>
    module.makeZxcvbnEstimator(),
  );
  return estimator;
}

/** How hard an own password is to guess, by the table of the account scheme. */
export async function assessOwnPassword(
  username: Username,
  password: string,
  hasGeneratedPassphrase: boolean,
): Promise<Strength> {
  const passphrase = hasGeneratedPassphrase ? 'generated' : 'none';
  return assessPassword({ username, password, passwordOrigin: 'chosen', passphrase }, await loadEstimator());
}
