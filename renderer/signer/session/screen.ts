import type { WireError } from '../../../wallet-core/errors/index.ts';
import type { AccountPreview, KnownAccount, Provenance } from '../../../wallet-core/ipc/index.ts';
import type { Fingerprint } from '../../../wallet-core/kdf/index.ts';
import type { ImportedKeyUse } from '../../../wallet-core/keyring/index.ts';
import type { NodeConfError } from '../../../wallet-core/nodes/index.ts';
import type { PlaceOnBranch } from '../../../wallet-core/policy/address-reach.ts';
import type { SignRefusal } from '../../../wallet-core/zelid/index.ts';
import type { AccountPaymentReview, AccountRefusalReason } from './account-review.ts';
import type { ClaimsRefusal, ClaimsReview } from './claims-review.ts';
import type { IdentityRefusal, IdentityReview } from './identity-review.ts';
import type { RecipientJudgement } from './judge-recipients.ts';
import type { PaymentReview, RefusalReason } from './payment-review.ts';
import type { FactorView } from './second-factor/factor-screen.ts';
import type { StartsRefusal, StartsReview } from './starts-review.ts';

export type { RefusalReason } from './payment-review.ts';

import type { KeySummary } from './key-summary.ts';
import type { CredentialField } from './secret-input.ts';

/** What may be shown of an account before it is open: nothing in it is secret. */
export interface AccountSummary {
  readonly accountId: string;
  readonly kind: 'password' | 'imported' | 'watch';
  readonly username: string | null;
  readonly fingerprint: Fingerprint | null;
  readonly firstAddress: string;
}

export interface FieldIssue {
  readonly field:
    | CredentialField
    | 'words'
    | 'wordsPassphrase'
    | 'devicePassword'
    | 'address'
    | 'label'
    | 'pin'
    | 'pinAgain'
    | 'key';
  readonly reason: string;
  /** Words worth a second look: their places, from 1. */
  readonly positions?: readonly number[];
  /** PINs that may still be tried. */
  readonly left?: number;
}

export type DerivationPurpose = 'unlock' | 'sign-in' | 'create' | 'confirm' | 'import' | 'unseal' | 'prove' | 'pin';

/** What was typed in: the words on screen say what it opens and who pays for guessing it. */
export type DerivationSource = 'credentials' | 'device-password' | 'pin';

/** What the password of an open account is asked for. */
export type ProofPurpose = 'export' | 'quick-unlock' | 'payment' | 'factor-on' | 'factor-lost';

/** What can be taken out of the wallet. `branch`: 0 receiving, 1 change. */
export type ExportChoice =
  | { readonly kind: 'words' }
  | { readonly kind: 'xpub' }
  | { readonly kind: 'flux-id' }
  | { readonly kind: 'address-key'; readonly branch: 0 | 1; readonly index: number }
  | { readonly kind: 'single-key'; readonly id: number; readonly use: ImportedKeyUse };

/** What a sweep does, over all of its transactions. */
export interface SweepTotals {
  /** Of the paper key. */
  readonly from: readonly string[];
  /** Of the account. */
  readonly to: readonly string[];
  readonly amount: bigint;
  readonly fee: bigint;
  readonly inputCount: number;
  readonly transactions: number;
  /** Outputs with the exact value of a node's collateral. */
  readonly collateralCount: number;
  readonly notReady: number;
  readonly leftForLater: number;
  readonly provenance: Provenance;
}

/** Where the person is. Holds no secret: keys and typed text stay in the controller and in the inputs. */
export type Screen =
  | { readonly kind: 'starting' }
  /** `back`: the account that stays open behind this screen. */
  | { readonly kind: 'welcome'; readonly back: KnownAccount | null }
  | {
      readonly kind: 'unlock';
      readonly account: KnownAccount;
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
      readonly waitUntilMs: number;
      readonly back: KnownAccount | null;
      /** Quick unlock is on for it here; false until that is known. */
      readonly hasPin: boolean;
    }
  | {
      readonly kind: 'sign-in';
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
      readonly waitUntilMs: number;
    }
  | {
      readonly kind: 'deriving';
      readonly purpose: DerivationPurpose;
      readonly from: DerivationSource;
      readonly startedAtMs: number;
    }
  /** A known name gave other keys than it did here: not the password used here. */
  | {
      readonly kind: 'wrong-password';
      readonly account: KnownAccount;
      readonly found: AccountSummary;
      readonly waitUntilMs: number;
    }
  | {
      readonly kind: 'preview';
      readonly summary: AccountSummary;
      /** `null` while the servers are being asked. */
      readonly preview: AccountPreview | null;
      readonly error: WireError | null;
    }
  | { readonly kind: 'create'; readonly issue: FieldIssue | null; readonly error: WireError | null }
  /** The keys are made: write the sheet. `taken`: this name and password already belong to a used account. */
  | { readonly kind: 'sheet'; readonly summary: AccountSummary; readonly taken: boolean | null }
  | {
      readonly kind: 'confirm';
      readonly summary: AccountSummary;
      readonly failed: boolean;
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
    }
  | { readonly kind: 'import'; readonly issue: FieldIssue | null; readonly error: WireError | null }
  | { readonly kind: 'watch'; readonly issue: FieldIssue | null; readonly error: WireError | null }
  /** The password of the open account once more. */
  | {
      readonly kind: 'prove';
      readonly purpose: ProofPurpose;
      readonly account: KnownAccount;
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
      readonly waitUntilMs: number;
      readonly notice: 'timed-out' | null;
    }
  /** What to export, or one exported secret: it is drawn by its desk and is not in here. */
  | {
      readonly kind: 'export';
      readonly account: KnownAccount;
      readonly shown: { readonly what: ExportChoice; readonly address: string | null } | null;
      /** Imported single keys that can be taken out. */
      readonly keys: readonly KeySummary[];
      readonly hideAtMs: number;
      readonly clipboardUntilMs: number;
    }
  /** Does the person still have what brings the account back? */
  | {
      readonly kind: 'check-up';
      readonly account: KnownAccount;
      readonly state: 'ask' | 'failed' | 'passed';
      /** The account opens after the answer; else it is open. */
      readonly beforeOpening: boolean;
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
      readonly waitUntilMs: number;
    }
  | {
      readonly kind: 'quick-unlock';
      readonly account: KnownAccount;
      readonly isPossible: boolean;
      readonly isOn: boolean;
      readonly error: WireError | null;
    }
  | { readonly kind: 'quick-pin'; readonly account: KnownAccount; readonly issue: FieldIssue | null }
  /** Single keys beside the account's own. `error`: the sealed list cannot be read. */
  | {
      readonly kind: 'keys';
      readonly account: KnownAccount;
      readonly keys: readonly KeySummary[];
      readonly error: WireError | null;
    }
  | {
      readonly kind: 'key-add';
      readonly account: KnownAccount;
      readonly use: ImportedKeyUse;
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
    }
  | {
      readonly kind: 'key-preview';
      readonly account: KnownAccount;
      readonly key: KeySummary;
      /** The account's own Flux ID, which this one would stand in front of. */
      readonly replaces: string | null;
    }
  | {
      readonly kind: 'sweep';
      readonly account: KnownAccount;
      readonly isLooking: boolean;
      readonly issue: FieldIssue | null;
      readonly error: WireError | null;
    }
  | {
      readonly kind: 'sweep-review';
      readonly account: KnownAccount;
      readonly review: SweepTotals;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  | {
      readonly kind: 'sweep-done';
      readonly account: KnownAccount;
      readonly review: SweepTotals;
      /** Transactions written down and on their way. */
      readonly sent: number;
      /** Why the others are not. */
      readonly error: WireError | null;
    }
  /** The sheet of an open account, without secrets. */
  | { readonly kind: 'account-sheet'; readonly account: KnownAccount; readonly firstAddress: string }
  | {
      readonly kind: 'remove';
      readonly account: KnownAccount;
      /** There are imported accounts on this device: wiping it deletes words. */
      readonly hasImported: boolean;
    }
  /** The second factor: asked for (`gate`), or set up and changed (`desk`). */
  | {
      readonly kind: 'factor';
      readonly account: KnownAccount;
      readonly view: FactorView;
      readonly of: 'gate' | 'desk';
      /** Something undecided hangs on it, or is being signed: nothing takes its place. */
      readonly isBusy: boolean;
    }
  | { readonly kind: 'opening' }
  /** Open; this window is hidden and warm. */
  | { readonly kind: 'idle'; readonly account: KnownAccount }
  | {
      readonly kind: 'approve';
      readonly account: KnownAccount;
      readonly requestId: string;
      readonly review: PaymentReview;
      readonly judgements: readonly RecipientJudgement[];
      readonly farChange: PlaceOnBranch | null;
      /** T-04: the password is asked for after the click. */
      readonly asksPassword: boolean;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  /** The same for a chain with accounts. */
  | {
      readonly kind: 'approve-account';
      readonly account: KnownAccount;
      readonly requestId: string;
      readonly review: AccountPaymentReview;
      readonly judgement: RecipientJudgement | null;
      readonly asksPassword: boolean;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  | {
      readonly kind: 'refused';
      readonly account: KnownAccount;
      readonly reasons: readonly (
        | RefusalReason
        | AccountRefusalReason
        | StartsRefusal
        | IdentityRefusal
        | ClaimsRefusal
      )[];
      /** What is wrong with a text that was to be signed. */
      readonly why?: SignRefusal | null;
      readonly error: WireError;
    }
  | {
      readonly kind: 'approve-starts';
      readonly account: KnownAccount;
      readonly requestId: string;
      readonly review: StartsReview;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  | {
      readonly kind: 'approve-claims';
      readonly account: KnownAccount;
      readonly requestId: string;
      readonly review: ClaimsReview;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  | {
      readonly kind: 'approve-identity';
      readonly account: KnownAccount;
      readonly requestId: string;
      readonly review: IdentityReview;
      readonly openedAtMs: number;
      readonly validUntilMs: number;
    }
  /** A signed login for the person's own hands. */
  | {
      readonly kind: 'signed-text';
      readonly account: KnownAccount;
      readonly requestId: string;
      readonly identity: string;
      readonly signature: string;
    }
  /** The identity key of a node: its lines are drawn by its desk. `words`: what the installer asks for after a hand-over. */
  | {
      readonly kind: 'node-key';
      readonly account: KnownAccount;
      readonly index: number;
      readonly name: string | null;
      readonly publicKey: string;
      readonly hideAtMs: number;
      readonly busy: boolean;
      readonly words: string | null;
      readonly error: WireError | null;
    }
  /** Nodes of a pasted configuration file. */
  | {
      readonly kind: 'import-nodes';
      readonly account: KnownAccount;
      readonly found: readonly { readonly key: string; readonly name: string; readonly host: string }[] | null;
      readonly flaws: readonly NodeConfError[];
      readonly added: { readonly added: number; readonly known: number } | null;
      readonly error: WireError | null;
    }
  | { readonly kind: 'signing'; readonly account: KnownAccount; readonly done: number; readonly total: number }
  | { readonly kind: 'failed'; readonly error: WireError };
