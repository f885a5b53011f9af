/**
 * Chromium knows no `app://`, so `app://wallet/x` is loaded as `https://wallet.invalid/x`, a reserved name that no
 * resolver answers. Main sees and says `app://` only; pages must not read their own origin.
 */
const APP = /^app:\/\/([a-z0-9-]+)(?=[/?#]|$)/i;
const PAGE = /^https:\/\/([a-z0-9-]+)\.invalid(?=[/?#:]|$)/i;

export function toPageUrl(url: string): string {
  return url.replace(APP, 'https://$1.invalid');
}

export function toAppUrl(url: string): string {
  return url.replace(PAGE, 'app://$1');
}

/** For header values, where an address may stand among other words. */
export function toPageText(text: string): string {
  return text.replace(/\bapp:\/\/([a-z0-9-]+)(?![a-z0-9.-])/gi, 'https://$1.invalid');
}

export function toAppText(text: string): string {
  return text.replace(/\bhttps:\/\/([a-z0-9-]+)\.invalid(?![a-z0-9.-])/gi, 'app://$1');
}

/** `app://wallet`, or `null` as text for what has no origin. */
export function appOrigin(url: string): string {
  const match = APP.exec(url);
  if (match) return `app://${(match[1] ?? '').toLowerCase()}`;
  return URL.canParse(url) ? new URL(url).origin : 'null';
}
