/** What Insight reads from a request and how it complains: 400 with a code, 503 without one, 404 "Not found". */
import { parseMainAddress } from '../consensus/addresses.ts';
import { type ApiRequest, plain, type Reply } from './exchange.ts';
import { isJsonObject } from './json.ts';

/** Ends a request with a status and a sentence, as the explorer's error helper does. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly reply: Reply;

  constructor(status: number, text: string) {
    super(text);
    this.reply = plain(status, text);
  }
}

export const coded = (message: string, code: number): Problem => new Problem(400, `${message}. Code:${code}`);
export const notFound = (): Problem => new Problem(404, 'Not found');

/** parseInt with zero for nonsense, which is what `parseInt(x) || 0` comes to. */
export const integer = (text: string | null | undefined): number => {
  const value = Number.parseInt(text ?? '', 10);
  return Number.isNaN(value) ? 0 : value;
};

/** A comma-separated list of mainnet addresses. */
export const checkAddresses = (list: string): readonly string[] => {
  const addresses = list.split(',');
  if (addresses[0] === '') throw coded('Must include address', 1);
  for (const address of addresses) {
    try {
      parseMainAddress(address);
    } catch (error) {
      throw coded(`Invalid address: ${error instanceof Error ? error.message : ''}`, 1);
    }
  }
  return addresses;
};

export type Fields = Readonly<Record<string, string>>;

/** Form or JSON bodies; other types leave the body empty, as the body parsers do. */
export const bodyFields = (request: ApiRequest): Fields => {
  if (request.method !== 'POST' || request.body === '') return {};
  if (request.contentType.startsWith('application/x-www-form-urlencoded')) {
    return Object.fromEntries(new URLSearchParams(request.body));
  }
  if (!request.contentType.startsWith('application/json')) return {};
  try {
    const parsed: unknown = JSON.parse(request.body);
    if (!isJsonObject(parsed)) return {};
    return Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, String(value)]));
  } catch {
    throw new Problem(400, '<pre>SyntaxError: Unexpected token in JSON</pre>');
  }
};

/** Slices of lists: both refusals come without a code, hence status 503. */
export const checkRange = (from: number, to: number, limit: number): void => {
  if (to - from > limit) {
    throw new Problem(503, `"from" (${from}) and "to" (${to}) range should be less than or equal to ${limit}`);
  }
  if (from >= to) throw new Problem(503, `Invalid state: "from" (${from}) is expected to be less than "to" (${to})`);
};
