/** Small transactions that need no form of their own: allowances, and replacing one that waits. One at a time. */

import { parseAmount } from '../../../../wallet-core/amounts/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type {
  AllowanceItem,
  PreparedAccountSend,
  SendEntry,
  WireAccountDraft,
  WireAccountValidation,
} from '../../../../wallet-core/ipc/index.ts';
import { accept, type Result, refuse } from '../../../../wallet-core/primitives/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { createStore } from '../../state/view-store.ts';
import { type Money, sameAsset } from '../chains/account-chains.ts';
import { emptyGas, type GasForm, gasChoiceOf, gasProblems } from '../gas/gas-form.ts';
import { review } from '../send/actions.ts';
import { useSend } from '../send/send-store.ts';
import { isNearFee } from '../send/stated-account.ts';

export type Task =
  | { readonly kind: 'revoke'; readonly item: AllowanceItem }
  /** `spender` null: it is asked for. */
  | {
      readonly kind: 'allow';
      readonly chain: AllowanceItem['chain'];
      readonly asset: string;
      readonly money: Money;
      readonly spender: string | null;
      readonly now: AllowanceItem | null;
    }
  | { readonly kind: 'speed-up' | 'cancel'; readonly entry: SendEntry };

export interface TaskView {
  readonly task: Task | null;
  readonly gas: GasForm;
  readonly amount: string;
  readonly spender: string;
  readonly asked: boolean;
  readonly changed: boolean;
  /** Being prepared. */
  readonly busy: boolean;
  readonly judged: {
    readonly draft: string;
    readonly validation: WireAccountValidation | null;
    readonly errorCode: string | null;
  } | null;
}

const nothing: TaskView = {
  task: null,
  gas: emptyGas,
  amount: '',
  spender: '',
  asked: false,
  changed: false,
  busy: false,
  judged: null,
};

export const useTask = createStore<TaskView>('task', nothing);

export function openTask(task: Task): void {
  const fast = task.kind === 'speed-up' || task.kind === 'cancel';
  useTask.setState({ ...nothing, task, gas: { ...emptyGas, speed: fast ? 'fast' : 'normal' } });
}

export function closeTask(): void {
  useTask.setState(nothing);
}

export function chainOf(task: Task): AllowanceItem['chain'] {
  if (task.kind === 'revoke') return task.item.chain;
  return task.kind === 'allow' ? task.chain : task.entry.chain;
}

/** The exact amount of an allowance; `null` while it is missing or cannot be read. Zero would take it back. */
export function allowedUnits(task: Extract<Task, { kind: 'allow' }>, text: string): bigint | null {
  const parsed = parseAmount(text.trim(), task.money.decimals);
  return parsed.ok ? parsed.value : null;
}

export function draftOfTask(
  view: Pick<TaskView, 'gas' | 'amount' | 'spender' | 'judged'>,
  task: Task,
): WireAccountDraft {
  const gas = gasChoiceOf(view.gas, view.judged?.validation?.offer?.basePerGas !== null);
  switch (task.kind) {
    case 'revoke': {
      const { chain, asset, decimals, spender } = task.item;
      return { kind: 'allowance', chain, asset, decimals, spender, amount: '0', gas };
    }
    case 'allow':
      return {
        kind: 'allowance',
        chain: task.chain,
        asset: task.asset,
        decimals: task.money.decimals,
        spender: (task.spender ?? view.spender).trim().slice(0, 200),
        amount: (allowedUnits(task, view.amount) ?? 0n).toString(),
        gas,
      };
    default:
      return { kind: task.kind, sendId: task.entry.sendId, gas };
  }
}

/** What is still to be done in the dialog's own fields before anything can be reviewed. */
export function isTaskReadable(view: TaskView, task: Task): boolean {
  if (gasProblems(view.gas, view.judged?.validation?.offer?.basePerGas !== null).length > 0) return false;
  return task.kind !== 'allow' || (allowedUnits(task, view.amount) !== null && (task.spender ?? view.spender) !== '');
}

export function isTaskJudged(view: TaskView, task: Task): boolean {
  return view.judged?.draft === JSON.stringify(draftOfTask(view, task));
}

export const TASK_DEBOUNCE_MS = 250;

/** Lets the backend judge the open task as its fields change. The returned function ends it. */
export function followTask(): () => void {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function judge(mine: number): Promise<void> {
    const view = useTask.getState();
    if (view.task === null) return;
    const draft = draftOfTask(view, view.task);
    const text = JSON.stringify(draft);
    try {
      const validation = await call('account.validate', { draft });
      if (turn === mine) useTask.setState({ judged: { draft: text, validation, errorCode: null } });
    } catch (thrown) {
      const { code } = toWireError(thrown);
      if (turn === mine && code !== 'session.locked') {
        useTask.setState({ judged: { draft: text, validation: null, errorCode: code } });
      }
    }
    const now = useTask.getState();
    if (turn === mine && now.task !== null && now.judged !== null && !isTaskJudged(now, now.task)) schedule(0);
  }

  function schedule(wait: number): void {
    turn += 1;
    const mine = turn;
    clearTimeout(timer);
    timer = setTimeout(() => void judge(mine), wait);
  }

  const end = useTask.subscribe((now, before) => {
    const typed = now.gas !== before.gas || now.amount !== before.amount || now.spender !== before.spender;
    if (typed || (now.judged === null && before.judged !== null)) schedule(TASK_DEBOUNCE_MS);
  });
  schedule(0);
  return () => {
    turn += 1;
    clearTimeout(timer);
    end();
  };
}

/** T-06: what was prepared must be the task that was opened; a fee well above the one shown is news. */
export function statedTaskFor(
  task: Task,
  draft: WireAccountDraft,
  shown: WireAccountValidation,
  { stated }: PreparedAccountSend,
): Result<PreparedAccountSend['stated'], 'approval.mismatch' | 'changed'> {
  const { action } = stated;
  if (stated.chain !== chainOf(task)) return refuse('approval.mismatch');
  if (draft.kind === 'allowance') {
    const asked =
      action.kind === 'allowance' &&
      stated.replaces === null &&
      sameAsset(action.asset, draft.asset) &&
      action.spender.toLowerCase() === draft.spender.toLowerCase() &&
      action.amount === draft.amount;
    if (!asked) return refuse('approval.mismatch');
  } else if (task.kind === 'speed-up' || task.kind === 'cancel') {
    const { account, txid, recipients } = task.entry;
    const sameNumber = stated.replaces === txid && stated.nonce === account?.nonce;
    if (!sameNumber || !isReplacement(task.kind, action, recipients[0])) return refuse('approval.mismatch');
  } else return refuse('approval.mismatch');
  return isNearFee(shown.fee, stated) ? accept(stated) : refuse('changed');
}

/** A cancellation does nothing; the faster one does what the first did, to the unit. */
function isReplacement(
  kind: 'speed-up' | 'cancel',
  action: PreparedAccountSend['stated']['action'],
  first: SendEntry['recipients'][number] | undefined,
): boolean {
  if (kind === 'cancel') return action.kind === 'nothing';
  if (action.kind === 'nothing') return first !== undefined;
  const party = action.kind === 'transfer' ? action.recipient : action.spender;
  return first !== undefined && sameAsset(party, first.address) && action.amount === first.amount;
}

/** From the dialog to the signer's decision, which is followed on the Send screen. */
export async function submitTask(): Promise<void> {
  useTask.setState({ asked: true });
  const view = useTask.getState();
  const { task, judged } = view;
  if (task === null || !isTaskReadable(view, task) || !isTaskJudged(view, task)) return;
  const shown = judged?.validation ?? null;
  if (judged === null || shown === null || shown.errors.length > 0 || view.busy) return;
  const { step } = useSend.getState();
  if (step.kind === 'preparing' || step.kind === 'signing') return;
  const draft = draftOfTask(view, task);
  useTask.setState({ busy: true, changed: false });
  try {
    const prepared = await call('account.prepare', { draft });
    if (useTask.getState().task !== task) return;
    const stated = statedTaskFor(task, draft, shown, prepared);
    if (!stated.ok && stated.reason === 'changed') {
      useTask.setState({ busy: false, changed: true, judged: null });
      return;
    }
    handOver(stated.ok ? accept({ prepared, stated: stated.value }) : refuse('approval.mismatch'));
  } catch (thrown) {
    const { code } = toWireError(thrown);
    if (code !== 'session.locked') useTask.setState({ busy: false, judged: { ...judged, errorCode: code } });
  }
}

/** To the Send screen, which follows one question at a time. A payment that is being written stays in its form. */
function handOver(asked: Awaited<ReturnType<Parameters<typeof review>[0]>>): void {
  if (useSend.getState().step.kind === 'sent') useSend.setState({ step: { kind: 'compose', changed: false } });
  closeTask();
  goTo('send');
  void review(() => Promise.resolve(asked));
}
