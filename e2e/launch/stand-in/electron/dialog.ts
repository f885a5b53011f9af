import { listed } from './listed.ts';
import { records } from './records.ts';

type Kind = 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox';

const answers: { kind: Kind; answer: object }[] = [];

/** What the person will choose in the next dialog of this kind. */
export function queueAnswer(kind: Kind, answer: object): void {
  answers.push({ kind, answer });
}

/** Options come first or after the parent window. Without an answer from the launcher the person cancels. */
function ask(
  kind: Kind,
  args: readonly unknown[],
  cancelled: (options: { cancelId?: number; defaultPath?: string }) => object,
): Promise<object> {
  const options = (args.length > 1 ? args[1] : args[0]) as { cancelId?: number; defaultPath?: string };
  records.dialogs.push({ kind, options: JSON.parse(JSON.stringify(options ?? {})) });
  const at = answers.findIndex((entry) => entry.kind === kind);
  const [queued] = at < 0 ? [] : answers.splice(at, 1);
  return Promise.resolve(queued?.answer ?? cancelled(options ?? {}));
}

/** The module `dialog` of Electron. */
export const dialog = listed('dialog', {
  showSaveDialog: (...args: unknown[]) => ask('showSaveDialog', args, () => ({ canceled: true, filePath: '' })),
  showOpenDialog: (...args: unknown[]) => ask('showOpenDialog', args, () => ({ canceled: true, filePaths: [] })),
  showMessageBox: (...args: unknown[]) =>
    ask('showMessageBox', args, ({ cancelId }) => ({ response: cancelId ?? 0, checkboxChecked: false })),
  showErrorBox(title: string, content: string): void {
    records.dialogs.push({ kind: 'showErrorBox', options: { title, content } });
    process.stderr.write(`stand-in: error box: ${title}: ${content}\n`);
  },
});
