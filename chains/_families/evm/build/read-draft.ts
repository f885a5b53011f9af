/** What a draft asks for, checked piece by piece without looking at prices or balances. */
import { findAsset } from '../../../../wallet-core/assets/index.ts';
import type { AccountContext, AccountDraft } from '../../../../wallet-core/chain-contract/index.ts';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import type { AddressText } from '../../../../wallet-core/primitives/index.ts';
import { isZeroAddress } from '../address.ts';
import type { EvmCodec, ReadSigned } from '../codec.ts';
import { isUnlimited } from '../read-call.ts';
import { addIssue, type Findings } from './findings.ts';

const UINT256_MAX = 2n ** 256n - 1n;

/** What is to be done, in canonical terms. `max` is decided when the fee is known. */
export type Task =
  | { readonly kind: 'coin'; readonly recipient: AddressText | null; readonly amount: bigint | 'max' | null }
  | {
      readonly kind: 'token';
      readonly token: AddressText;
      readonly recipient: AddressText | null;
      readonly amount: bigint | 'max' | null;
    }
  | {
      readonly kind: 'allowance';
      readonly token: AddressText;
      readonly spender: AddressText | null;
      readonly amount: bigint | null;
    }
  | { readonly kind: 'speed-up'; readonly original: ReadSigned }
  | { readonly kind: 'cancel'; readonly original: ReadSigned };

function readParty(
  codec: EvmCodec,
  text: string,
  context: AccountContext,
  { errors, warnings }: Findings,
): AddressText | null {
  if (text === '') {
    addIssue(errors, 'send.recipient-missing', 'recipient', { recipient: 0 });
    return null;
  }
  const parsed = codec.parseAddress(text);
  if (!parsed.ok) {
    addIssue(errors, 'chain.bad-address', 'recipient', { recipient: 0, reason: parsed.reason });
    return null;
  }
  if (parsed.value === context.sender.address) addIssue(warnings, 'send.recipient-own', 'recipient', { recipient: 0 });
  if (isZeroAddress(parsed.value)) addIssue(warnings, 'send.recipient-nobody', 'recipient', { recipient: 0 });
  return parsed.value;
}

function readAmount(amount: bigint | 'max', maxUnits: bigint, { errors }: Findings): bigint | 'max' | null {
  if (amount === 'max') return amount;
  if (amount <= 0n) addIssue(errors, 'send.amount-zero', 'amount', { recipient: 0 });
  else if (amount > maxUnits) addIssue(errors, 'amount.out-of-range', 'amount', { recipient: 0 });
  else return amount;
  return null;
}

/** The token's contract when the amount was shown with the decimals the chain says now. */
function readToken(
  codec: EvmCodec,
  asset: string,
  decimals: number,
  context: AccountContext,
  { errors }: Findings,
): AddressText | null {
  const parsed = codec.parseAddress(asset);
  if (!parsed.ok || context.token === null) {
    addIssue(errors, 'chain.not-supported', 'general', { what: 'token' });
    return null;
  }
  const known = findAsset(codec.config.chain, parsed.value);
  const isSame = context.token.decimals === decimals && (known === undefined || known.decimals === decimals);
  if (!isSame) addIssue(errors, 'send.token-changed', 'general', { decimals: context.token.decimals });
  return isSame ? parsed.value : null;
}

type Transfer = Extract<AccountDraft, { kind: 'transfer' }>;

function readTransfer(codec: EvmCodec, draft: Transfer, context: AccountContext, findings: Findings): Task | null {
  const { recipient: wanted, asset, decimals } = draft;
  const { coin } = codec.config;
  const recipient = readParty(codec, wanted.address, context, findings);
  if (recipient !== null && context.isContract === true) {
    addIssue(findings.warnings, 'send.recipient-contract', 'recipient', { recipient: 0 });
  }
  if (asset === coin.identifier) {
    if (decimals !== coin.decimals)
      addIssue(findings.errors, 'send.token-changed', 'general', { decimals: coin.decimals });
    return { kind: 'coin', recipient, amount: readAmount(wanted.amount, coin.maxUnits, findings) };
  }
  const token = readToken(codec, asset, decimals, context, findings);
  if (token === null) return null;
  // Tokens sent to their own contract are lost: it is the mistake people make when they copy the wrong address.
  if (recipient === token) addIssue(findings.warnings, 'send.recipient-nobody', 'recipient', { recipient: 0 });
  const maxUnits = findAsset(codec.config.chain, token)?.maxUnits ?? UINT256_MAX;
  return { kind: 'token', token, recipient, amount: readAmount(wanted.amount, maxUnits, findings) };
}

type AllowanceDraft = Extract<AccountDraft, { kind: 'allowance' }>;

function readAllowance(
  codec: EvmCodec,
  draft: AllowanceDraft,
  context: AccountContext,
  findings: Findings,
): Task | null {
  const { asset, decimals, spender: text, amount } = draft;
  const spender = readParty(codec, text, context, findings);
  if (spender !== null && context.isContract === false && amount > 0n) {
    addIssue(findings.warnings, 'send.spender-not-contract', 'recipient', { recipient: 0 });
  }
  const token = readToken(codec, asset, decimals, context, findings);
  if (token === null) return null;
  if (amount < 0n) addIssue(findings.errors, 'amount.out-of-range', 'amount', { recipient: 0 });
  else if (isUnlimited(codec.config.chain, token, amount))
    addIssue(findings.errors, 'send.allowance-unlimited', 'amount');
  else return { kind: 'allowance', token, spender, amount };
  return { kind: 'allowance', token, spender, amount: null };
}

type Replacement = Extract<AccountDraft, { kind: 'speed-up' | 'cancel' }>;

function readReplacement(
  codec: EvmCodec,
  { kind, original: bytes }: Replacement,
  context: AccountContext,
  { errors }: Findings,
): Task | null {
  let original: ReadSigned;
  try {
    original = codec.readSigned(bytes);
  } catch (error) {
    if (!isWalletError(error)) throw error;
    addIssue(errors, 'chain.bad-transaction', 'general', error.data);
    return null;
  }
  if (original.from !== context.sender.address) addIssue(errors, 'input.bad', 'general', { what: 'sender' });
  else if (original.transaction.to === null)
    addIssue(errors, 'chain.not-supported', 'general', { what: 'new-contract' });
  else if (original.transaction.nonce < context.nonce.mined) {
    addIssue(errors, 'send.replacement-too-late', 'general', { nonce: original.transaction.nonce });
  } else return { kind, original };
  return null;
}

/** `null` when the draft does not even say what it is about; findings say why. */
export function readDraft(
  codec: EvmCodec,
  draft: AccountDraft,
  context: AccountContext,
  findings: Findings,
): Task | null {
  if (draft.chain !== codec.config.chain) {
    addIssue(findings.errors, 'chain.not-supported', 'general', { what: 'chain' });
    return null;
  }
  switch (draft.kind) {
    case 'transfer':
      return readTransfer(codec, draft, context, findings);
    case 'allowance':
      return readAllowance(codec, draft, context, findings);
    case 'speed-up':
    case 'cancel':
      return readReplacement(codec, draft, context, findings);
  }
}
