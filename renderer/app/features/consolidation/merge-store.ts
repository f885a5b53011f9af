import { parseAmount } from '../../../../wallet-core/amounts/index.ts';
import { toWireError, WalletError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type {
  ConsolidationPlanView,
  ConsolidationRunView,
  ConsolidationTermsView,
  WireStatedPayment,
} from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';
import { attempt } from '../nodes/nodes-store.ts';
import { review } from '../review/review-store.ts';
import { FLUX } from '../send/form.ts';

export type MergeFee = '1' | '2' | '5';

export interface MergeState {
  /** As typed. */
  readonly below: string;
  readonly fee: MergeFee;
  readonly maxFee: string;
  readonly planning: boolean;
  readonly plan: ConsolidationPlanView | null;
  readonly planError: WireError | null;
  /** `null` until they have been read. */
  readonly runs: readonly ConsolidationRunView[] | null;
  readonly error: WireError | null;
  readonly beginning: boolean;
}

/** Above every payout there is and far below every collateral. */
const USUAL_BELOW = '20';
/** About 90 kB: below the 100 kB that nodes pass on. */
const MOST_INPUTS = 600;

export const useMerge = createStore<MergeState>('merge', {
  below: USUAL_BELOW,
  fee: '1',
  maxFee: '',
  planning: false,
  plan: null,
  planError: null,
  runs: null,
  error: null,
  beginning: false,
});

/** A new form forgets the preview of the old one. */
export function editTerms(change: Partial<Pick<MergeState, 'below' | 'fee' | 'maxFee'>>): void {
  useMerge.setState({ ...change, plan: null, planError: null });
}

function unitsOf(text: string): bigint | null {
  const parsed = parseAmount(text.trim(), FLUX.decimals);
  return parsed.ok && parsed.value > 0n ? parsed.value : null;
}

/** What is asked for; `null` while an amount cannot be read. */
export function termsOf({
  below,
  fee,
  maxFee,
}: Pick<MergeState, 'below' | 'fee' | 'maxFee'>): ConsolidationTermsView | null {
  const limit = unitsOf(below);
  const mostFee = maxFee.trim() === '' ? undefined : unitsOf(maxFee);
  if (limit === null || mostFee === null) return null;
  return {
    chain: 'flux',
    below: limit.toString(),
    feePerByte: fee,
    maxInputsPerBatch: MOST_INPUTS,
    maxFeePerBatch: mostFee === undefined ? null : mostFee.toString(),
  };
}

export const isAmount = (text: string): boolean => unitsOf(text) !== null;

export async function makePlan(): Promise<void> {
  const terms = termsOf(useMerge.getState());
  if (terms === null) return;
  useMerge.setState({ planning: true, planError: null });
  try {
    const plan = await call('consolidation.plan', terms);
    if (JSON.stringify(termsOf(useMerge.getState())) === JSON.stringify(terms)) useMerge.setState({ plan });
  } catch (thrown) {
    const planError = toWireError(thrown);
    if (planError.code !== 'session.locked') useMerge.setState({ plan: null, planError });
  } finally {
    useMerge.setState({ planning: false });
  }
}

export async function readRuns(): Promise<void> {
  try {
    const { runs } = await call('consolidation.read', {});
    useMerge.setState({ runs, error: null });
  } catch (thrown) {
    const error = toWireError(thrown);
    if (error.code !== 'session.locked') useMerge.setState({ error });
  }
}

/** Writes the plan down and goes on to its first review. */
export async function beginMerge(): Promise<void> {
  const { plan, beginning } = useMerge.getState();
  if (plan === null || beginning) return;
  useMerge.setState({ beginning: true });
  try {
    const run = await call('consolidation.begin', { planId: plan.planId });
    useMerge.setState({ plan: null });
    await readRuns();
    await reviewNext(run);
  } catch (thrown) {
    const planError = toWireError(thrown);
    if (planError.code !== 'session.locked') useMerge.setState({ plan: null, planError });
  } finally {
    useMerge.setState({ beginning: false });
  }
}

/** Is this the batch as the screen shows it, to the run's own address and nothing else (T-06)? */
export function statesBatch(
  stated: WireStatedPayment,
  run: ConsolidationRunView,
  batch: ConsolidationRunView['batches'][number],
): boolean {
  const [recipient, ...others] = stated.recipients;
  return (
    others.length === 0 &&
    recipient?.address === run.address &&
    recipient.amount === batch.amount &&
    stated.fee === batch.fee &&
    stated.message === null &&
    stated.chain === run.chain
  );
}

/** Has the next transaction of a run reviewed in the signer. */
export async function reviewNext(run: ConsolidationRunView): Promise<void> {
  await review(
    'consolidation',
    async () => {
      const { batchId, prepared } = await call('consolidation.next', { runId: run.runId });
      if (prepared === null) return null;
      const batch = run.batches.find(({ id }) => id === batchId);
      if (batch === undefined || !statesBatch(prepared.stated, run, batch)) {
        throw new WalletError('consolidation.changed');
      }
      return prepared;
    },
    ({ draftId, stated }) => call('approval.request', { draftId, stated }),
  );
  await readRuns();
}

export async function endMerge(runId: string): Promise<void> {
  if (await attempt(() => call('consolidation.end', { runId }))) await readRuns();
}
