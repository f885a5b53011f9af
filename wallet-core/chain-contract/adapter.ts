/**
 * One interface for every chain. Intent in, unsigned bytes out, signature elsewhere, combine, broadcast.
 * "Unknown" is never an empty list or a zero: a reader that cannot know throws.
 */
import type { AddressRefusal } from '../ports/index.ts';
import type { AddressText, DerivationPath, Result, TxId } from '../primitives/index.ts';
import type {
  AccountActivity,
  AccountContext,
  AccountDraft,
  AccountReview,
  StatedAccountPayment,
  UnsignedAccount,
} from './account-types.ts';
import type { NodeStartRequest } from './node-start-types.ts';
import type {
  AccountPublicKeys,
  Activity,
  AddressRef,
  Balance,
  BuildContext,
  ChainId,
  KeyAccess,
  Page,
  PaymentDraft,
  Review,
  Signature,
  Signed,
  Snapshot,
  Spendable,
  StatedPayment,
  Tip,
  TxStatus,
  Unsigned,
  Validation,
} from './types.ts';

/** Typed; there is no "sign these 32 bytes". Other kinds join with their issues. */
export type SignRequest =
  | { readonly kind: 'payment'; readonly stated: StatedPayment; readonly unsigned: Unsigned }
  | { readonly kind: 'account-payment'; readonly stated: StatedAccountPayment; readonly unsigned: UnsignedAccount }
  /** One review for all of them; each is signed for itself. */
  | { readonly kind: 'flux-node-start'; readonly starts: readonly NodeStartRequest[] }
  | { readonly kind: 'message'; readonly chain: ChainId; readonly path: DerivationPath; readonly text: string };

/** The shapes in which one kind of chain states, builds, shows and reports. */
export interface ChainModel {
  readonly draft: unknown;
  readonly context: unknown;
  readonly unsigned: { readonly chain: ChainId; readonly bytes: Uint8Array };
  readonly stated: unknown;
  readonly review: { readonly chain: ChainId; readonly fee: bigint };
  readonly activity: { readonly chain: ChainId; readonly txid: TxId };
}

/** Chains whose money is outputs: Flux, Bitcoin. The default of every interface below. */
export interface UtxoModel extends ChainModel {
  readonly draft: PaymentDraft;
  readonly context: BuildContext;
  readonly unsigned: Unsigned;
  readonly stated: StatedPayment;
  readonly review: Review;
  readonly activity: Activity;
}

/** Chains whose money is balances of accounts. */
export interface AccountModel extends ChainModel {
  readonly draft: AccountDraft;
  readonly context: AccountContext;
  readonly unsigned: UnsignedAccount;
  readonly stated: StatedAccountPayment;
  readonly review: AccountReview;
  readonly activity: AccountActivity;
}

/** What every reader does, whatever its chain's model. */
export interface BasicReader<M extends ChainModel> {
  readonly chain: ChainId;
  tip(): Promise<Tip>;
  /** Every used address and the next unused one of each branch (gap limit where the chain has one). */
  discover(keys: AccountPublicKeys): Promise<Snapshot<DiscoveredAddresses>>;
  balances(addresses: readonly AddressRef[]): Promise<Snapshot<readonly Balance[]>>;
  activity(addresses: readonly AddressRef[], cursor: string | null): Promise<Snapshot<Page<M['activity']>>>;
  /** The same bytes twice is not an error. Throws `chain.*` for a refusal, `network.*` when the outcome is not known. */
  broadcast(signed: Signed): Promise<TxId>;
  status(txid: TxId): Promise<TxStatus>;
}

export interface ChainReader extends BasicReader<UtxoModel> {
  spendables(addresses: readonly AddressRef[]): Promise<Snapshot<readonly Spendable[]>>;
}

export interface AccountReader extends BasicReader<AccountModel> {
  /** Everything building needs for this draft. Drafts may be unfinished: what cannot be estimated then is assumed. */
  context(draft: AccountDraft, sender: AddressRef): Promise<Snapshot<AccountContext>>;
}

export interface DiscoveredAddresses {
  readonly used: readonly AddressRef[];
  /** Lowest unused index of each branch (the account's one address where it keeps one); `null` for watch-only addresses. */
  readonly nextReceive: AddressRef | null;
  readonly nextChange: AddressRef | null;
}

export interface ChainBuilder<M extends ChainModel = UtxoModel> {
  readonly chain: ChainId;
  validate(draft: M['draft'], context: M['context']): Validation;
  /** Throws `chain.*` / `amount.*` when `validate` has errors. `stated` is what to show and to compare with. */
  build(draft: M['draft'], context: M['context']): { readonly unsigned: M['unsigned']; readonly stated: M['stated'] };
}

export interface ChainCodec<M extends ChainModel = UtxoModel> {
  readonly chain: ChainId;
  parseAddress(text: string): Result<AddressText, AddressRefusal>;
  formatAddress(publicKey: Uint8Array): AddressText;
  /** Throws `chain.bad-transaction` for bytes it does not understand in full: unknown means no. */
  decode(unsigned: M['unsigned']): M['review'];
  combine(unsigned: M['unsigned'], signatures: readonly Signature[]): Signed;
}

export interface ChainSigner<M extends ChainModel = UtxoModel> {
  readonly chain: ChainId;
  /** Computes digests from `unsigned` with our own codec and signs each input. Refuses keys that do not own the input. */
  sign(unsigned: M['unsigned'], keys: KeyAccess): Promise<readonly Signature[]>;
}
