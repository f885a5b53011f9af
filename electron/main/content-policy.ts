/** Headers on every response of the `app:` scheme, worker scripts and refusals included (E-11). */
import type { WindowKind } from '../windows/window-kinds.ts';

const directives = (kind: WindowKind): readonly string[] => [
  "default-src 'none'",
  kind === 'signer' ? "script-src 'self' 'wasm-unsafe-eval'" : "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'none'",
  "media-src 'none'",
  "worker-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  kind === 'signer' ? 'trusted-types signer-worker' : "trusted-types 'none'",
];

export function contentSecurityPolicy(kind: WindowKind): string {
  return directives(kind).join('; ');
}

export function responseHeaders(kind: WindowKind): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentSecurityPolicy(kind),
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
