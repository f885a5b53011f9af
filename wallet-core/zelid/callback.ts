import type { HostJudgement } from './host.ts';

export type CallbackWarning = 'plain-http' | 'bare-ip' | 'punycode' | 'flux-app' | 'unlisted-node' | 'unknown-host';
export type CallbackRefusal = 'plain-http' | 'local-address' | 'deeplink-needs-https';

export type CallbackRuling =
  | { readonly verdict: 'allowed'; readonly warnings: readonly CallbackWarning[] }
  | { readonly verdict: 'refused'; readonly reason: CallbackRefusal };

/** Limits of a callback (T-12): one request, no redirect, ten seconds, 16 KiB. */
export const callbackLimits = Object.freeze({ timeoutMs: 10_000, maxBytes: 16_384 });

function warningsFor(host: HostJudgement): readonly CallbackWarning[] {
  const warnings: CallbackWarning[] = [];
  if (!host.secure) warnings.push('plain-http');
  if (host.isOwnNode) return warnings;
  if (host.isPunycode) warnings.push('punycode');
  if (host.kind === 'ip') warnings.push('bare-ip');
  if (host.kind === 'flux-app') warnings.push('flux-app');
  if (host.node !== null && !host.isListedNode) warnings.push('unlisted-node');
  if (host.kind === 'other') warnings.push('unknown-host');
  return warnings;
}

/**
 * T-12: may an answer go there? https only, plain http to the person's own node; never to addresses of this house or
 * machine unless that is the own node. Names are judged as names: the client must look at what they resolve to as well.
 */
export function ruleOnCallback(host: HostJudgement, type: 'post' | 'get' | 'deeplink'): CallbackRuling {
  if (type === 'deeplink' && !host.secure) return { verdict: 'refused', reason: 'deeplink-needs-https' };
  if (!host.isOwnNode) {
    const isLocal = host.kind === 'local-name' || (host.ip !== null && host.ip.range !== 'public');
    if (isLocal) return { verdict: 'refused', reason: 'local-address' };
    if (!host.secure) return { verdict: 'refused', reason: 'plain-http' };
  }
  return { verdict: 'allowed', warnings: warningsFor(host) };
}

/** A callback of type `get` or `deeplink` with the address behind it; `null` when that would leave the host. */
export function addressCallbackUrl(callbackUrl: string, address: string): string | null {
  const text = `${callbackUrl}${encodeURIComponent(address)}`;
  if (!URL.canParse(callbackUrl) || !URL.canParse(text)) return null;
  const before = new URL(callbackUrl);
  const after = new URL(text);
  return after.origin === before.origin && after.username === '' && after.password === '' ? after.href : null;
}
