/** Takes a signature where the person agreed to send it: once, as a form, without following anybody further (T-12). */
import { readAnswer } from '../../../../chains/flux/fluxos/index.ts';
import { isWalletError } from '../../../../wallet-core/errors/index.ts';
import type { IdentityOutcome } from '../../../../wallet-core/ipc/index.ts';
import type { Http } from '../../../../wallet-core/ports/index.ts';
import {
  callbackLimits,
  FORM_TYPE,
  type LoginProblem,
  type Privilege,
  parseLoginReply,
  readLoginProblem,
} from '../../../../wallet-core/zelid/index.ts';

export interface Delivery {
  readonly delivered: IdentityOutcome['delivered'];
  readonly problem: LoginProblem | null;
  /** What the node says the login gives; `null` where it does not say. */
  readonly privilege: Privilege | null;
}

/** A page that is no FluxOS node answers as it likes: then the status decides. */
function judge(reply: { readonly status: number; readonly contentType: string; readonly text: string }): Delivery {
  if (reply.status < 200 || reply.status >= 300)
    return { delivered: 'refused', problem: 'unspecified', privilege: null };
  try {
    const answer = readAnswer({ ...reply, status: 200 });
    if (!answer.ok) {
      const { message, name } = answer.complaint;
      return { delivered: 'refused', problem: readLoginProblem(message, name), privilege: null };
    }
    try {
      return { delivered: 'delivered', problem: null, privilege: parseLoginReply(answer.value).privilege };
    } catch {
      return { delivered: 'delivered', problem: null, privilege: null };
    }
  } catch {
    return { delivered: 'delivered', problem: null, privilege: null };
  }
}

/** One POST of a form. Never throws: what was signed is out of our hands then. */
export async function postForm(http: Http, url: string, body: string): Promise<Delivery> {
  try {
    const { timeoutMs, maxBytes } = callbackLimits;
    const headers = { 'content-type': FORM_TYPE };
    return judge(await http.request({ url, method: 'POST', headers, body, timeoutMs, maxBytes }));
  } catch (thrown) {
    const isRefused = isWalletError(thrown) && thrown.code === 'network.refused-host';
    return { delivered: isRefused ? 'refused' : 'unanswered', problem: null, privilege: null };
  }
}

/** One GET, for addresses that are asked for. */
export async function getOnce(http: Http, url: string): Promise<Delivery['delivered']> {
  try {
    const { timeoutMs, maxBytes } = callbackLimits;
    const { status } = await http.request({ url, method: 'GET', timeoutMs, maxBytes });
    return status >= 200 && status < 300 ? 'delivered' : 'refused';
  } catch {
    return 'unanswered';
  }
}
