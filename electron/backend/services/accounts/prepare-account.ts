import { noFindings } from '../../../../chains/_families/evm/build/findings.ts';
import { chooseGas } from '../../../../chains/_families/evm/build/read-gas.ts';
import type {
  AccountContext as ChainContext,
  feePresets,
  Issue,
  Snapshot,
  Validation,
} from '../../../../wallet-core/chain-contract/index.ts';
import { toWireGasPrice, type WireAccountValidation, type WireGasOffer } from '../../../../wallet-core/ipc/index.ts';
import { fromHex } from '../../../../wallet-core/primitives/index.ts';
import { provenanceOf } from '../provenance.ts';
import { isOpen } from '../send/entry.ts';
import type { Journal } from '../send/journal.ts';
import type { AccountChainParts } from './account-chain.ts';
import type { ResolvedDraft } from './resolve-draft.ts';

const STALE_MS = 5 * 60_000;

/**
 * Numbers as the network counts them, and after what this wallet has signed and the network may not know yet: a number
 * is never used twice by two payments that are both meant.
 */
function withOwnNonces(context: ChainContext, journal: Journal, { port, sender }: AccountChainParts): ChainContext {
  const { mined, next } = context.nonce;
  const taken = journal
    .entries()
    .filter(({ chain, state, account }) => chain === port.chain && isOpen(state) && account?.from === sender.address)
    .map(({ account }) => account?.nonce ?? 0)
    .filter((nonce) => nonce >= mined);
  return { ...context, nonce: { mined, next: Math.max(next, ...taken.map((nonce) => nonce + 1)) } };
}

/** What the network says about the draft now, and what this wallet knows beside it. */
export async function readDraftContext(
  { chain, draft }: ResolvedDraft,
  journal: Journal,
): Promise<Snapshot<ChainContext>> {
  const snapshot = await chain.connection().reader.context(draft, chain.sender);
  return { ...snapshot, value: withOwnNonces(snapshot.value, journal, chain) };
}

function offerOf({ chain, draft, original }: ResolvedDraft, context: ChainContext): WireGasOffer {
  const replaced = original === undefined ? null : chain.port.codec.readSigned(fromHex(original.signed)).transaction;
  const needed = draft.kind === 'speed-up' && replaced !== null ? replaced.gasLimit : context.gas.limit;
  const presetOf = (preset: (typeof feePresets)[number]) => {
    const chosen = chooseGas({ kind: 'preset', preset }, context, replaced, needed, noFindings());
    const price = chosen?.price ?? context.prices[preset];
    return { price: toWireGasPrice(price), fee: (price.maxPerGas * needed + context.extraFee).toString() };
  };
  return {
    presets: { economy: presetOf('economy'), normal: presetOf('normal'), fast: presetOf('fast') },
    basePerGas: context.basePerGas?.toString() ?? null,
    gasLimit: needed.toString(),
    gasLimitSource: context.gas.source,
    extraFee: context.extraFee.toString(),
  };
}

/** What the chain's own checks cannot know: whom this account has paid before, how old its balance is. */
function ownWarnings({ chain, draft }: ResolvedDraft, journal: Journal, nowMs: number): Issue[] {
  const warnings: Issue[] = [];
  const { history, state } = chain.sync;
  if (draft.kind === 'transfer') {
    const parsed = chain.port.codec.parseAddress(draft.recipient.address);
    const paid = [
      ...history.all().filter(({ kind, fee }) => kind === 'sent' && fee !== null),
      ...journal.entries().map(({ recipients }) => ({ counterparties: recipients })),
    ].flatMap(({ counterparties }) => counterparties.map(({ address }) => address));
    const isOwn = parsed.ok && chain.owners.some(({ address }) => address === parsed.value);
    if (parsed.ok && !isOwn && !paid.includes(parsed.value)) {
      const { complete } = history.marks();
      warnings.push({ code: 'send.recipient-first-time', field: 'recipient', data: { recipient: 0, complete } });
    }
  }
  const { balances, error } = state();
  const age = balances === null ? 0 : nowMs - balances.atMs;
  if (error !== null || age > STALE_MS) {
    warnings.push({ code: 'send.stale-balance', field: 'general', data: { minutes: Math.floor(age / 60_000) } });
  }
  return warnings;
}

function cut(issues: readonly Issue[]) {
  return issues.slice(0, 50).map((issue) => ({ ...issue, data: { ...issue.data } }));
}

function revertOf({ revert }: Validation): WireAccountValidation['revert'] {
  if (revert === undefined) return null;
  if (revert.kind === 'message') return { kind: 'message', text: revert.text.slice(0, 300) };
  return revert.kind === 'custom' ? { kind: 'custom', hex: revert.hex.slice(0, 300) } : revert;
}

/** Findings about a draft with prices beside them, as the app window is told. */
export function validateAccountDraft(
  resolved: ResolvedDraft,
  snapshot: Snapshot<ChainContext>,
  journal: Journal,
  nowMs: number,
): WireAccountValidation {
  const { chain, draft } = resolved;
  const context = snapshot.value;
  const found = chain.port.builder.validate(draft, context);
  const units = (value: bigint | null) => value?.toString() ?? null;
  return {
    errors: cut(found.errors),
    warnings: cut([...found.warnings, ...ownWarnings(resolved, journal, nowMs)]),
    fee: units(found.fee),
    amount: units(found.amount),
    total: units(found.total),
    isFeeApart: found.feeAsset !== undefined,
    revert: revertOf(found),
    offer: offerOf(resolved, context),
    nonce: context.nonce,
    coinBalance: context.coinBalance.toString(),
    isContract: context.isContract,
    provenance: provenanceOf(snapshot),
  };
}
