import type { WireError } from '../../../../wallet-core/errors/index.ts';
import { loginProblems } from '../../../../wallet-core/zelid/replies.ts';
import { t } from '../../../ui/index.ts';

const textReasons = [
  'login-too-old',
  'login-in-future',
  'login-disguised',
  'digest',
  'transaction',
  'protocol-prefix',
  'app-message-malformed',
  'app-message-too-old',
  'app-message-in-future',
  'hidden-text',
  'empty',
  'too-long',
] as const;
const callbackReasons = ['plain-http', 'local-address', 'deeplink-needs-https'] as const;

/** Why in particular a text or a callback was refused; `undefined` where the error says all there is. */
export function refusalReason({ code, data }: WireError): string | undefined {
  if (code === 'zelid.refused-text') {
    const reason = textReasons.find((one) => one === data.reason);
    return reason === undefined ? undefined : t(`refusedText.${reason}`);
  }
  if (code === 'zelid.refused-callback') {
    const reason = callbackReasons.find((one) => one === data.reason);
    return reason === undefined ? undefined : t(`refusedCallback.${reason}`);
  }
  return undefined;
}

/** Why the other side did not take a login, in the middle of a sentence. */
export function problemWords(problem: string | null): string {
  const known = loginProblems.find((one) => one === problem);
  return t(`problem.${known ?? 'unspecified'}`);
}
