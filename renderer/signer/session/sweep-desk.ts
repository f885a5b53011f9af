import { fluxCodec } from '../../../chains/flux/codec.ts';
import { fluxSigner } from '../../../chains/flux/sign.ts';
import { verifySigned } from '../../../chains/flux/verify.ts';
import type { Unsigned } from '../../../wallet-core/chain-contract/index.ts';
import { toWireError, WalletError } from '../../../wallet-core/errors/index.ts';
import { fromWireUnsigned, type ReplyOf } from '../../../wallet-core/ipc/index.ts';
import { PaperKey, parseSingleKey } from '../../../wallet-core/keyring/index.ts';
import type { Clock } from '../../../wallet-core/ports/index.ts';
import { toHex } from '../../../wallet-core/primitives/index.ts';
import type { AccountDesk } from './account-desk.ts';
import { SETTLE_MS } from './approval-desk.ts';
import type { MainPort } from './main-port.ts';
import type { FieldIssue, SweepTotals } from './screen.ts';
import type { ScreenStore } from './screen-store.ts';
import type { OpenAccount, Session } from './session.ts';
import { reviewSweep, type SweepReview } from './sweep-review.ts';

export interface SweepDeskDeps {
  readonly main: MainPort;
  readonly screens: ScreenStore;
  readonly session: Session;
  readonly clock: Clock;
  readonly accounts: AccountDesk;
}

/** sat per byte; the network is satisfied with a tenth. */
const FEE_PER_BYTE = 1n;
const MAX_VERIFIED_INPUTS = 50;

interface Batch {
  readonly draftId: string;
  readonly unsigned: Unsigned;
  readonly review: SweepReview;
}

interface Held {
  readonly account: OpenAccount;
  readonly paper: PaperKey;
  readonly batches: readonly Batch[];
  readonly totals: SweepTotals;
  readonly openedAtMs: number;
  readonly validUntilMs: number;
}

/**
 * Empties a paper key into the open account: the key is typed in here, its addresses alone go out, and what comes back is
 * decoded, shown and signed like a payment. The key is erased with the screen and never stored.
 */
export class SweepDesk {
  readonly #deps: SweepDeskDeps;
  #held: Held | null = null;
  /** The key that servers are being asked about. */
  #looking: PaperKey | null = null;

  constructor(deps: SweepDeskDeps) {
    this.#deps = deps;
    deps.accounts.onLeave(() => this.#drop());
  }

  show(accountId: string, issue: FieldIssue | null = null, error: unknown = null): void {
    const { known } = this.#deps.session.require(accountId);
    this.#drop();
    const wire = error === null ? null : toWireError(error);
    this.#deps.screens.show({ kind: 'sweep', account: known, isLooking: false, issue, error: wire });
  }

  /** Takes the key from the field and asks what its addresses hold. */
  async look(accountId: string, input: HTMLInputElement): Promise<void> {
    const { main, screens, session, clock } = this.#deps;
    if (this.#looking !== null) return;
    const account = session.require(accountId);
    const parsed = parseSingleKey(input.value);
    if (!parsed.ok) return this.show(accountId, { field: 'key', reason: parsed.reason });
    const key = parsed.value;
    if (!key.uses.includes('flux')) {
      key.privateKey.erase();
      return this.show(accountId, { field: 'key', reason: 'sweep-use' });
    }
    input.value = '';
    const paper = new PaperKey(key, fluxCodec.formatAddress);
    this.#looking = paper;
    screens.show({ kind: 'sweep', account: account.known, isLooking: true, issue: null, error: null });
    try {
      const addresses = paper.addresses.map(({ address }) => address);
      const found = await main('sweep.prepare', { accountId, addresses, feePerByte: FEE_PER_BYTE.toString() });
      if (this.#looking !== paper) return;
      this.#looking = null;
      this.#present(account, paper, found, clock.now());
    } catch (thrown) {
      if (this.#looking === paper) this.show(accountId, null, thrown);
      else paper.erase();
    }
  }

  /** The person has read it and clicked. Each transaction is signed and written down before the next. */
  async approve(): Promise<void> {
    const { main, screens, clock, accounts } = this.#deps;
    const held = this.#held;
    if (held === null || clock.now() - held.openedAtMs < SETTLE_MS) return;
    this.#held = null;
    const { account, paper, batches, totals } = held;
    const { accountId } = account.candidate;
    const show = (before: number) => (done: number) =>
      screens.show({ kind: 'signing', account: account.known, done: before + done, total: totals.inputCount });
    let sent = 0;
    let error: unknown = null;
    try {
      if (clock.now() >= held.validUntilMs) throw new WalletError('approval.expired');
      for (const [at, { draftId, unsigned }] of batches.entries()) {
        const before = batches.slice(0, at).reduce((total, { review }) => total + review.inputCount, 0);
        show(before)(0);
        const signatures = await fluxSigner.sign(unsigned, paper, show(before));
        const signed = fluxCodec.combine(unsigned, signatures);
        if (unsigned.inputs.length <= MAX_VERIFIED_INPUTS && !verifySigned(signed.bytes, unsigned.inputs))
          throw new WalletError('internal', { what: 'own-signature' });
        await main('sweep.commit', { accountId, draftId, signed: toHex(signed.bytes), txid: signed.txid });
        sent += 1;
      }
    } catch (thrown) {
      error = thrown;
    } finally {
      paper.erase();
    }
    accounts.dropUntaken();
    const wire = error === null ? null : toWireError(error);
    screens.show({ kind: 'sweep-done', account: account.known, review: totals, sent, error: wire });
  }

  #present(account: OpenAccount, paper: PaperKey, found: ReplyOf<'sweep.prepare'>, nowMs: number): void {
    const { screens } = this.#deps;
    const terms = { paper, account: account.candidate.keys.keyring, feePerByte: FEE_PER_BYTE };
    const batches: Batch[] = [];
    for (const { draftId, unsigned: wire } of found.batches) {
      const unsigned = fromWireUnsigned(wire);
      const outcome = reviewSweep(unsigned, terms, nowMs);
      if (outcome.kind === 'refused') {
        paper.erase();
        this.show(account.known.accountId, null, new WalletError('approval.mismatch'));
        return;
      }
      batches.push({ draftId, unsigned, review: outcome.review });
    }
    const sum = (of: (review: SweepReview) => bigint) => batches.reduce((total, { review }) => total + of(review), 0n);
    const { collateralCount, notReady, leftForLater, provenance } = found;
    const totals: SweepTotals = {
      from: paper.addresses.map(({ address }) => address),
      to: [...new Set(batches.map(({ review }) => review.address))],
      amount: sum(({ amount }) => amount),
      fee: sum(({ fee }) => fee),
      inputCount: batches.reduce((total, { review }) => total + review.inputCount, 0),
      transactions: batches.length,
      collateralCount,
      notReady,
      leftForLater,
      provenance,
    };
    const validUntilMs = Math.min(nowMs + 300_000, ...found.batches.map((batch) => batch.validUntilMs));
    this.#held = { account, paper, batches, totals, openedAtMs: nowMs, validUntilMs };
    screens.show({ kind: 'sweep-review', account: account.known, review: totals, openedAtMs: nowMs, validUntilMs });
  }

  #drop(): void {
    this.#looking?.erase();
    this.#looking = null;
    this.#held?.paper.erase();
    this.#held = null;
  }
}
