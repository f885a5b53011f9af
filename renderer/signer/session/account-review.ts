import type {
  AccountDifference,
  ActionSentence,
  AssetLabel,
  EvmRefusal,
  ExplainedAccountPayment,
} from '../../../chains/_families/evm/explain.ts';
import { chainNames } from '../../../wallet-core/assets/index.ts';
import type {
  ChainId,
  GasPrice,
  KeyAccess,
  StatedAccountPayment,
  UnsignedAccount,
} from '../../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../../wallet-core/errors/index.ts';
import type { TokenClaim } from '../../../wallet-core/ipc/index.ts';
import { type AddressText, findTextFlaw, toHex, unsafeBrand } from '../../../wallet-core/primitives/index.ts';
import { type AccountChainParts, accountChainParts } from './account-chains.ts';
import type { RememberedToken } from './remembered-token.ts';

/** Why bytes of a chain with accounts were not signed, beside the reasons every chain has. */
export type AccountRefusalReason =
  | 'wrong-chain'
  | 'recipient'
  | 'amount'
  | 'fee-differs'
  | 'fee-policy'
  | 'unreadable'
  | 'own-sender'
  | 'other-action'
  | 'other-token'
  | 'other-number'
  | 'unknown-call'
  | 'unlimited'
  | 'token-changed';

/** What the person is shown: read from the bytes by our own codec. What is a claim says so. */
export interface AccountPaymentReview {
  readonly kind: 'transfer' | 'allowance' | 'revoke' | 'cancel';
  readonly chain: ChainId;
  readonly network: string;
  readonly sentence: ActionSentence;
  readonly from: AddressText;
  /** Recipient or spender; `null` for a cancellation. */
  readonly party: AddressText | null;
  readonly amount: bigint | null;
  readonly asset: AssetLabel;
  /** How the app calls a token that this window has never seen; `null` when the name is known here. */
  readonly claim: TokenClaim | null;
  /** The most the bytes let the network charge. */
  readonly fee: bigint;
  /** A rollup's share of its base chain: in no bytes, an estimate of the app. */
  readonly extraFee: bigint;
  readonly coin: { readonly symbol: string; readonly decimals: number };
  readonly isFeeHigh: boolean;
  readonly price: GasPrice;
  readonly gasLimit: bigint;
  readonly nonce: number;
  readonly replaces: string | null;
  readonly signedSize: number;
  readonly rawHex: string;
}

export type AccountReviewOutcome =
  | { readonly kind: 'review'; readonly review: AccountPaymentReview }
  | { readonly kind: 'refused'; readonly reasons: readonly AccountRefusalReason[] };

const ofDifference: Readonly<Record<AccountDifference, AccountRefusalReason>> = {
  chain: 'wrong-chain',
  sender: 'own-sender',
  action: 'other-action',
  asset: 'other-token',
  recipient: 'recipient',
  amount: 'amount',
  fee: 'fee-differs',
  'extra-fee': 'fee-policy',
  nonce: 'other-number',
};

const ofRefusal: Readonly<Record<EvmRefusal, AccountRefusalReason>> = {
  'unknown-call': 'unknown-call',
  'unlimited-allowance': 'unlimited',
  'fee-absurd': 'fee-policy',
  'foreign-path': 'own-sender',
};

function refuse(...reasons: readonly AccountRefusalReason[]): AccountReviewOutcome {
  return { kind: 'refused', reasons: [...new Set(reasons)] };
}

interface Subject {
  readonly kind: AccountPaymentReview['kind'];
  readonly party: AddressText | null;
  readonly amount: bigint | null;
}

/** The three things this wallet does; `null` for anything else, which nobody here has asked for. */
function subjectOf({ action, from }: ExplainedAccountPayment): Subject | null {
  switch (action.kind) {
    case 'transfer':
      return { kind: 'transfer', party: action.recipient, amount: action.amount };
    case 'allowance': {
      const { spender, amount } = action;
      return { kind: amount === 0n ? 'revoke' : 'allowance', party: spender, amount };
    }
    case 'nothing':
      return action.recipient === from ? { kind: 'cancel', party: null, amount: null } : null;
    default:
      return null;
  }
}

/** A claimed name without anything that hides in it; else the token stays nameless. */
function soundClaim(claim: TokenClaim | null): TokenClaim | null {
  if (claim === null || claim.symbol.trim() === '' || findTextFlaw(claim.symbol) !== undefined) return null;
  return claim;
}

function toReview(
  { codec }: AccountChainParts,
  explained: ExplainedAccountPayment,
  subject: Subject,
  stated: StatedAccountPayment,
  unsigned: UnsignedAccount,
  claim: TokenClaim | null,
): AccountPaymentReview {
  const { chain, coin } = codec.config;
  const { symbol, decimals } = coin;
  const asset = explained.asset ?? { identifier: 'native', standing: 'coin', symbol, decimals };
  return {
    ...subject,
    chain,
    network: chainNames[chain],
    sentence: explained.sentence,
    from: explained.from,
    asset,
    claim: asset.standing === 'unknown' ? soundClaim(claim) : null,
    fee: explained.fee,
    extraFee: stated.extraFee,
    coin: { symbol, decimals },
    isFeeHigh: explained.feeVerdict !== 'ok',
    price: explained.price,
    gasLimit: explained.gasLimit,
    nonce: explained.nonce,
    replaces: stated.replaces,
    signedSize: explained.signedSize,
    rawHex: toHex(unsigned.bytes),
  };
}

/**
 * Decodes `unsigned` and compares it with what the person agreed to in the app window (T-06, T-07, T-09). Anything
 * unreadable, foreign, different, unlimited or beyond the fee limits refuses and says why. `tokens` are the signer's own
 * memory; `claim` is the backend's word about a token and must not contradict it.
 */
export function reviewAccountPayment(
  unsigned: UnsignedAccount,
  stated: StatedAccountPayment,
  keys: KeyAccess,
  tokens: readonly RememberedToken[],
  claim: TokenClaim | null,
): AccountReviewOutcome {
  const parts = accountChainParts(unsigned.chain);
  if (parts === undefined || stated.chain !== unsigned.chain) return refuse('wrong-chain');
  try {
    const known = tokens.filter(({ chain }) => chain === unsigned.chain);
    const explained = parts.explainer.explain(unsigned, parts.codec.decode(unsigned), {
      addressOf: (path) => parts.codec.formatAddress(keys.publicKey(path)),
      tokens: known.map(({ contract, symbol, decimals }) => ({
        contract: unsafeBrand<AddressText>(contract),
        symbol,
        name: symbol,
        decimals,
      })),
      mode: 'simple',
    });
    const reasons = [
      ...explained.refusals.map((one) => ofRefusal[one]),
      ...parts.explainer.differences(stated, explained).map((one) => ofDifference[one]),
    ];
    const isContradicted =
      explained.asset?.standing === 'accepted' && claim !== null && claim.decimals !== explained.asset.decimals;
    if (isContradicted) reasons.push('token-changed');
    const subject = subjectOf(explained);
    if (subject === null) reasons.push('other-action');
    if (reasons.length > 0 || subject === null) return refuse(...reasons);
    return { kind: 'review', review: toReview(parts, explained, subject, stated, unsigned, claim) };
  } catch (thrown) {
    // A path outside the account's scheme, or bytes the codec does not understand in full: unknown means no (T-09).
    if (isWalletError(thrown) && thrown.code === 'approval.mismatch') return refuse('own-sender');
    if (isWalletError(thrown) && thrown.code.startsWith('chain.')) {
      return refuse(thrown.data.reason === 'chain-id' ? 'wrong-chain' : 'unreadable');
    }
    throw thrown;
  }
}
