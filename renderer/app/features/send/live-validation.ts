import { toWireError } from '../../../../wallet-core/errors/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { anyDraftOf, hasTip, judgeDraft } from './account-draft.ts';
import type { SendForm } from './form.ts';
import { type SendView, useSend } from './send-store.ts';

export const DEBOUNCE_MS = 150;

/** Prices of gas are asked of servers, so drafts there wait a little longer for the next letter. */
export const ACCOUNT_DEBOUNCE_MS = 400;

/** The draft of the form; whether the chain knows tips is in the last judgement. */
export function currentDraft({ form, judged }: Pick<SendView, 'form' | 'judged'>) {
  return anyDraftOf(form, hasTip(judged?.validation ?? null));
}

/** Has the backend judged exactly what stands in the form now? */
export function isJudged(view: Pick<SendView, 'form' | 'judged'>): boolean {
  return view.judged?.draft === JSON.stringify(currentDraft(view));
}

/** Another asset: what was said of the one before says nothing of this one. */
function isOtherAsset(now: SendForm, before: SendForm): boolean {
  return now.account?.chain !== before.account?.chain || now.account?.asset !== before.account?.asset;
}

/**
 * Lets the backend judge the form while it is typed, and again when the portfolio changes or a judgement was dropped.
 * Debounced; the latest draft wins, an answer to an older one is dropped. The returned function ends it.
 */
export function followForm(): () => void {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function judge(mine: number): Promise<void> {
    const draft = currentDraft(useSend.getState());
    const text = JSON.stringify(draft);
    try {
      const validation = await judgeDraft(draft);
      if (turn !== mine) return;
      useSend.setState({ judged: { draft: text, validation, errorCode: null } });
      // The first offer of a chain may show that its prices have no tip: then the draft reads differently.
      if (!isJudged(useSend.getState())) schedule();
    } catch (thrown) {
      const { code } = toWireError(thrown);
      if (turn === mine && code !== 'session.locked') {
        useSend.setState({ judged: { draft: text, validation: null, errorCode: code } });
      }
    }
  }

  function schedule(): void {
    turn += 1;
    const mine = turn;
    clearTimeout(timer);
    const wait = useSend.getState().form.account === null ? DEBOUNCE_MS : ACCOUNT_DEBOUNCE_MS;
    timer = setTimeout(() => void judge(mine), wait);
  }

  const ends = [
    useSend.subscribe((now, before) => {
      if (now.form !== before.form && isOtherAsset(now.form, before.form)) useSend.setState({ judged: null });
      if (now.form !== before.form || (now.judged === null && before.judged !== null)) schedule();
    }),
    useSnapshots.subscribe((now, before) => {
      if (now.portfolio !== before.portfolio) schedule();
    }),
  ];
  schedule();
  return () => {
    turn += 1;
    clearTimeout(timer);
    for (const end of ends) end();
  };
}
