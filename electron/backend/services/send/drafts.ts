import type { ChainId, Review, StatedPayment, Unsigned } from '../../../../wallet-core/chain-contract/index.ts';
import { outpointKey } from '../../../../wallet-core/chain-contract/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Clock, Random } from '../../../../wallet-core/ports/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import type { StoredSend } from './entry.ts';

/** How long a prepared payment may be looked at before it is signed. */
export const DRAFT_VALID_MS = 5 * 60_000;
/** Signing large payments takes a while after the last moment it was allowed. */
const COMMIT_GRACE_MS = 60_000;
/** Every change in the form may leave one behind. */
const MAX_DRAFTS = 20;

export interface Draft {
  readonly draftId: string;
  readonly chain: ChainId;
  readonly unsigned: Unsigned;
  readonly stated: StatedPayment;
  readonly review: Review;
  readonly inputs: readonly string[];
  readonly ownOutputs: StoredSend['ownOutputs'];
  readonly kind?: 'sweep';
  readonly validUntilMs: number;
}

export interface Drafts {
  add(draft: Omit<Draft, 'draftId' | 'validUntilMs' | 'inputs'>): Draft;
  /** Throws `approval.unknown` or `approval.expired`. */
  take(draftId: string): Draft;
  /** Like `take`, a minute longer. */
  takeSigned(draftId: string): Draft;
  /** Could it still be taken and signed? */
  has(draftId: string): boolean;
  drop(draftId: string): void;
}

/** Prepared payments, in memory only: unguessable names, five minutes, gone with the session. */
export function createDrafts(clock: Clock, random: Random): Drafts {
  const drafts = new Map<string, Draft>();

  function takeUntil(draftId: string, graceMs: number): Draft {
    const draft = drafts.get(draftId);
    if (draft === undefined) throw new WalletError('approval.unknown');
    if (clock.now() > draft.validUntilMs + graceMs) {
      drafts.delete(draftId);
      throw new WalletError('approval.expired');
    }
    return draft;
  }

  return {
    add: (content) => {
      const draftId = toHex(random.bytes(16));
      const inputs = content.review.inputs.map(({ outpoint }) => outpointKey(outpoint));
      const draft = { ...content, draftId, inputs, validUntilMs: clock.now() + DRAFT_VALID_MS };
      drafts.set(draftId, draft);
      const [oldest] = drafts.keys();
      if (drafts.size > MAX_DRAFTS && oldest !== undefined) drafts.delete(oldest);
      return draft;
    },
    take: (draftId) => takeUntil(draftId, 0),
    takeSigned: (draftId) => takeUntil(draftId, COMMIT_GRACE_MS),
    has: (draftId) => {
      const draft = drafts.get(draftId);
      return draft !== undefined && clock.now() <= draft.validUntilMs + COMMIT_GRACE_MS;
    },
    drop: (draftId) => {
      drafts.delete(draftId);
    },
  };
}
