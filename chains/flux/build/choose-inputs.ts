/** Which coins pay for a draft that is sound in itself. */
import type { BuildContext, PaymentDraft, Spendable } from '../../../wallet-core/chain-contract/index.ts';
import {
  chooseExplicitly,
  type EligibilityRules,
  type EligibleSpendable,
  eligibleSpendables,
  type Selection,
  type SelectionTerms,
  selectEverything,
  selectExplicit,
  selectForTarget,
  spendAll,
} from '../../../wallet-core/coin-control/index.ts';
import { isCollateralValue } from '../../../wallet-core/nodes/index.ts';
import {
  classifyScript,
  opReturnScript,
  outputBytes,
  P2PKH_INPUT_BYTES,
  P2PKH_SCRIPT_BYTES,
} from '../../_families/utxo/index.ts';
import { fluxConfig } from '../config.ts';
import { transactionBytes } from '../transaction.ts';
import { addIssue, type Findings } from './findings.ts';
import type { ReadDraft } from './read-draft.ts';

export interface ChosenInputs {
  readonly selection: Selection;
  /** Everything that could be spent, chosen or not. */
  readonly available: bigint;
  readonly collateralValue: bigint;
}

/** The signer takes P2PKH inputs of derived keys only. */
function canSign({ owner, scriptPubKey }: Spendable): boolean {
  return owner.path !== null && classifyScript(scriptPubKey).kind === 'p2pkh';
}

function eligibilityRules(draft: PaymentDraft, height: number): EligibilityRules {
  return {
    unlockedCollateral: draft.unlockedCollateral,
    isCollateral: ({ value }) => isCollateralValue(value, height),
    canSign,
  };
}

/** Sizes of this payment with any number of P2PKH inputs; exact with the longest signatures. */
export function paymentSizes(read: ReadDraft): SelectionTerms['size'] {
  const scripts = read.recipients.map((recipient) => recipient.scriptBytes);
  if (read.message !== null) scripts.push(opReturnScript(read.message).length);
  const fixedOutputs = scripts.reduce((total, bytes) => total + outputBytes(bytes), 0);
  return {
    maxBytes: fluxConfig.maxBuiltBytes,
    signedSize: (inputs, withChange) =>
      transactionBytes({
        inputs,
        inputBytes: inputs * P2PKH_INPUT_BYTES,
        outputs: scripts.length + (withChange ? 1 : 0),
        outputBytes: fixedOutputs + (withChange ? outputBytes(P2PKH_SCRIPT_BYTES) : 0),
      }),
  };
}

function fixedTotal(read: ReadDraft): bigint {
  return read.recipients.reduce((total, { amount }) => total + (amount === 'max' ? 0n : amount), 0n);
}

function select(read: ReadDraft, inputs: readonly EligibleSpendable[], isExplicit: boolean): Selection {
  const terms = { feePerByte: read.feePerByte, dust: fluxConfig.dust, size: paymentSizes(read) };
  const fixed = fixedTotal(read);
  const isMax = read.recipients.some(({ amount }) => amount === 'max');
  if (isMax) return isExplicit ? spendAll(inputs, fixed, terms) : selectEverything(inputs, fixed, terms);
  return isExplicit ? selectExplicit(inputs, fixed, terms) : selectForTarget(inputs, fixed, terms);
}

/** Picks inputs, automatically or exactly those asked for. `null` when one of those is not to be had. */
export function chooseInputs(
  draft: PaymentDraft,
  read: ReadDraft,
  context: BuildContext,
  findings: Findings,
): ChosenInputs | null {
  const rules = eligibilityRules(draft, context.tip.height);
  const { eligible, collateralValue } = eligibleSpendables(context.spendables, rules);
  const available = eligible.reduce((total, { value }) => total + value, 0n);
  if (draft.inputs === null) return { selection: select(read, eligible, false), available, collateralValue };

  const { chosen, refused } = chooseExplicitly(context.spendables, draft.inputs, rules);
  for (const { outpoint, reason } of refused) {
    const data = { txid: outpoint.txid, vout: outpoint.vout, reason };
    const code = reason === 'collateral' ? 'send.spends-collateral' : 'send.input-not-available';
    addIssue(findings.errors, code, 'inputs', data);
  }
  return refused.length > 0 ? null : { selection: select(read, chosen, true), available, collateralValue };
}
