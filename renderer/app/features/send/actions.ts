/** What the send screen does: fill from links, judge, prepare, hand over to the signer, take back. */
import { formatAmount } from '../../../../wallet-core/amounts/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { LinkProposal, WireAccountDraft, WireDraft } from '../../../../wallet-core/ipc/index.ts';
import { accept, type Result, refuse } from '../../../../wallet-core/primitives/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { useSnapshots } from '../../state/index.ts';
import { accountChainsOf, isAccountChain, moneyOf } from '../chains/account-chains.ts';
import { isAccountValidation } from './account-draft.ts';
import { findingsOf } from './findings.ts';
import type { AccountChoice, SendForm } from './form.ts';
import { currentDraft, isJudged } from './live-validation.ts';
import { passesGuard } from './paste-guard.ts';
import type { SendStep } from './send-machine.ts';
import { advance, fillFromLink, type Judged, useSend } from './send-store.ts';
import { statedFor } from './stated.ts';
import { statedAccountFor } from './stated-account.ts';

const LINK = /^[a-z][a-z0-9+.-]{1,15}:/i;

export function looksLikeLink(text: string): boolean {
  return LINK.test(text.trim());
}

/** The amount of a link as it is typed; nothing when nobody has said how many decimals its asset has. */
function amountTextOf(link: LinkProposal, decimals: number | undefined): string {
  return link.amount === null || decimals === undefined ? '' : formatAmount(BigInt(link.amount), decimals);
}

/** A bare address of several chains says nothing of the asset: what was chosen on one of them stays chosen. */
function keptFor({ chain, alsoOn }: LinkProposal): AccountChoice | null {
  const { account } = useSend.getState().form;
  if (account === null || alsoOn === undefined) return null;
  return account.chain === chain || alsoOn.includes(account.chain) ? account : null;
}

function fill(link: LinkProposal): void {
  const { portfolio } = useSnapshots.getState();
  const isOpen = !isAccountChain(link.chain) || accountChainsOf(portfolio).includes(link.chain);
  const money = isOpen ? moneyOf(portfolio, link.chain, link.asset) : null;
  fillFromLink(link, amountTextOf(link, money?.decimals), money, keptFor(link));
}

/** Shows a payment link's proposal in the form; asks nobody and sends nothing. */
export function openLink(link: LinkProposal): void {
  fill(link);
  goTo('send');
}

/** Reads a pasted link. Says whether it was one the wallet understands. */
export async function takeLink(text: string): Promise<boolean> {
  try {
    const { link } = await call('link.parse', { text: text.trim() });
    if (link.kind !== 'pay') return false;
    fill(link);
    return true;
  } catch {
    return false;
  }
}

/** How long a press waits for the numbers of the form it was made on. */
const JUDGE_LIMIT_MS = 5_000;

/** Until the backend has judged the form as it stands now. False when it is changed first, or nobody answers. */
function untilJudged(): Promise<boolean> {
  const { form } = useSend.getState();
  if (isJudged(useSend.getState())) return Promise.resolve(true);
  return new Promise((resolve) => {
    const end = (judged: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(judged);
    };
    const timer = setTimeout(() => end(false), JUDGE_LIMIT_MS);
    const stop = useSend.subscribe((now) => {
      if (now.form !== form) end(false);
      else if (isJudged(now)) end(true);
    });
  });
}

let attempts = 0;

/** From the form to the signer's decision. Every way it can end is a step of the machine. */
export async function submit(): Promise<void> {
  useSend.setState({ asked: true });
  if (!(await untilJudged())) return;
  const view = useSend.getState();
  const { form, judged } = view;
  const draft = currentDraft(view);
  if (judged?.draft !== JSON.stringify(draft) || judged.validation === null) return;
  if (findingsOf(form, judged.validation).errors.length > 0) return;
  if (!(await passesGuard())) return;
  // Last, with nothing to wait for before the step changes: of two presses one counts.
  const { step } = useSend.getState();
  if (step.kind !== 'compose' && step.kind !== 'stopped') return;
  await review(() => prepareForm(form, draft, judged.validation));
}

type Asked = Pick<Extract<SendStep, { kind: 'signing' }>, 'prepared' | 'stated'>;

/** What is ready for the signer, or why it is not to be shown to it. */
async function prepareForm(
  form: SendForm,
  draft: WireDraft | WireAccountDraft,
  shown: Judged['validation'],
): Promise<Result<Asked, 'changed' | 'approval.mismatch'>> {
  if (shown === null) return refuse('changed');
  if (draft.kind === 'payment') {
    const prepared = await call('send.prepare', { draft });
    const stated = statedFor(form, shown, prepared);
    return stated.ok ? accept({ prepared, stated: stated.value }) : stated;
  }
  if (!isAccountValidation(shown)) return refuse('changed');
  const prepared = await call('account.prepare', { draft });
  const stated = statedAccountFor(form, shown, prepared);
  return stated.ok ? accept({ prepared, stated: stated.value }) : stated;
}

/** Has something prepared, puts the question to the signer, and follows how that ends. */
export async function review(prepare: () => Promise<Result<Asked, 'changed' | 'approval.mismatch'>>): Promise<void> {
  const attempt = ++attempts;
  advance({ kind: 'submit', attempt });
  try {
    const asked = await prepare();
    if (!asked.ok && asked.reason === 'changed') {
      useSend.setState({ judged: null });
      advance({ kind: 'changed', attempt });
      return;
    }
    if (!asked.ok) {
      advance({ kind: 'failed', attempt, error: { code: 'approval.mismatch', data: {} } });
      return;
    }
    const { prepared, stated } = asked.value;
    advance({ kind: 'prepared', attempt, prepared, stated });
    const { sendId, txid } = await call('approval.request', { draftId: prepared.draftId, stated });
    advance({ kind: 'committed', attempt, sendId, txid });
  } catch (thrown) {
    advance({ kind: 'failed', attempt, error: toWireError(thrown) });
  }
}

/** Takes the request back from the signer. What was approved meanwhile cannot be taken back and shows as sent. */
export async function withdraw(): Promise<void> {
  const { step } = useSend.getState();
  if (step.kind !== 'signing') return;
  try {
    await call('approval.cancel', { draftId: step.prepared.draftId });
  } catch {
    // The pending request itself ends with an error or with the payment; both are shown.
  }
}

export async function askNetwork(sendId: string): Promise<void> {
  try {
    await call('send.retry', { sendId });
  } catch {
    // The journal entry carries the error; there is nothing to add to it.
  }
}
