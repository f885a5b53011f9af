/** `data` of the answers of a FluxOS node's `/id` and `/payment` calls, once the envelope is off. Bounded; unknown fields drop. */
import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import { LOGIN_PHRASE_LIFETIME_MS, parseLoginPhrase } from './login-phrase.ts';
import { privileges } from './privilege.ts';

const identity = z.string().regex(/^(?:1[1-9A-HJ-NP-Za-km-z]{24,33}|0x[0-9a-fA-F]{40})$/);
const phrase = z.string().regex(/^\d{13}[0-9a-z]{1,80}$/);
const time = z
  .string()
  .max(40)
  .transform((text) => Date.parse(text))
  .pipe(z.number().int());

const login = z.object({ zelid: identity, privilage: z.enum(privileges), createdAt: time, expireAt: time });
const session = z.object({ zelid: identity, loginPhrase: phrase, createdAt: time, expireAt: time });
const note = z.object({ message: z.string().max(500) });
const paymentRequest = z.object({ paymentId: z.string().regex(/^\d{13}_[0-9a-z]{1,40}$/) });
const paymentResult = z.object({
  paymentId: z.string().max(80),
  txid: z.string().max(128),
  success_url: z.string().max(500).optional(),
});

export interface Login {
  readonly identity: string;
  /** "privilage" is their spelling. */
  readonly privilege: (typeof privileges)[number];
  readonly createdMs: number;
  readonly expiresMs: number;
}

export interface NodeSession {
  readonly identity: string;
  /** Names the session when logging it out. Without its signature it proves nothing. */
  readonly phrase: string;
  readonly createdMs: number;
  readonly expiresMs: number;
}

function parse<T extends z.ZodType>(schema: T, data: unknown): z.infer<T> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new WalletError('server.bad-reply', {}, { cause: parsed.error });
  return parsed.data;
}

/** `GET /id/loginphrase`, `/id/emergencyphrase`: a phrase that may be signed now. Throws `server.bad-reply` otherwise. */
export function parsePhraseReply(data: unknown, nowMs: number): string {
  const parsed = parseLoginPhrase(parse(z.string().max(200), data), nowMs);
  if (!parsed.ok)
    throw new WalletError('server.bad-reply', { reason: parsed.reason, limitMs: LOGIN_PHRASE_LIFETIME_MS });
  return parsed.value.text;
}

/** `POST /id/verifylogin`. */
export function parseLoginReply(data: unknown): Login {
  const { zelid, privilage, createdAt, expireAt } = parse(login, data);
  return { identity: zelid, privilege: privilage, createdMs: createdAt, expiresMs: expireAt };
}

/** `POST /id/checkprivilege`. (`none` comes as an error.) */
export function parsePrivilegeReply(data: unknown): (typeof privileges)[number] {
  return parse(z.object({ message: z.enum(privileges) }), data).message;
}

/** `GET /id/loggedsessions`: only sessions of this identity; a cached answer of somebody else's is refused whole. */
export function parseSessionsReply(data: unknown, own: string): readonly NodeSession[] {
  const sessions = parse(z.array(session).max(1_000), data);
  if (sessions.some(({ zelid }) => zelid.toLowerCase() !== own.toLowerCase())) {
    throw new WalletError('server.bad-reply', { reason: 'other-identity' });
  }
  return sessions.map(({ zelid, loginPhrase, createdAt, expireAt }) => {
    return { identity: zelid, phrase: loginPhrase, createdMs: createdAt, expiresMs: expireAt };
  });
}

/** A call that answers with a sentence only. The sentence is a stranger's: nothing is decided by it. */
export function parseNote(data: unknown): string {
  return parse(note, data).message;
}

export function parsePaymentRequestReply(data: unknown): string {
  return parse(paymentRequest, data).paymentId;
}

/** `POST /payment/verifypayment`: the node relays, it does not look at the chain. */
export function parsePaymentReply(data: unknown): { readonly paymentId: string; readonly txid: string } {
  const { paymentId, txid } = parse(paymentResult, data);
  return { paymentId, txid };
}

export const loginProblems = [
  'identity-missing',
  'identity-invalid',
  'phrase-missing',
  'phrase-invalid',
  'phrase-gone',
  'signature-missing',
  'signature-invalid',
  'node-unhealthy',
  'not-allowed',
  'unspecified',
] as const;
export type LoginProblem = (typeof loginProblems)[number];

const problemTexts: readonly (readonly [string, LoginProblem])[] = [
  ['No Flux ID is specified', 'identity-missing'],
  ['Flux ID is not valid', 'identity-invalid'],
  ['No message is specified', 'phrase-missing'],
  ['Signed message is not valid', 'phrase-invalid'],
  ['Signed message is no longer valid', 'phrase-gone'],
  ['No signature is specified', 'signature-missing'],
  ['Invalid signature', 'signature-invalid'],
  ['Unauthorized', 'not-allowed'],
];

/** A node's complaint about a login as a code of ours (idService.js). `name` is the error's name in the envelope. */
export function readLoginProblem(message: string, name: string | null): LoginProblem {
  const known = problemTexts.find(([text]) => message.startsWith(text));
  if (known !== undefined) return known[1];
  if (name === 'DOS' || name === 'CONNERROR') return 'node-unhealthy';
  return name === 'Unauthorized' ? 'not-allowed' : 'unspecified';
}

/** The text behind a `FLUX_URL=` (RunOnFlux/fluxstorage publicApi.js): fetched once, shown and signed exactly so. */
export function parseStoredText(reply: unknown): string {
  const text = parse(z.string().min(1).max(100_000), reply);
  if (!text.isWellFormed()) throw new WalletError('server.bad-reply', { reason: 'text' });
  return text;
}
