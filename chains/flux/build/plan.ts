/** From draft to a complete plan, or to everything that is wrong with it. Pure: the same input gives the same plan. */
import type { BuildContext, PaymentDraft, Validation } from '../../../wallet-core/chain-contract/index.ts';
import type { EligibleSpendable } from '../../../wallet-core/coin-control/index.ts';
import { isCollateralValue } from '../../../wallet-core/nodes/index.ts';
import type { AddressText, DerivationPath } from '../../../wallet-core/primitives/index.ts';
import { type FluxDestination, parseDestination } from '../address.ts';
import { fluxConfig } from '../config.ts';
import { judgeFee } from '../fee-limits.ts';
import { type ChosenInputs, chooseInputs, paymentSizes } from './choose-inputs.ts';
import { addIssue, type Findings, noFindings } from './findings.ts';
import { type ReadDraft, readDraft } from './read-draft.ts';

export interface PlannedOutput {
  readonly address: AddressText;
  readonly destination: FluxDestination;
  readonly amount: bigint;
}

export interface PaymentPlan {
  readonly inputs: readonly EligibleSpendable[];
  readonly recipients: readonly PlannedOutput[];
  /** `null` when nothing is left over. */
  readonly change: (PlannedOutput & { readonly path: DerivationPath }) | null;
  readonly message: Uint8Array | null;
  readonly messageText: string | null;
  readonly fee: bigint;
  readonly signedSize: number;
  readonly expiryHeight: number;
}

export interface Planned {
  readonly validation: Validation;
  /** `null` exactly when the validation has errors. */
  readonly plan: PaymentPlan | null;
}

type Selected = Extract<ChosenInputs['selection'], { readonly kind: 'selected' }>;

function total(values: readonly { readonly value: bigint }[]): bigint {
  return values.reduce((sum, { value }) => sum + value, 0n);
}

/** The sum asked for, where every recipient's amount is a number; else unknown. */
function statedAmount(draft: PaymentDraft): bigint | null {
  let sum = 0n;
  for (const { amount } of draft.recipients) {
    if (amount === 'max' || amount <= 0n) return null;
    sum += amount;
  }
  return draft.recipients.length === 0 ? null : sum;
}

function rejected(draft: PaymentDraft, { errors, warnings }: Findings): Planned {
  return { validation: { errors, warnings, fee: null, amount: statedAmount(draft), total: null }, plan: null };
}

/** Says why a selection failed; the one that succeeded comes back. */
function selectedOrIssue({ selection, available, collateralValue }: ChosenInputs, findings: Findings): Selected | null {
  if (selection.kind === 'selected') return selection;
  if (selection.kind === 'too-large') {
    addIssue(findings.errors, 'chain.too-large', 'inputs', { inputs: selection.fittingInputs });
  } else {
    addIssue(findings.errors, 'chain.insufficient-funds', 'amount', {
      missing: String(selection.missing),
      available: String(available),
      collateral: String(collateralValue),
    });
  }
  return null;
}

function plannedRecipients(read: ReadDraft, { inputs, fee }: Selected): readonly PlannedOutput[] {
  const fixed = read.recipients.reduce((sum, { amount }) => sum + (amount === 'max' ? 0n : amount), 0n);
  const maximum = total(inputs) - fixed - fee;
  return read.recipients.map(({ address, destination, amount }) => ({
    address,
    destination,
    amount: amount === 'max' ? maximum : amount,
  }));
}

/** Change goes to the account's own key or nowhere: an address without a path cannot be proven ours. */
function plannedChange({ changeAddress }: BuildContext, amount: bigint, findings: Findings): PaymentPlan['change'] {
  if (amount === 0n) return null;
  const parsed = parseDestination(changeAddress.address);
  if (!parsed.ok || parsed.value.kind !== 'p2pkh' || changeAddress.path === null) {
    addIssue(findings.errors, 'chain.bad-address', 'general', { reason: 'change' });
    return null;
  }
  return { address: changeAddress.address, destination: parsed.value, amount, path: changeAddress.path };
}

function warnAbout(
  plan: PaymentPlan,
  draft: PaymentDraft,
  context: BuildContext,
  available: bigint,
  findings: Findings,
): void {
  const { errors, warnings } = findings;
  const amount = plan.recipients.reduce((sum, recipient) => sum + recipient.amount, 0n);
  const verdict = judgeFee(plan.fee, amount, plan.signedSize);
  if (verdict === 'absurd') addIssue(errors, 'send.fee-absurd', 'fee', { fee: String(plan.fee) });
  if (verdict === 'below-relay') addIssue(errors, 'send.fee-below-relay', 'fee', { fee: String(plan.fee) });
  if (verdict === 'high') addIssue(warnings, 'send.fee-high', 'fee', { fee: String(plan.fee) });

  const isCollateral = ({ value, state }: EligibleSpendable) =>
    state === 'collateral' || isCollateralValue(value, context.tip.height);
  const nodes = plan.inputs.filter(isCollateral).length;
  if (nodes > 0) addIssue(warnings, 'send.spends-collateral', 'inputs', { nodes });

  const isMax = draft.recipients.some((recipient) => recipient.amount === 'max');
  const givenAway = plan.fee - BigInt(plan.signedSize) * draft.feePerByte;
  if (!isMax && plan.change === null && givenAway > 0n) {
    addIssue(warnings, 'send.leaves-dust', 'amount', { amount: String(givenAway) });
  }
  const left = available - total(plan.inputs) + (plan.change?.amount ?? 0n);
  if (left === 0n) addIssue(warnings, 'send.leaves-nothing', 'amount');
}

/** Everything `validate` says and `build` makes, from one computation. */
export function planPayment(draft: PaymentDraft, context: BuildContext): Planned {
  const findings = noFindings();
  const read = readDraft(draft, context, findings);
  if (read === null) return rejected(draft, findings);
  const chosen = chooseInputs(draft, read, context, findings);
  if (chosen === null) return rejected(draft, findings);
  const selected = selectedOrIssue(chosen, findings);
  if (selected === null) return rejected(draft, findings);

  const plan: PaymentPlan = {
    inputs: selected.inputs,
    recipients: plannedRecipients(read, selected),
    change: plannedChange(context, selected.change, findings),
    message: read.message,
    messageText: read.messageText,
    fee: selected.fee,
    signedSize: paymentSizes(read).signedSize(selected.inputs.length, selected.change > 0n),
    expiryHeight: context.tip.height + fluxConfig.expiryDelta,
  };
  warnAbout(plan, draft, context, chosen.available, findings);
  const { errors, warnings } = findings;
  const amount = plan.recipients.reduce((sum, recipient) => sum + recipient.amount, 0n);
  const validation = { errors, warnings, fee: plan.fee, amount, total: amount + plan.fee };
  return { validation, plan: errors.length === 0 ? plan : null };
}
