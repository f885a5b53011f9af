/**
 * JSON-RPC 2.0 over the `Http` port: many calls in one request where the server takes that, one after the other where it
 * does not. Answers are matched by id; what is missing, doubled or malformed refuses the whole reply.
 */
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import type { Http, HttpReply } from '../../../../wallet-core/ports/index.ts';
import { z } from '../../../../wallet-core/primitives/zod.ts';
import { inGroupsOf, mapConcurrently } from '../../network/concurrency.ts';
import { parseJsonText } from '../../network/json-text.ts';
import { readJson, statusError } from '../../network/server-http.ts';
import { parseShape } from './shapes.ts';

export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[];
}

export interface RpcError {
  readonly code: number;
  /** The server's words: looked at to tell errors apart, shown to nobody. */
  readonly message: string;
  readonly data?: unknown;
}

export type RpcOutcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly error: RpcError };

export interface RpcClient {
  /** Host and port. */
  readonly host: string;
  /** Outcomes in the order of the calls. Throws `network.*` or `server.*` when there is no sound reply. */
  send(calls: readonly RpcCall[], maxBytes?: number): Promise<readonly RpcOutcome[]>;
}

const TIMEOUT_MS = 10_000;
const DEFAULT_MAX_BYTES = 4_194_304;
/** Public servers refuse larger batches. */
const MAX_BATCH = 50;
const PARALLEL_SINGLES = 4;
const MAX_MESSAGE = 2_000;
/** Answers of servers that take no batches. */
const NO_BATCH_STATUS: ReadonlySet<number> = new Set([400, 404, 405, 413, 415, 422, 500, 501]);

const errorSchema = z.object({
  code: z
    .string()
    .regex(/^-?\d{1,10}$/)
    .transform(Number),
  message: z
    .string()
    .nullish()
    .transform((text) => (text ?? '').slice(0, MAX_MESSAGE)),
  data: z.unknown().optional(),
});

/** Input is `parseJsonText`: numbers are texts. */
const answerSchema = z
  .object({ id: z.string().max(20).nullish(), result: z.unknown().optional(), error: errorSchema.nullish() })
  .refine((answer) => (answer.error === null || answer.error === undefined) === (answer.result !== undefined));
type Answer = z.infer<typeof answerSchema>;

function toOutcome({ result, error }: Answer): RpcOutcome {
  return error === null || error === undefined ? { ok: true, result } : { ok: false, error };
}

const bodyOf = ({ method, params }: RpcCall, id: number) => ({ jsonrpc: '2.0', id, method, params });

function batchOutcomes(count: number, reply: unknown): readonly RpcOutcome[] {
  const answers = parseShape(z.array(answerSchema).length(count), reply);
  const byId = new Map(answers.map((answer) => [answer.id, answer]));
  return Array.from({ length: count }, (_, index) => {
    const answer = byId.get(String(index + 1));
    if (answer === undefined) throw new WalletError('server.bad-reply', { detail: 'id' });
    return toOutcome(answer);
  });
}

/** The text as JSON, or `undefined`: what a server says when it takes no batches may be anything. */
function tryJson(text: string): unknown {
  try {
    return parseJsonText(text);
  } catch {
    return undefined;
  }
}

/** A whole batch answered by one object with an error: batches are refused, or so is this one. */
function refusesBatches(reply: HttpReply): boolean {
  if (NO_BATCH_STATUS.has(reply.status)) return true;
  if (reply.status !== 200) return false;
  const json = tryJson(reply.text);
  return !Array.isArray(json) && z.object({ error: errorSchema }).safeParse(json).success;
}

/** Calls of one server. `url` has been checked by `parseServerUrl`. */
export function createRpcClient(http: Http, url: string): RpcClient {
  let takesBatches = true;

  const post = (body: unknown, maxBytes: number) =>
    http.request({
      url,
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      maxBytes,
      timeoutMs: TIMEOUT_MS,
    });

  async function single(call: RpcCall, maxBytes: number): Promise<RpcOutcome> {
    const reply = await post(bodyOf(call, 1), maxBytes);
    // Some servers answer errors of a call with an error status and a proper body.
    const json = reply.status === 200 ? readJson(reply) : tryJson(reply.text);
    const answer = answerSchema.safeParse(json);
    const isRefusal = answer.success && answer.data.error !== null && answer.data.error !== undefined;
    if (reply.status !== 200 && (!isRefusal || reply.status === 429)) throw statusError(reply.status);
    if (!answer.success) throw new WalletError('server.bad-reply', { detail: 'shape' }, { cause: answer.error });
    return toOutcome(answer.data);
  }

  const oneByOne = (calls: readonly RpcCall[], maxBytes: number) =>
    mapConcurrently(calls, PARALLEL_SINGLES, (call) => single(call, maxBytes));

  async function group(calls: readonly RpcCall[], maxBytes: number): Promise<readonly RpcOutcome[]> {
    if (calls.length === 1 || !takesBatches) return oneByOne(calls, maxBytes);
    const reply = await post(
      calls.map((call, index) => bodyOf(call, index + 1)),
      maxBytes,
    );
    if (refusesBatches(reply)) {
      const outcomes = await oneByOne(calls, maxBytes);
      takesBatches = false;
      return outcomes;
    }
    return batchOutcomes(calls.length, readJson(reply));
  }

  return {
    host: new URL(url).host,
    send: async (calls, maxBytes = DEFAULT_MAX_BYTES) => {
      const outcomes: RpcOutcome[] = [];
      for (const part of inGroupsOf(calls, MAX_BATCH)) outcomes.push(...(await group(part, maxBytes)));
      return outcomes;
    },
  };
}

const UNSUPPORTED =
  /method (?:not found|is not (?:available|supported|whitelisted))|does not exist|not supported|unsupported method|unknown block/i;
const RATE_LIMITED = /rate limit|too many requests|request limit|limit exceeded|capacity|quota/i;

/** Does the server not know this method, or this parameter of it? */
export function isUnsupported({ code, message }: RpcError): boolean {
  return code === -32601 || code === -32004 || UNSUPPORTED.test(message);
}

/** The coded error of a failed call that should not fail. Nothing of the server's text goes along. */
export function rpcFailure({ code, message }: RpcError): WalletError {
  if (code === 429 || code === -32005 || RATE_LIMITED.test(message)) return new WalletError('server.rate-limited');
  return new WalletError('server.bad-reply', { detail: 'rpc', code });
}

/** The result as `schema` says. Throws for a failed call and for any other shape. */
export function resultOf<Schema extends z.ZodType>(outcome: RpcOutcome | undefined, schema: Schema): z.infer<Schema> {
  if (outcome === undefined) throw new WalletError('server.bad-reply', { detail: 'id' });
  if (!outcome.ok) throw rpcFailure(outcome.error);
  return parseShape(schema, outcome.result);
}
