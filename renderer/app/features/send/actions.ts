/** What the send screen does: fill from links, judge, prepare, hand over to the signer, take back. */
import { formatAmount } from '../../../../wallet-core/amounts/index.ts';
import { toWireError } from '../../../../wallet-core/errors/index.ts';
import type { LinkProposal } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { findingsOf } from './findings.ts';
import { draftOf, FLUX } from './form.ts';
import { isJudged } from './live-validation.ts';
import { passesGuard } from './paste-guard.ts';
import { advance, fillFromLink, useSend } from './send-store.ts';
import { statedFor } from './stated.ts';

const LINK = /^[a-z][a-z0-9+.-]{1,15}:/i;

export function looksLikeLink(text: string): boolean {
  return LINK.test(text.trim());
}

/** Shows a payment link's proposal in the form; asks nobody and sends nothing. */
export function openLink(link: LinkProposal): void {
  fillFromLink(link, link.amount === null ? '' : formatAmount(BigInt(link.amount), FLUX.decimals));
  goTo('send');
}

/** Reads a pasted link. Says whether it was one the wallet understands. */
export async function takeLink(text: string): Promise<boolean> {
  try {
    const { link } = await call('link.parse', { text: text.trim() });
    if (link.kind !== 'pay') return false;
    fillFromLink(link, link.amount === null ? '' : formatAmount(BigInt(link.amount), FLUX.decimals));
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
  const { form, judged } = useSend.getState();
  const draft = draftOf(form);
  if (judged?.draft !== JSON.stringify(draft) || judged.validation === null) return;
  if (findingsOf(form, judged.validation).errors.length > 0) return;
  if (!(await passesGuard())) return;
  // Last, with nothing to wait for before the step changes: of two presses one counts.
  const { step } = useSend.getState();
  if (step.kind !== 'compose' && step.kind !== 'stopped') return;

  const attempt = ++attempts;
  const shown = judged.validation;
  advance({ kind: 'submit', attempt });
  try {
    const prepared = await call('send.prepare', { draft });
    const stated = statedFor(form, shown, prepared);
    if (!stated.ok && stated.reason === 'changed') {
      useSend.setState({ judged: null });
      advance({ kind: 'changed', attempt });
      return;
    }
    if (!stated.ok) {
      advance({ kind: 'failed', attempt, error: { code: 'approval.mismatch', data: {} } });
      return;
    }
    advance({ kind: 'prepared', attempt, prepared, stated: stated.value });
    const { sendId, txid } = await call('approval.request', { draftId: prepared.draftId, stated: stated.value });
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
