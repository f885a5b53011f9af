import { type FreeMessageRefusal, judgeFreeMessage } from '../policy/free-message.ts';
import { findTextFlaw, type TextFlaw } from '../primitives/index.ts';
import { type AppMessage, looksLikeAppMessage, parseAppMessage } from './app-message.ts';
import { type LoginPhrase, parseLoginPhrase } from './login-phrase.ts';

export type SignRefusal =
  | Exclude<FreeMessageRefusal, 'login-phrase'>
  /** A node would take it as a login, but it is none: too old, too new, or words behind a time. */
  | 'login-too-old'
  | 'login-in-future'
  | 'login-disguised'
  | 'app-message-malformed'
  | 'app-message-too-old'
  | 'app-message-in-future'
  /** Characters that hide or turn text: what is seen would not be what is signed. */
  | 'hidden-text';

/** Which screen a text asked to be signed by the Flux ID belongs on. */
export type SignText =
  | { readonly kind: 'login'; readonly phrase: LoginPhrase }
  | { readonly kind: 'app-message'; readonly message: AppMessage }
  | { readonly kind: 'free'; readonly text: string }
  | { readonly kind: 'refused'; readonly reason: SignRefusal };

function refused(reason: SignRefusal): SignText {
  return { kind: 'refused', reason };
}

const appRefusals = {
  form: 'app-message-malformed',
  'too-long': 'too-long',
  'too-old': 'app-message-too-old',
  'in-future': 'app-message-in-future',
} as const;

const loginRefusals = {
  form: 'login-disguised',
  length: 'login-disguised',
  'too-old': 'login-too-old',
  'in-future': 'login-in-future',
} as const;

/** Lines may end, and several scripts need their joiners. */
function hides(text: string): boolean {
  const flaw: TextFlaw | undefined = findTextFlaw(text.replace(/\r?\n|\t/g, ' '));
  return flaw !== undefined && flaw !== 'joiner';
}

/**
 * T-13: login phrases and app messages by their own grammar, everything else by the rules of the free message tool.
 * Whatever could mean something to another protocol is refused with a reason.
 */
export function classifySignText(text: string, nowMs: number): SignText {
  const login = parseLoginPhrase(text, nowMs);
  if (login.ok) return { kind: 'login', phrase: login.value };
  if (looksLikeAppMessage(text)) {
    const message = parseAppMessage(text, nowMs);
    if (!message.ok) return refused(appRefusals[message.reason]);
    return hides(text) ? refused('hidden-text') : { kind: 'app-message', message: message.value };
  }
  const free = judgeFreeMessage(text);
  if (!free.ok) return refused(free.reason === 'login-phrase' ? loginRefusals[login.reason] : free.reason);
  return hides(text) ? refused('hidden-text') : { kind: 'free', text };
}
