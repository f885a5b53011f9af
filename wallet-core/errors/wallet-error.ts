import { type ErrorCode, isErrorCode } from './codes.ts';

/** Safe to show and to log: never a secret, never an address together with an amount, never server text. */
export type ErrorData = Readonly<Record<string, string | number | boolean>>;

/** The one error class. `cause` is for the local log only and never crosses a process border. */
export class WalletError extends Error {
  readonly code: ErrorCode;
  readonly data: ErrorData;

  constructor(code: ErrorCode, data: ErrorData = {}, options: { readonly cause?: unknown } = {}) {
    super(code, options);
    this.name = 'WalletError';
    this.code = code;
    this.data = data;
  }
}

/** Guard by shape: `instanceof` fails across bundles and processes. */
export function isWalletError(value: unknown): value is WalletError {
  return (
    value instanceof Error &&
    value.name === 'WalletError' &&
    'code' in value &&
    typeof value.code === 'string' &&
    isErrorCode(value.code)
  );
}

/** What crosses a process border: a code and safe data, no stack, no cause, no text of others. */
export interface WireError {
  readonly code: ErrorCode;
  readonly data: ErrorData;
}

/** Any thrown value as a WireError; what is not ours becomes `internal` without a word about it. */
export function toWireError(thrown: unknown): WireError {
  return isWalletError(thrown) ? { code: thrown.code, data: thrown.data } : { code: 'internal', data: {} };
}

export function fromWireError(wire: WireError): WalletError {
  return new WalletError(wire.code, wire.data);
}
