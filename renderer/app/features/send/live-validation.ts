import { toWireError } from '../../../../wallet-core/errors/index.ts';
import { call } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { draftOf } from './form.ts';
import { type SendView, useSend } from './send-store.ts';

export const DEBOUNCE_MS = 150;

/** Has the backend judged exactly what stands in the form now? */
export function isJudged({ form, judged }: Pick<SendView, 'form' | 'judged'>): boolean {
  return judged?.draft === JSON.stringify(draftOf(form));
}

/**
 * Lets the backend judge the form while it is typed, and again when the portfolio changes or a judgement was dropped.
 * Debounced; the latest draft wins, an answer to an older one is dropped. The returned function ends it.
 */
export function followForm(): () => void {
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function judge(mine: number): Promise<void> {
    const draft = draftOf(useSend.getState().form);
    const text = JSON.stringify(draft);
    try {
      const validation = await call('send.validate', { draft });
      if (turn === mine) useSend.setState({ judged: { draft: text, validation, errorCode: null } });
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
    timer = setTimeout(() => void judge(mine), DEBOUNCE_MS);
  }

  const ends = [
    useSend.subscribe((now, before) => {
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
