import type { WireAccountValidation, WireIssue, WireValidation } from '../../../../wallet-core/ipc/index.ts';
import { describeAddressRefusal, describeError } from '../../../ui/index.ts';
import { gasProblems } from '../gas/gas-form.ts';
import { hasTip } from './account-draft.ts';
import { feePerByteOf, readAmount, type SendForm } from './form.ts';

export type SendField = WireIssue['field'];

export interface Finding {
  readonly code: string;
  readonly field: SendField;
  /** Why in particular, for instance which rule an address breaks. */
  readonly reason: unknown;
  /** Everything the issue says, for sentences with figures in them. */
  readonly data?: WireIssue['data'];
}

export interface Findings {
  /** Block. */
  readonly errors: readonly Finding[];
  /** Inform. */
  readonly warnings: readonly Finding[];
}

/** Say only that something is still to be done; not shown before the person asks for the review. */
const unfinished: ReadonlySet<string> = new Set([
  'send.recipient-missing',
  'send.amount-missing',
  'send.amount-zero',
  'amount.bad-format',
]);

const finding = (issue: WireIssue): Finding => ({
  code: issue.code,
  field: issue.field,
  reason: issue.data.reason,
  data: issue.data,
});

/** Our reading of the amount and the backend's judgement of the rest as one list, ours first. */
export function findingsOf(form: SendForm, validation: WireValidation | WireAccountValidation | null): Findings {
  const amount = readAmount(form);
  const own: Finding[] = [];
  if (amount.kind === 'missing') own.push({ code: 'send.amount-missing', field: 'amount', reason: undefined });
  if (amount.kind === 'bad') own.push({ code: amount.reason, field: 'amount', reason: undefined });
  const { account } = form;
  if (account === null ? feePerByteOf(form) === null : gasProblems(account.gas, hasTip(validation)).length > 0)
    own.push({ code: 'input.bad', field: 'fee', reason: undefined });
  const ours = new Set(own.map((one) => one.field));
  const theirs = (issues: readonly WireIssue[]) => issues.map(finding).filter((one) => !ours.has(one.field));
  return {
    errors: [...own, ...theirs(validation?.errors ?? [])],
    warnings: theirs(validation?.warnings ?? []),
  };
}

/** The first finding of a field that is to be shown now. `asked`: the person pressed the button, so gaps show too. */
export function shownAt(field: SendField, findings: readonly Finding[], asked: boolean): Finding | undefined {
  return findings.find((one) => one.field === field && (asked || !unfinished.has(one.code)));
}

/** One sentence beside a field: why exactly when that is known, else what to do. */
export function sentenceFor(one: Finding): string {
  const words = describeError(one.code);
  const refusal = describeAddressRefusal(one.reason);
  if (one.code === 'chain.bad-address' && refusal !== undefined) return refusal;
  return `${words.title}. ${words.next}`;
}
