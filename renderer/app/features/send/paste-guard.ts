/** E-38: remembers what was pasted as a recipient and asks twice whether the clipboard still holds it. */
import { clipboardStillHolds, hashText } from '../../api/index.ts';
import { useSend } from './send-store.ts';

/** Long enough for a program that swaps addresses to have done so, short enough to stop a review. */
export const REREAD_AFTER_MS = 300;

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** After a paste into the recipient field: `clipboard` is what was pasted, `recipient` what the field then held. */
export async function rememberPaste(clipboard: string, recipient: string): Promise<void> {
  const sha256 = await hashText(clipboard);
  if (useSend.getState().form.recipient !== recipient) return;
  useSend.setState({ pasted: { sha256, recipient }, alarm: null, compared: false });
  await wait(REREAD_AFTER_MS);
  const { pasted, form } = useSend.getState();
  if (pasted?.sha256 !== sha256 || form.recipient !== recipient) return;
  if ((await clipboardStillHolds(sha256)) === false && useSend.getState().pasted?.sha256 === sha256) {
    useSend.setState({ alarm: 'at-once' });
  }
}

/** Before a review: is there nothing to be afraid of? Raises the alarm and says no when the clipboard has changed. */
export async function passesGuard(): Promise<boolean> {
  const { pasted, compared, form, alarm } = useSend.getState();
  if (alarm !== null) return false;
  if (pasted === null || compared || pasted.recipient !== form.recipient) return true;
  if ((await clipboardStillHolds(pasted.sha256)) !== false) return true;
  if (useSend.getState().form.recipient === form.recipient) useSend.setState({ alarm: 'later' });
  return false;
}
