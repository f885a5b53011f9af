import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import { call } from '../../api/index.ts';
import { createStore } from '../../state/view-store.ts';

/** What is under review in the signer window for another screen than Send. One thing at a time. */
export type ReviewSubject = 'collateral' | 'starts' | 'consolidation' | 'flux-id' | 'claims' | 'deposit';

export type ReviewStep =
  | { readonly kind: 'idle' }
  | { readonly kind: 'preparing' }
  | { readonly kind: 'signing'; readonly draftId: string }
  | { readonly kind: 'stopped'; readonly error: WireError };

export interface ReviewState {
  readonly subject: ReviewSubject | null;
  readonly attempt: number;
  readonly step: ReviewStep;
}

const idle = { kind: 'idle' } as const;

export const useReview = createStore<ReviewState>('review', { subject: null, attempt: 0, step: idle });

/** Counts on across locks, so that what a lock interrupted is never taken for what came after it. */
let attempts = 0;

/** Is something being prepared or decided right now? Then nothing else is asked. */
export function isBusy({ step }: ReviewState): boolean {
  return step.kind === 'preparing' || step.kind === 'signing';
}

/** The step of one subject; idle while another has the signer. */
export function stepOf(subject: ReviewSubject) {
  return (state: ReviewState): ReviewStep => (state.subject === subject ? state.step : idle);
}

/**
 * Prepares something and has it decided in the signer window. Gives what was agreed on, or `null` when there was nothing
 * to ask, it was not agreed on (the reason is then the step), or something else is being asked. Of two presses one counts.
 */
export async function review<Draft extends { readonly draftId: string }, Done>(
  subject: ReviewSubject,
  prepare: () => Promise<Draft | null>,
  ask: (draft: Draft) => Promise<Done>,
): Promise<Done | null> {
  if (isBusy(useReview.getState())) return null;
  const attempt = ++attempts;
  const isMine = () => useReview.getState().attempt === attempt;
  useReview.setState({ subject, attempt, step: { kind: 'preparing' } });
  try {
    const draft = await prepare();
    if (!isMine()) return null;
    if (draft === null) {
      useReview.setState({ step: idle });
      return null;
    }
    useReview.setState({ step: { kind: 'signing', draftId: draft.draftId } });
    const done = await ask(draft);
    if (isMine()) useReview.setState({ step: idle });
    return done;
  } catch (thrown) {
    if (isMine()) useReview.setState({ step: { kind: 'stopped', error: toWireError(thrown) } });
    return null;
  }
}

/** Takes the question back. What was approved meanwhile cannot be taken back and shows as done. */
export async function withdrawReview(): Promise<void> {
  const { step } = useReview.getState();
  if (step.kind !== 'signing') return;
  try {
    await call('approval.cancel', { draftId: step.draftId });
  } catch {
    // The pending request itself ends with an error or with the result; both are shown.
  }
}

/** After it was stopped: back to where it was asked from. */
export function dismissReview(): void {
  useReview.setState((state) => (state.step.kind === 'stopped' ? { step: idle } : state));
}
