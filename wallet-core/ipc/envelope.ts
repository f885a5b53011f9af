/** How calls travel: one reply union, coded errors only; nothing throws across and no server text crosses (E-19). */
import { toWireError, WalletError, type WireError } from '../errors/index.ts';
import { z } from '../primitives/zod.ts';
import {
  type ChannelName,
  channels,
  type EventName,
  events,
  type PayloadOf,
  type ReplyOf,
  type RequestOf,
} from './contract.ts';
import { wireError } from './schemas.ts';

export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: WireError };

/** Messages on a port (app ↔ backend, main ↔ backend). `id` pairs a reply with its call. */
export const portMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('call'), id: z.int().min(1), channel: z.string().max(64), request: z.unknown() }),
  z.strictObject({ type: z.literal('reply'), id: z.int().min(1), reply: z.unknown() }),
  z.strictObject({ type: z.literal('event'), event: z.string().max(64), payload: z.unknown() }),
]);
export type PortMessage = z.infer<typeof portMessage>;

const replyShape = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: wireError }),
]);

export function isChannelName(name: string): name is ChannelName {
  return Object.hasOwn(channels, name);
}

export function isEventName(name: string): name is EventName {
  return Object.hasOwn(events, name);
}

/** The request if it fits the channel's schema. Throws `ipc.bad-payload`; says the channel, never the content. */
export function parseRequest<Name extends ChannelName>(name: Name, request: unknown): RequestOf<Name> {
  const parsed = channels[name].request.safeParse(request);
  if (!parsed.success) throw new WalletError('ipc.bad-payload', { channel: name });
  return parsed.data as RequestOf<Name>;
}

/** The value of a handler if it fits the channel's schema. Throws `ipc.bad-reply`. */
export function parseReplyValue<Name extends ChannelName>(name: Name, value: unknown): ReplyOf<Name> {
  const parsed = channels[name].reply.safeParse(value);
  if (!parsed.success) throw new WalletError('ipc.bad-reply', { channel: name });
  return parsed.data as ReplyOf<Name>;
}

/** Opens a reply on the caller's side: its value, or the WalletError it carries. Throws `ipc.bad-reply` for anything else. */
export function openReply<Name extends ChannelName>(name: Name, reply: unknown): ReplyOf<Name> {
  const parsed = replyShape.safeParse(reply);
  if (!parsed.success) throw new WalletError('ipc.bad-reply', { channel: name });
  if (!parsed.data.ok) throw new WalletError(parsed.data.error.code, parsed.data.error.data);
  return parseReplyValue(name, parsed.data.value);
}

/** Runs a handler and closes its outcome into a reply that fits the contract, whatever happens. */
export async function answer<Name extends ChannelName>(
  name: Name,
  handler: () => Promise<ReplyOf<Name>> | ReplyOf<Name>,
): Promise<Reply<ReplyOf<Name>>> {
  try {
    return { ok: true, value: parseReplyValue(name, await handler()) };
  } catch (thrown) {
    return { ok: false, error: toWireError(thrown) };
  }
}

/** The payload of an event if it fits. Throws `ipc.bad-payload`. */
export function parsePayload<Name extends EventName>(name: Name, payload: unknown): PayloadOf<Name> {
  const parsed = events[name].payload.safeParse(payload);
  if (!parsed.success) throw new WalletError('ipc.bad-payload', { channel: name });
  return parsed.data as PayloadOf<Name>;
}
