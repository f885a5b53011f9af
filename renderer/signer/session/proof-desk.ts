import { parseSecretText } from '../../../wallet-core/credentials/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import type { Argon2 } from '../../../wallet-core/ports/index.ts';
import type { AccountDesk, AccountDeskDeps } from './account-desk.ts';
import { eraseProof, type Proof, proofOfCredentials, proofOfImported } from './proof.ts';
import type { DerivationSource, FieldIssue, ProofPurpose } from './screen.ts';
import { unsealSeed } from './sealed-seed.ts';
import type { Credentials } from './secret-input.ts';
import type { OpenAccount } from './session.ts';
import { passGate, waitUntil } from './unlock-gate.ts';

export interface ProofDeskDeps extends AccountDeskDeps {
  readonly accounts: AccountDesk;
}

interface Question {
  readonly purpose: ProofPurpose;
  readonly account: OpenAccount;
  /** Takes the proof: erasing it is then the taker's. */
  readonly onProven: (proof: Proof) => void | Promise<void>;
}

/** Asks for the password of an account that is open already, before its secrets are shown or something is built on them. */
export class ProofDesk {
  readonly #deps: ProofDeskDeps;
  #question: Question | null = null;
  #derivation: AbortController | null = null;

  constructor(deps: ProofDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => {
      this.#question = null;
    });
  }

  /** `notice`: said above the question, for instance that time ran out. */
  ask(question: Question, notice: 'timed-out' | null = null): void {
    this.#question = question;
    this.#show(question, null, null, notice);
  }

  /** Name and password of a password account, typed again. */
  async proveCredentials(credentials: Credentials): Promise<void> {
    const question = this.#question;
    if (question === null) return;
    if (!credentials.ok) return this.#show(question, credentials, null);
    const { main } = this.#deps;
    const { username, password, passphrase } = credentials.value;
    await this.#run(question, 'credentials', async (argon2) => {
      try {
        await passGate(main, username);
        const proof = await proofOfCredentials(credentials.value, argon2);
        if (proof.accountId === question.account.known.accountId) return proof;
        eraseProof(proof);
        await main('unlock.failed', { username });
        throw new WalletError('account.wrong-credentials');
      } finally {
        password.erase();
        passphrase.erase();
      }
    });
  }

  /** The device password of an imported account, typed again. */
  async proveDevicePassword(input: HTMLInputElement): Promise<void> {
    const question = this.#question;
    if (question === null) return;
    if (input.value === '') return this.#show(question, { field: 'devicePassword', reason: 'empty' }, null);
    const secret = parseSecretText(input.value);
    if (!secret.ok) return this.#show(question, { field: 'devicePassword', reason: secret.reason }, null);
    input.value = '';
    const { accountId } = question.account.known;
    await this.#run(question, 'device-password', async (argon2) => {
      try {
        const proof = proofOfImported(await unsealSeed(this.#deps.main, accountId, secret.value, argon2));
        if (proof.accountId === accountId) return proof;
        eraseProof(proof);
        throw new WalletError('vault.bad-format');
      } finally {
        secret.value.erase();
      }
    });
  }

  /** Nobody wants the answer any more: what is typed or derived from now on leads nowhere and shows nothing. */
  drop(): void {
    this.#question = null;
    this.#derivation?.abort();
  }

  cancelDerivation(): void {
    this.#derivation?.abort();
  }

  async #run(question: Question, from: DerivationSource, prove: (argon2: Argon2) => Promise<Proof>): Promise<void> {
    const { screens, clock, startArgon2 } = this.#deps;
    const derivation = new AbortController();
    this.#derivation = derivation;
    screens.show({ kind: 'deriving', purpose: 'prove', from, startedAtMs: clock.now() });
    let isProven = false;
    try {
      const proof = await prove(startArgon2(derivation.signal));
      if (this.#question !== question) return eraseProof(proof);
      this.#question = null;
      isProven = true;
      await question.onProven(proof);
    } catch (thrown) {
      if (!isProven && this.#question !== question) return;
      this.#question = question;
      this.#show(question, null, thrown);
    } finally {
      if (this.#derivation === derivation) this.#derivation = null;
    }
  }

  #show(
    { purpose, account }: Question,
    issue: FieldIssue | null,
    thrown: unknown,
    notice: 'timed-out' | null = null,
  ): void {
    const { screens, clock } = this.#deps;
    screens.show({
      kind: 'prove',
      purpose,
      account: account.known,
      issue,
      error: thrown === null ? null : toWireError(thrown),
      waitUntilMs: waitUntil(thrown, clock),
      notice,
    });
  }
}
