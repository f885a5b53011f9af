/**
 * Answers of a FluxOS node: `{status, data}` with HTTP 200 whatever happened (RunOnFlux/flux services/messageHelper.js). A
 * node may say no at any time, so a refusal is a value; what is no such answer at all throws.
 */
import { WalletError } from '../../../wallet-core/errors/index.ts';
import type { HttpReply } from '../../../wallet-core/ports/index.ts';
import { z } from '../../../wallet-core/primitives/zod.ts';
import { statusError } from '../../_families/network/server-http.ts';

/** The node's words are a stranger's: they are turned into codes, never shown as ours. */
export interface NodeComplaint {
  readonly name: string | null;
  readonly message: string;
}

export type NodeAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly complaint: NodeComplaint };

const shortText = z.string().transform((text) => text.slice(0, 500));
const complaint = z.object({
  name: shortText.nullish(),
  message: z.union([shortText, z.null()]).optional(),
});
const envelope = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('warning'), data: z.unknown() }),
  z.object({ status: z.literal('error'), data: z.union([complaint, shortText]).nullish() }),
]);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WalletError('server.bad-reply', { detail: 'json' }, { cause });
  }
}

/** `data` of a good answer, as it came. Throws `network.*` for another status, `server.bad-reply` for what is no envelope. */
export function readAnswer(reply: HttpReply): NodeAnswer<unknown> {
  if (reply.status !== 200) throw statusError(reply.status);
  const parsed = envelope.safeParse(parseJson(reply.text));
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'envelope' }, { cause: parsed.error });
  if (parsed.data.status !== 'error') return { ok: true, value: parsed.data.data };
  const { data } = parsed.data;
  if (typeof data === 'string') return { ok: false, complaint: { name: null, message: data } };
  return { ok: false, complaint: { name: data?.name ?? null, message: data?.message ?? '' } };
}

/** A good answer read by `parse`; a refusal as it is. */
export function mapAnswer<T>(answer: NodeAnswer<unknown>, parse: (data: unknown) => T): NodeAnswer<T> {
  return answer.ok ? { ok: true, value: parse(answer.value) } : answer;
}

/** The value as the schema says, or `server.bad-reply`: never a part of it. */
export function parseData<T extends z.ZodType>(schema: T, data: unknown): z.infer<T> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'shape' }, { cause: parsed.error });
  return parsed.data;
}

/** Some calls answer with JSON inside a string. */
export function parseNestedJson(data: unknown): unknown {
  return typeof data === 'string' ? parseJson(data.slice(0, 1_000_000)) : data;
}
