import type {
  AddressRef,
  BuildContext,
  Issue,
  PaymentDraft,
  Review,
  StatedPayment,
  Unsigned,
  Validation,
} from '../../../../wallet-core/chain-contract/index.ts';
import { fromWireError, WalletError } from '../../../../wallet-core/errors/index.ts';
import { toHex } from '../../../../wallet-core/primitives/index.ts';
import type { AccountChain } from '../account-chain.ts';
import type { AccountContext } from '../account-context.ts';
import { toWireRef } from '../sync/stored.ts';
import { holdsInputs, type StoredSend } from './entry.ts';
import type { Journal } from './journal.ts';

/** Older outputs than this are read again before something is built on them; a form shows their age. */
const FRESH_MS = 60_000;
const STALE_MS = 5 * 60_000;

export interface Preparing {
  readonly context: AccountContext;
  readonly journal: Journal;
}

/** The lowest change address that neither the chain nor a payment under way has used. */
function changeAddress({ journal }: Preparing, account: AccountChain): AddressRef {
  const next = account.sync.state().addresses?.value.nextChange;
  const { addresses } = account;
  if (next === undefined || next === null || addresses === null) {
    throw new WalletError('chain.not-supported', { why: 'no-keys' });
  }
  const taken = new Set(
    journal
      .entries()
      .filter((entry) => entry.chain === account.port.chain && holdsInputs(entry.state))
      .flatMap((entry) => entry.ownOutputs.map(({ owner }) => owner.address)),
  );
  for (let index = next.index; ; index++) {
    const ref = addresses.at('change', index);
    if (!taken.has(ref.address)) return ref;
  }
}

/** What building needs, as last read. `undefined` when nothing was ever read. */
function buildContext(preparing: Preparing, account: AccountChain): BuildContext | undefined {
  const { outputs, tipMark, addresses } = account.sync.state();
  if (outputs === null || tipMark === null || addresses === null) return undefined;
  return {
    tip: { height: outputs.height, hash: tipMark.hash, timeMs: tipMark.timeMs },
    spendables: account.coins(),
    changeAddress: changeAddress(preparing, account),
  };
}

function recipientsSeen(account: AccountChain): ReadonlySet<string> {
  const paid = account.sync.history.all().filter(({ kind }) => kind === 'sent');
  return new Set(paid.flatMap(({ counterparties }) => counterparties.map(({ address }) => address)));
}

/** What the chain's own checks cannot know: the account's other addresses, its history, the age of its numbers. */
function ownWarnings(
  preparing: Preparing,
  account: AccountChain,
  draft: PaymentDraft,
  given: readonly Issue[],
): Issue[] {
  const warnings: Issue[] = [];
  const paid = new Set([
    ...recipientsSeen(account),
    ...preparing.journal.entries().flatMap(({ recipients }) => recipients.map(({ address }) => address)),
  ]);
  const saidOwn = new Set(given.filter(({ code }) => code === 'send.recipient-own').map(({ data }) => data.recipient));
  for (const [recipient, { address }] of draft.recipients.entries()) {
    if (!account.port.codec.parseAddress(address).ok) continue;
    if (account.ownRef(address) !== undefined) {
      if (!saidOwn.has(recipient))
        warnings.push({ code: 'send.recipient-own', field: 'recipient', data: { recipient } });
    } else if (!paid.has(address)) {
      const complete = account.sync.history.marks().complete;
      warnings.push({ code: 'send.recipient-first-time', field: 'recipient', data: { recipient, complete } });
    }
  }
  const { outputs, error } = account.sync.state();
  const age = outputs === null ? 0 : preparing.context.clock.now() - outputs.atMs;
  if (error !== null || age > STALE_MS || outputs?.behind === true) {
    warnings.push({ code: 'send.stale-balance', field: 'general', data: { minutes: Math.floor(age / 60_000) } });
  }
  return warnings;
}

/** What the draft itself says, where that does not take the coins; `null` for "everything" and for what is no amount. */
function statedAmount({ recipients }: PaymentDraft): bigint | null {
  let total = 0n;
  for (const { amount } of recipients) {
    if (amount === 'max' || amount <= 0n) return null;
    total += amount;
  }
  return recipients.length === 0 ? null : total;
}

/** Findings about a draft, from what is known now; asks nobody. Before anything is known, that is the finding. */
export function validateDraft(preparing: Preparing, account: AccountChain, draft: PaymentDraft): Validation {
  const context = buildContext(preparing, account);
  if (context === undefined) {
    const { error } = account.sync.state();
    const code = error?.code ?? 'send.balance-unknown';
    const amount = statedAmount(draft);
    return { errors: [{ code, field: 'general', data: {} }], warnings: [], fee: null, amount, total: null };
  }
  const found = account.port.builder.validate(draft, context);
  return {
    ...found,
    warnings: [...found.warnings, ...ownWarnings(preparing, account, draft, found.warnings)].slice(0, 50),
  };
}

function ownOutputsOf(account: AccountChain, change: AddressRef, review: Review): StoredSend['ownOutputs'] {
  return review.outputs.flatMap((output) => {
    if (output.kind !== 'address') return [];
    const owner = output.address === change.address ? change : account.ownRef(output.address);
    if (owner === undefined) return [];
    const script = toHex(account.port.scriptOf(output.address));
    return [{ vout: output.vout, value: output.amount.toString(), script, owner: toWireRef(owner) }];
  });
}

export interface BuiltDraft {
  readonly unsigned: Unsigned;
  readonly stated: StatedPayment;
  readonly review: Review;
  readonly ownOutputs: StoredSend['ownOutputs'];
  /** Spends what a key outside this account holds. */
  readonly kind?: 'sweep';
}

/** Builds the bytes of a payment on outputs that are at most a minute old. Throws the first thing that is wrong. */
export async function buildDraft(
  preparing: Preparing,
  account: AccountChain,
  draft: PaymentDraft,
): Promise<BuiltDraft> {
  const { outputs } = account.sync.state();
  if (outputs === null || preparing.context.clock.now() - outputs.atMs > FRESH_MS) await account.sync.refresh(false);
  const state = account.sync.state();
  const isFresh = state.outputs !== null && preparing.context.clock.now() - state.outputs.atMs <= FRESH_MS;
  const context = buildContext(preparing, account);
  if (context === undefined || !isFresh) {
    throw state.error === null ? new WalletError('server.none-left', { tried: 0 }) : fromWireError(state.error);
  }
  const { unsigned, stated } = account.port.builder.build(draft, context);
  const review = account.port.codec.decode(unsigned);
  return { unsigned, stated, review, ownOutputs: ownOutputsOf(account, context.changeAddress, review) };
}

/** Sum of the outputs the builder calls change. */
export function changeTotal(unsigned: Unsigned, review: Review): bigint {
  const positions = new Set(unsigned.change.map(({ vout }) => vout));
  return review.outputs.reduce(
    (total, output) => (output.kind === 'address' && positions.has(output.vout) ? total + output.amount : total),
    0n,
  );
}
