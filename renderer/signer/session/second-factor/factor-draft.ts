import {
  type D2faBody,
  derivePinVerifier,
  generateTotpSecret,
  parsePin,
  totpClockSkew,
  unsafeOtpauthUri,
  unsafeTotpSecretText,
  verifyTotp,
} from '../../../../wallet-core/d2fa/index.ts';
import type { Argon2, Random } from '../../../../wallet-core/ports/index.ts';
import type { SecretBytes } from '../../../../wallet-core/primitives/index.ts';
import { drawQrCode } from './draw-qr-code.ts';
import type { FactorChoice, FactorIssue } from './factor-screen.ts';

/** A setting that is being put together: the shared secret and the PIN are here and nowhere else until it is sealed. */
export class FactorDraft {
  readonly #random: Random;
  readonly #label: string;
  #choice: FactorChoice = { totp: true, pin: false, asks: ['send', 'sign', 'export'] };
  #totpSecret: SecretBytes | null = null;
  #isConfirmed = false;
  #pin: string | null = null;

  /** `label` names the account in the authenticator app. */
  constructor(random: Random, label: string) {
    this.#random = random;
    this.#label = label;
  }

  get choice(): FactorChoice {
    return this.#choice;
  }

  /** What is to be asked for, and before what; `null` when that is enough to go on with. */
  choose(choice: FactorChoice): FactorIssue | null {
    this.#choice = choice;
    if (!choice.totp && !choice.pin) return { field: 'choice', reason: 'none' };
    return choice.asks.length === 0 ? { field: 'choice', reason: 'empty' } : null;
  }

  /** What is still to be typed. */
  get next(): 'totp' | 'new-pin' | 'ready' {
    if (this.#choice.totp && !this.#isConfirmed) return 'totp';
    return this.#choice.pin && this.#pin === null ? 'new-pin' : 'ready';
  }

  /** Draws the shared secret, made when it is first wanted: as a QR code, or as text to type. */
  draw(which: 'qr' | 'text', element: HTMLElement): void {
    this.#totpSecret ??= generateTotpSecret(this.#random);
    if (which === 'qr') drawQrCode(element, unsafeOtpauthUri(this.#totpSecret, this.#label));
    else element.textContent = unsafeTotpSecretText(this.#totpSecret);
  }

  /** Does the authenticator app show the right code? `null` when it does. */
  confirmCode(text: string, nowMs: number): FactorIssue | null {
    if (text.trim() === '') return { field: 'code', reason: 'empty' };
    if (this.#totpSecret === null) return { field: 'code', reason: 'wrong' };
    const verdict = verifyTotp(this.#totpSecret, text, nowMs, 0);
    if (verdict.ok) {
      this.#isConfirmed = true;
      return null;
    }
    if (verdict.reason === 'form') return { field: 'code', reason: 'form' };
    const minutesOff = totpClockSkew(this.#totpSecret, text, nowMs);
    return { field: 'code', reason: 'wrong', ...(minutesOff === null ? {} : { minutesOff }) };
  }

  /** The new PIN, typed twice. `null` when it is taken. */
  setPin(text: string, again: string): FactorIssue | null {
    if (text === '') return { field: 'pin', reason: 'empty' };
    const pin = parsePin(text);
    if (!pin.ok) return { field: 'pin', reason: pin.reason };
    if (again !== text) return { field: 'pinAgain', reason: 'mismatch' };
    this.#pin = pin.value;
    return null;
  }

  /** The setting for the record with this sequence, which the PIN's verifier depends on. RangeError when it is not ready. */
  async toBody(d2faKey: SecretBytes, sequence: number, argon2: Argon2): Promise<D2faBody> {
    if (this.next !== 'ready') throw new RangeError('not ready');
    const { totp, asks } = this.#choice;
    return {
      kind: 'on',
      asks,
      totpSecret: totp ? this.#totpSecret : null,
      pinVerifier: this.#pin === null ? null : await derivePinVerifier(d2faKey, sequence, this.#pin, argon2),
    };
  }

  /** Nothing of it stays. */
  erase(): void {
    this.#totpSecret?.erase();
    this.#totpSecret = null;
    this.#pin = null;
    this.#isConfirmed = false;
  }
}
