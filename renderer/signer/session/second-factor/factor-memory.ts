import {
  adjustAttemptsToClock,
  type D2faAttempts,
  type D2faMemory,
  d2faAttempts,
  d2faMemoryFormat,
  formatD2faMemory,
  noAttempts,
} from '../../../../wallet-core/d2fa/index.ts';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import type { Random } from '../../../../wallet-core/ports/index.ts';
import { fromHex, parseUtf8, toHex, utf8 } from '../../../../wallet-core/primitives/index.ts';
import {
  authenticateBlob,
  openAuthenticatedBlob,
  openBlob,
  readVersioned,
  sealBlob,
  type VersionedFormat,
  writeVersioned,
} from '../../../../wallet-core/vault/index.ts';
import type { Candidate } from '../candidate.ts';
import type { MainPort } from '../main-port.ts';

const MEMORY = 'd2fa';
const ATTEMPTS = 'd2fa-attempts';

const attemptsFormat: VersionedFormat<D2faAttempts> = { version: 1, schema: d2faAttempts, migrations: {} };

/** What an account knows that has just come to this device: nothing yet, and that is kept too. */
export const emptyMemory: D2faMemory = Object.freeze({ tipHeight: 0, highestMade: 0, outputs: [] });

/** After these many failures a wait begins: where the count is gone, it is taken for spent. */
const SPENT = 5;

/**
 * What this device keeps of an account's second factor: its records as last seen, sealed, and wrong answers,
 * authenticated; both with keys that never leave the signer. The backend that keeps them can lose them, which is noticed.
 */
export class FactorMemory {
  readonly #main: MainPort;
  readonly #random: Random;

  constructor(main: MainPort, random: Random) {
    this.#main = main;
    this.#random = random;
  }

  /**
   * `null`: gone, or changed by somebody who has not the key. Throws `vault.newer-version` for what a later release
   * wrote, and what reading throws.
   */
  async read({ accountId, keys }: Candidate): Promise<D2faMemory | null> {
    const { blob } = await this.#main('blob.read', { accountId, name: MEMORY });
    if (blob === null) return null;
    return orNull(() => {
      const bytes = openBlob(keys.sealKey, { accountId, name: MEMORY }, fromHex(blob));
      return readVersioned(d2faMemoryFormat, parseUtf8(bytes) ?? '');
    });
  }

  async write({ accountId, keys }: Candidate, memory: D2faMemory): Promise<void> {
    const bytes = utf8(formatD2faMemory(memory));
    const blob = sealBlob(keys.sealKey, { accountId, name: MEMORY }, bytes, this.#random);
    await this.#main('blob.write', { accountId, name: MEMORY, blob: toHex(blob) });
  }

  /** Wrong answers in a row. A count that is gone or broken counts as spent just now: a wait, and not a fresh start. */
  async readAttempts({ accountId, keys }: Candidate, nowMs: number): Promise<D2faAttempts> {
    const { blob } = await this.#main('blob.read', { accountId, name: ATTEMPTS });
    const read =
      blob === null
        ? null
        : orNull(() => {
            const bytes = openAuthenticatedBlob(keys.policyKey, { accountId, name: ATTEMPTS }, fromHex(blob));
            return readVersioned(attemptsFormat, parseUtf8(bytes) ?? '');
          });
    return adjustAttemptsToClock(read ?? { ...noAttempts, failures: SPENT, lastFailureMs: nowMs }, nowMs);
  }

  async writeAttempts({ accountId, keys }: Candidate, attempts: D2faAttempts): Promise<void> {
    const bytes = utf8(writeVersioned(attemptsFormat, attempts));
    const blob = authenticateBlob(keys.policyKey, { accountId, name: ATTEMPTS }, bytes);
    await this.#main('blob.write', { accountId, name: ATTEMPTS, blob: toHex(blob) });
  }
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (thrown) {
    if (!isWalletError(thrown) || thrown.code === 'vault.newer-version') throw thrown;
    return null;
  }
}
