/** What a line of the contract is made of. The lines themselves stand in `contract.ts` and the `…-channels.ts` beside it. */
import { z } from '../primitives/zod.ts';

export const parties = ['app', 'signer', 'main', 'backend'] as const;
export type Party = (typeof parties)[number];

export interface Channel {
  readonly from: readonly Party[];
  readonly to: 'main' | 'backend';
  readonly request: z.ZodType;
  readonly reply: z.ZodType;
  /** Refused with `session.locked` while no account is open. */
  readonly needsSession: boolean;
  /** Carries key material or signatures: never logged, not even its size. */
  readonly secret: boolean;
  /** Calls per second allowed from one window (E-21). */
  readonly perSecond: number;
}

export const nothing = z.strictObject({});

export function channel<
  const From extends readonly Party[],
  To extends 'main' | 'backend',
  Request extends z.ZodType,
  Reply extends z.ZodType,
>(
  from: From,
  to: To,
  request: Request,
  reply: Reply,
  options: { readonly open?: true; readonly secret?: true; readonly perSecond?: number } = {},
) {
  return {
    from,
    to,
    request,
    reply,
    needsSession: options.open !== true,
    secret: options.secret === true,
    perSecond: options.perSecond ?? 20,
  };
}

export interface EventChannel {
  readonly from: 'main' | 'backend';
  readonly to: 'app' | 'signer' | 'main';
  readonly payload: z.ZodType;
}

export const event = <From extends 'main' | 'backend', To extends 'app' | 'signer' | 'main', Payload extends z.ZodType>(
  from: From,
  to: To,
  payload: Payload,
) => ({ from, to, payload });
