import { expect, it } from 'vitest';
import { contentSecurityPolicy, responseHeaders } from './content-policy.ts';

it('E-11: the app window runs its own scripts, talks to no network and makes no trusted type', () => {
  expect(contentSecurityPolicy('app')).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
      "connect-src 'none'; media-src 'none'; worker-src 'self'; frame-src 'none'; object-src 'none'; " +
      "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
      "trusted-types 'none'",
  );
});

it('E-11: the signer may also compile WebAssembly and name its worker, and nothing more', () => {
  expect(contentSecurityPolicy('signer')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; " +
      "font-src 'self'; connect-src 'none'; media-src 'none'; worker-src 'self'; frame-src 'none'; " +
      "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types signer-worker",
  );
});

it('E-11: the other headers', () => {
  const { 'Content-Security-Policy': _policy, ...others } = responseHeaders('app');
  expect(others).toEqual({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
  });
});
