import { type ErrorCode, WalletError } from '../errors/index.ts';
import type { AccountId } from '../primitives/index.ts';

/** What one approval is for. Whoever confirms must name all three again, computed from what is about to be signed. */
export interface ApprovalClaim {
  /** 32 lower-case hex digits, random, never used twice. */
  readonly id: string;
  /** SHA-256 of the whole request (`digestRequest`), 64 lower-case hex digits. */
  readonly digest: string;
  readonly accountId: AccountId;
}

/** An approval nobody decides lapses: what was true on screen may not be true any more. */
export const approvalLifetimeMs = 5 * 60_000;

/** Beyond this many approvals in one session something is wrong, and used ids must all be remembered. */
export const maxApprovals = 100_000;

/** How an approval ended, and what anyone hears who tries to use it afterwards. */
const endings = {
  confirmed: 'approval.replayed',
  rejected: 'approval.rejected',
  cancelled: 'approval.cancelled',
  expired: 'approval.expired',
  mismatched: 'approval.mismatch',
} as const satisfies Record<string, ErrorCode>;

type Ending = keyof typeof endings;

interface OpenApproval extends ApprovalClaim {
  readonly openedAtMs: number;
}

const idPattern = /^[0-9a-f]{32}$/;
const digestPattern = /^[0-9a-f]{64}$/;
const accountPattern = /^[0-9a-f]{16}$/;

/**
 * Single-use, digest-bound consent (E-28): opened when a review is shown, confirmed once by the person's click, never
 * across a lock, an account switch, five minutes, or a changed byte. One open at a time. Fails closed: whatever is
 * missing, malformed or unexpected refuses. Holds no secret and no clock; times are passed in, in ms.
 */
export class ApprovalBook {
  #open: OpenApproval | undefined;
  readonly #ended = new Map<string, Ending>();

  /** Throws `session.busy` beside an open approval, `approval.replayed` for a used id, `approval.mismatch` for a bad claim. */
  open(claim: ApprovalClaim, nowMs: number): void {
    assertClaim(claim);
    assertTime(nowMs);
    this.#expire(nowMs);
    if (this.#ended.has(claim.id) || this.#open?.id === claim.id) throw new WalletError('approval.replayed');
    if (this.#open !== undefined || this.#ended.size >= maxApprovals) throw new WalletError('session.busy');
    const { id, digest, accountId } = claim;
    this.#open = { id, digest, accountId, openedAtMs: nowMs };
  }

  /**
   * Returns once, and once only, for the open approval when id, digest and account are the ones it was opened with.
   * Throws `approval.unknown`, `approval.expired`, `approval.mismatch` (which also ends it), or the way it ended.
   */
  confirm(claim: ApprovalClaim, nowMs: number): void {
    const open = this.#take(claim.id, nowMs);
    if (open.digest !== claim.digest || open.accountId !== claim.accountId) {
      this.#end(open.id, 'mismatched');
      throw new WalletError('approval.mismatch');
    }
    this.#end(open.id, 'confirmed');
  }

  /** The person said no. Throws like `confirm` when there is nothing to reject. */
  reject(id: string, nowMs: number): void {
    this.#end(this.#take(id, nowMs).id, 'rejected');
  }

  /** Lock, account switch, window closed: whatever is open is over. Nothing open is fine. */
  cancelOpen(): void {
    if (this.#open !== undefined) this.#end(this.#open.id, 'cancelled');
  }

  /** Id of the approval that can still be confirmed, with the time it lapses. */
  current(nowMs: number): { readonly id: string; readonly validUntilMs: number } | undefined {
    this.#expire(nowMs);
    const open = this.#open;
    return open === undefined ? undefined : { id: open.id, validUntilMs: open.openedAtMs + approvalLifetimeMs };
  }

  #take(id: string, nowMs: number): OpenApproval {
    assertTime(nowMs);
    this.#expire(nowMs);
    if (this.#open !== undefined && this.#open.id === id) return this.#open;
    const ending = this.#ended.get(id);
    throw new WalletError(ending === undefined ? 'approval.unknown' : endings[ending]);
  }

  /** A clock that went back cannot prolong an approval: it ends it. */
  #expire(nowMs: number): void {
    const open = this.#open;
    if (open === undefined) return;
    const ageMs = nowMs - open.openedAtMs;
    if (!(ageMs >= 0 && ageMs < approvalLifetimeMs)) this.#end(open.id, 'expired');
  }

  #end(id: string, ending: Ending): void {
    this.#ended.set(id, ending);
    this.#open = undefined;
  }
}

function assertClaim({ id, digest, accountId }: ApprovalClaim): void {
  if (!idPattern.test(id) || !digestPattern.test(digest) || !accountPattern.test(accountId)) {
    throw new WalletError('approval.mismatch', { what: 'claim' });
  }
}

function assertTime(nowMs: number): void {
  if (!Number.isFinite(nowMs)) throw new WalletError('approval.expired', { what: 'clock' });
}
