import type { ChangeRefusal, D2faAction } from '../../../../wallet-core/d2fa/index.ts';
import type { WireError } from '../../../../wallet-core/errors/index.ts';
import type { D2faView } from '../../../../wallet-core/ipc/index.ts';

/** What a factor is asked before. */
export type FactorPurpose = D2faAction | 'change';

export interface FactorIssue {
  readonly field: 'code' | 'pin' | 'pinAgain' | 'phrase' | 'choice';
  readonly reason: 'empty' | 'form' | 'wrong' | 'used' | 'mismatch' | 'guessable' | 'length' | 'character' | 'none';
  /** By how many minutes the device that made the code is off; only while it is being set up. */
  readonly minutesOff?: number;
}

/** Which factors, and what they are asked before. */
export interface FactorChoice {
  readonly totp: boolean;
  readonly pin: boolean;
  readonly asks: readonly D2faAction[];
}

export type PublishedKind = 'enable' | 'change' | 'off' | 'cancel-request' | 'disable-request';

/** What the bytes of a change say, read by our own codec. */
export interface FactorReview {
  readonly kind: PublishedKind;
  readonly amount: bigint;
  readonly fee: bigint;
  readonly total: bigint;
  readonly anchor: string;
  readonly inputCount: number;
  readonly signedSize: number;
  readonly expiryHeight: number;
  readonly recordHex: string;
  readonly rawHex: string;
}

/** Screens of the second factor. None holds a secret: codes, PINs and the shared secret stay with their desks. */
export type FactorView =
  | { readonly step: 'looking' }
  /** What holds; `error` and `refusal`: why the last thing did not work. */
  | {
      readonly step: 'overview';
      readonly standing: D2faView;
      readonly error: WireError | null;
      readonly refusal: ChangeRefusal | null;
    }
  | {
      readonly step: 'choose';
      readonly isChange: boolean;
      readonly choice: FactorChoice;
      readonly issue: FactorIssue | null;
    }
  /** The shared secret is drawn by its desk. */
  | { readonly step: 'totp'; readonly issue: FactorIssue | null; readonly nowMs: number }
  | { readonly step: 'new-pin'; readonly issue: FactorIssue | null }
  | { readonly step: 'lost'; readonly standing: D2faView }
  | { readonly step: 'preparing' }
  | {
      readonly step: 'review';
      readonly review: FactorReview;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  | { readonly step: 'publishing' }
  | { readonly step: 'published'; readonly kind: PublishedKind; readonly txid: string }
  | {
      readonly step: 'ask';
      readonly purpose: FactorPurpose;
      readonly needsCode: boolean;
      readonly needsPin: boolean;
      readonly issue: FactorIssue | null;
      readonly error: WireError | null;
      readonly waitUntilMs: number;
      /** Servers disagree, or none answered: what is asked for is the strictest that is known. */
      readonly notice: 'disagree' | 'memory' | null;
      /** Blocks until a disable request takes effect; `null` without one. */
      readonly requestBlocksLeft: number | null;
      readonly nowMs: number;
    }
  | { readonly step: 'verifying' }
  /** It cannot be told whether a factor is set. */
  | {
      readonly step: 'undecided';
      readonly purpose: FactorPurpose;
      readonly standing: D2faView;
      /** False: only a newer release may decide. */
      readonly mayConsent: boolean;
      readonly issue: FactorIssue | null;
    }
  /** The memory of this device cannot be read. */
  | { readonly step: 'stuck'; readonly error: WireError };
