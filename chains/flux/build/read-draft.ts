/** What a draft asks for, checked piece by piece without looking at any coin. */
import type { BuildContext, PaymentDraft } from '../../../wallet-core/chain-contract/index.ts';
import { type AddressText, unsafeBrand, utf8 } from '../../../wallet-core/primitives/index.ts';
import { destinationScript, type FluxDestination, parseDestination } from '../address.ts';
import { fluxConfig } from '../config.ts';
import { addIssue, type Findings } from './findings.ts';

export interface ReadRecipient {
  readonly address: AddressText;
  readonly destination: FluxDestination;
  readonly scriptBytes: number;
  readonly amount: bigint | 'max';
}

export interface ReadDraft {
  readonly recipients: readonly ReadRecipient[];
  /** What the OP_RETURN output carries: the text's bytes, or the draft's data. */
  readonly message: Uint8Array | null;
  readonly messageText: string | null;
  readonly feePerByte: bigint;
}

/** Control characters but line feed, and marks that turn the direction of text: the review must read as it is. */
const UNREADABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

function ownAddresses({ spendables, changeAddress }: BuildContext): ReadonlySet<string> {
  const own = new Set<string>([changeAddress.address]);
  for (const { owner } of spendables) own.add(owner.address);
  return own;
}

function isGoodAmount(amount: bigint | 'max', recipient: number, findings: Findings): boolean {
  if (amount === 'max') return true;
  const { errors } = findings;
  if (amount <= 0n) addIssue(errors, 'send.amount-zero', 'amount', { recipient });
  else if (amount < fluxConfig.dust)
    addIssue(errors, 'chain.dust', 'amount', { recipient, limit: String(fluxConfig.dust) });
  else if (amount > fluxConfig.maxMoney) addIssue(errors, 'amount.out-of-range', 'amount', { recipient });
  else return true;
  return false;
}

function readRecipients(draft: PaymentDraft, context: BuildContext, findings: Findings): readonly ReadRecipient[] {
  const own = ownAddresses(context);
  const seen = new Set<string>();
  const read: ReadRecipient[] = [];
  for (const [recipient, { address, amount }] of draft.recipients.entries()) {
    const hasGoodAmount = isGoodAmount(amount, recipient, findings);
    if (address === '') {
      addIssue(findings.errors, 'send.recipient-missing', 'recipient', { recipient });
      continue;
    }
    const parsed = parseDestination(address);
    if (!parsed.ok) {
      addIssue(findings.errors, 'chain.bad-address', 'recipient', { recipient, reason: parsed.reason });
      continue;
    }
    if (own.has(address)) addIssue(findings.warnings, 'send.recipient-own', 'recipient', { recipient });
    if (seen.has(address)) addIssue(findings.warnings, 'send.duplicate-recipient', 'recipient', { recipient });
    if (parsed.value.hash.every((byte) => byte === 0)) {
      addIssue(findings.warnings, 'send.recipient-nobody', 'recipient', { recipient });
    }
    seen.add(address);
    if (!hasGoodAmount) continue;
    const destination = parsed.value;
    const scriptBytes = destinationScript(destination).length;
    read.push({ address: unsafeBrand<AddressText>(address), destination, scriptBytes, amount });
  }
  return read;
}

function readMessage(text: string | null, findings: Findings): Uint8Array | null {
  if (text === null || text === '') return null;
  if (!text.isWellFormed() || UNREADABLE.test(text)) {
    addIssue(findings.errors, 'input.bad', 'message');
    return null;
  }
  const bytes = utf8(text);
  const limit = fluxConfig.maxMessageBytes;
  if (bytes.length > limit) {
    addIssue(findings.errors, 'send.message-too-long', 'message', { bytes: bytes.length, limit });
    return null;
  }
  return bytes;
}

/** Data is carried as it is, instead of a text and never beside one. */
function readData(data: Uint8Array, text: string | null, findings: Findings): Uint8Array | null {
  const limit = fluxConfig.maxMessageBytes;
  if (data.length > limit) {
    addIssue(findings.errors, 'send.message-too-long', 'message', { bytes: data.length, limit });
    return null;
  }
  if (data.length === 0 || text !== null) {
    addIssue(findings.errors, 'input.bad', 'message');
    return null;
  }
  return data;
}

/** `null` when an error makes sizes and amounts unknown; findings say which. */
export function readDraft(draft: PaymentDraft, context: BuildContext, findings: Findings): ReadDraft | null {
  const { errors } = findings;
  if (draft.chain !== fluxConfig.chain || draft.asset !== fluxConfig.asset) {
    addIssue(errors, 'chain.not-supported', 'general');
    return null;
  }
  if (draft.recipients.length === 0) addIssue(errors, 'send.recipient-missing', 'recipient');
  if (draft.recipients.length > fluxConfig.maxRecipients) {
    addIssue(errors, 'input.too-long', 'recipient', { limit: fluxConfig.maxRecipients });
    return null;
  }
  if (draft.recipients.filter(({ amount }) => amount === 'max').length > 1) addIssue(errors, 'input.bad', 'amount');
  if (draft.feePerByte <= 0n) addIssue(errors, 'send.fee-below-relay', 'fee');
  if (draft.feePerByte > fluxConfig.absurdFeePerByte) {
    addIssue(errors, 'send.fee-absurd', 'fee', { limitPerByte: String(fluxConfig.absurdFeePerByte) });
  }
  const recipients = readRecipients(draft, context, findings);
  const { data } = draft;
  const message = data === undefined ? readMessage(draft.message, findings) : readData(data, draft.message, findings);
  const messageText = message === null ? null : draft.message;
  return errors.length === 0 ? { recipients, message, messageText, feePerByte: draft.feePerByte } : null;
}
