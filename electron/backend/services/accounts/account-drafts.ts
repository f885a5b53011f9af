import type {
  AccountReview,
  StatedAccountPayment,
  UnsignedAccount,
} from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { TokenClaim } from '../../../../wallet-core/ipc/index.ts';
import type { Clock, Random } from '../../../../wallet-core/ports/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import { DRAFT_VALID_MS } from '../send/drafts.ts';

const COMMIT_GRACE_MS = 60_000;
const MAX_DRAFTS = 20;

export interface KeptDraft {
  readonly draftId: string;
  readonly unsigned: UnsignedAccount;
  readonly stated: StatedAccountPayment;
  readonly review: AccountReview;
  /** How its asset is called. */
  readonly name: TokenClaim;
  /** What the signer cannot know by itself. */
  readonly claim: TokenClaim | null;
  readonly validUntilMs: number;
}

export interface AccountDrafts {
  add(draft: Omit<KeptDraft, 'draftId' | 'validUntilMs'>): KeptDraft;
  has(draftId: string): boolean;
  /** Throws `approval.unknown` or `approval.expired`. */
  take(draftId: string, isSigned: boolean): KeptDraft;
  drop(draftId: string): void;
}

/** Prepared payments on chains with accounts: in memory only, unguessable names, five minutes, gone with the session. */
export function createAccountDrafts(clock: Clock, random: Random): AccountDrafts {
  const drafts = new Map<string, KeptDraft>();
  return {
    has: (draftId) => drafts.has(draftId),
    add: (content) => {
      const draftId = toHex(random.bytes(16));
      const draft = { ...content, draftId, validUntilMs: clock.now() + DRAFT_VALID_MS };
      drafts.set(draftId, draft);
      const [oldest] = drafts.keys();
      if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest);
      return draft;
    },
    take: (draftId, isSigned) => {
      const draft = drafts.get(draftId);
      if (draft === undefined) throw new WalletError('approval.unknown');
      if (clock.now() > draft.validUntilMs + (isSigned ? COMMIT_GRACE_MS : 0)) {
        drafts.delete(draftId);
        throw new WalletError('approval.expired');
      }
      return draft;
    },
    drop: (draftId) => {
      drafts.delete(draftId);
    },
  };
}
