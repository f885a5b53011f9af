/** Signed logins of this session: in memory alone, gone with it (T-14). What they are good for, and for how long. */

import type { Privilege } from '../../../../wallet-core/zelid/index.ts';
import { BEARER_LIFETIME_MS, type SignedLogin } from '../../../../wallet-core/zelid/index.ts';

export interface HeldLogin {
  /** Where it was made, with port. */
  readonly host: string;
  /** The node that it was made to operate; `null` for a login anywhere else. */
  readonly node: string | null;
  readonly login: SignedLogin;
  readonly privilege: Privilege;
  readonly untilMs: number;
}

export interface KnownLogins {
  hold(login: Omit<HeldLogin, 'untilMs'>, phraseMs: number): void;
  forNode(key: string, nowMs: number): HeldLogin | undefined;
  forHost(host: string, nowMs: number): HeldLogin | undefined;
  forget(host: string): void;
}

const MAX_HELD = 50;

export function createKnownLogins(signal: AbortSignal): KnownLogins {
  let held: readonly HeldLogin[] = [];
  signal.addEventListener('abort', () => {
    held = [];
  });
  const find = (nowMs: number, fits: (one: HeldLogin) => boolean) =>
    held.find((one) => one.untilMs > nowMs && fits(one));
  return {
    hold: (login, phraseMs) => {
      const untilMs = phraseMs + BEARER_LIFETIME_MS;
      held = [{ ...login, untilMs }, ...held.filter(({ host }) => host !== login.host)].slice(0, MAX_HELD);
    },
    forNode: (key, nowMs) => find(nowMs, ({ node }) => node === key),
    forHost: (host, nowMs) => find(nowMs, (one) => one.host === host),
    forget: (host) => {
      held = held.filter((one) => one.host !== host);
    },
  };
}
