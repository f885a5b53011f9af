/** FluxOS' envelope (services/messageHelper.js): HTTP 200 whatever happened. */
import { ok, type Reply } from '../api/exchange.ts';
import type { Json } from '../api/json.ts';

/** Ends a call with an error in the envelope. */
export class FluxOsError extends Error {
  override readonly name: string;
  readonly code: number | undefined;

  constructor(message: string, name = 'Error', code?: number) {
    super(message);
    this.name = name;
    this.code = code;
  }
}

export const success = (data: Json): Reply => ok({ status: 'success', data });

export const note = (message: string): Reply => success({ message });

export const failure = ({ message, name, code }: { message: string; name: string; code?: number | undefined }): Reply =>
  ok({ status: 'error', data: { code, name, message } });

export const unauthorized = (): FluxOsError => new FluxOsError('Unauthorized. Access denied.', 'Unauthorized', 401);
