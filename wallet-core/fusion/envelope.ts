import { WalletError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import { words } from './reply-fields.ts';

/** The service said no. Its words are quoted below our own sentence, never instead of it. */
export interface FusionRefusal {
  readonly name: string | null;
  readonly message: string;
}

export type FusionAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: FusionRefusal };

const complaint = z.object({ name: words.nullish(), message: words.nullish() });
const envelope = z.discriminatedUnion('status', [
  z.object({ status: z.literal('success'), data: z.unknown() }),
  z.object({ status: z.literal('error'), data: z.union([complaint, words]).nullish() }),
]);

/** `{status, data}`, with HTTP 200 also for refusals. Throws `server.bad-reply` for what is no such answer. */
export function readEnvelope(json: unknown): FusionAnswer<unknown> {
  const parsed = envelope.safeParse(json);
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'envelope' }, { cause: parsed.error });
  if (parsed.data.status === 'success') return { ok: true, value: parsed.data.data };
  const { data } = parsed.data;
  if (typeof data === 'string') return { ok: false, refusal: { name: null, message: data } };
  return { ok: false, refusal: { name: data?.name ?? null, message: data?.message ?? '' } };
}

/** Data as its schema says, whole or not at all. Throws `server.bad-reply`. */
export function parseFusionData<T extends z.ZodType>(schema: T, data: unknown): z.infer<T> {
  const parsed = schema.safeParse(data);
  if (!parsed.success) throw new WalletError('server.bad-reply', { detail: 'shape' }, { cause: parsed.error });
  return parsed.data;
}
