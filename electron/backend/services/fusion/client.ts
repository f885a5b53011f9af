/**
 * The Fusion service over the backend's one HTTP client. Every reply is bounded in size and time and parsed whole or
 * refused; a refusal of the service is a value with its words, to be quoted. No key, no signature made here.
 */
import { parseJsonText } from '../../../../chains/_families/network/json-text.ts';
import { statusError } from '../../../../chains/_families/network/server-http.ts';
import { formatAmount } from '../../../../wallet-core/amounts/index.ts';
import { WalletError } from '../../../../wallet-core/errors/index.ts';
import {
  type ClaimState,
  type FeeTables,
  type FusionAnswer,
  type FusionChain,
  MAX_ADDRESSES_A_CALL,
  type MiningSummary,
  type NativeOffer,
  type PastClaim,
  parseActiveChains,
  parseClaimTxid,
  parseFees,
  parseNativeOffer,
  parseOrder,
  parsePastClaims,
  parsePhraseText,
  parseReservation,
  parseSnapshots,
  parseSummaries,
  parseSwapInfo,
  parseUserHistory,
  readEnvelope,
  type SnapshotRecord,
  type SwapInfo,
  type SwapOrder,
  type SwapOrderRequest,
  type SwapRoute,
} from '../../../../wallet-core/fusion/index.ts';
import type { Http } from '../../../../wallet-core/ports/index.ts';

const FLUX_DECIMALS = 8;
const SMALL = 262_144;
const LIST = 4_194_304;
const QUICK_MS = 15_000;
/** A claim is paid out before it is answered. */
const PAYING_MS = 60_000;

export interface SignedClaim {
  readonly phrase: string;
  readonly signature: string;
}

/** Reads throw `fusion.refused` where the service says no; the others give its answer. All throw `network.*`, `server.*`. */
export interface FusionClient {
  readonly host: string;
  fees(): Promise<FeeTables>;
  activeChains(): Promise<readonly FusionChain[]>;
  info(): Promise<SwapInfo>;
  /** Of any number of reward addresses. */
  summaries(addresses: readonly string[]): Promise<readonly MiningSummary[]>;
  snapshots(addresses: readonly string[]): Promise<readonly SnapshotRecord[]>;
  nativeOffer(address: string): Promise<FusionAnswer<NativeOffer>>;
  pastClaims(claim: Pick<ClaimState, 'claim' | 'address' | 'chain'>): Promise<FusionAnswer<readonly PastClaim[]>>;
  /** A text to be signed, unjudged. */
  phrase(): Promise<string>;
  /** The id of the payout. */
  claim(
    claim: Pick<ClaimState, 'claim' | 'address' | 'from' | 'chain' | 'claimingAddress'>,
    signed: SignedClaim,
  ): Promise<FusionAnswer<string>>;
  reserve(route: SwapRoute): Promise<FusionAnswer<void>>;
  create(request: SwapOrderRequest): Promise<FusionAnswer<SwapOrder>>;
  detail(txidFrom: string): Promise<FusionAnswer<SwapOrder>>;
  userHistory(): Promise<readonly SwapOrder[]>;
}

export interface FusionClientOptions {
  readonly http: Http;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Tags swaps in the service's history, so that another device finds them; it proves nothing to anybody. */
  readonly fluxId: string | null;
}

interface Ask {
  readonly maxBytes?: number;
  readonly timeoutMs?: number;
  /** Says who asks. */
  readonly tagged?: true;
  /** JSON text of the body. */
  readonly body?: string;
}

function mapAnswer<A, B>(answer: FusionAnswer<A>, map: (value: A) => B): FusionAnswer<B> {
  return answer.ok ? { ok: true, value: map(answer.value) } : answer;
}

function orRefused<T>(answer: FusionAnswer<T>): T {
  if (!answer.ok) throw new WalletError('fusion.refused');
  return answer.value;
}

function batches(addresses: readonly string[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  for (let at = 0; at < addresses.length; at += MAX_ADDRESSES_A_CALL)
    all.push(addresses.slice(at, at + MAX_ADDRESSES_A_CALL));
  return all;
}

export function createFusionClient({ http, baseUrl, fluxId }: FusionClientOptions): FusionClient {
  async function ask(path: string, options: Ask = {}): Promise<FusionAnswer<unknown>> {
    const { maxBytes = SMALL, timeoutMs = QUICK_MS, tagged, body } = options;
    const headers: Record<string, string> = tagged === true && fluxId !== null ? { zelid: fluxId } : {};
    const url = `${baseUrl}${path}`;
    const reply = await (body === undefined
      ? http.request({ url, method: 'GET', headers, maxBytes, timeoutMs })
      : http.request({
          url,
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body,
          maxBytes,
          timeoutMs,
        }));
    if (reply.status !== 200) throw statusError(reply.status);
    return readEnvelope(parseJsonText(reply.text));
  }

  async function available<T>(
    path: string,
    addresses: readonly string[],
    parse: (data: unknown, asked: readonly string[]) => readonly T[],
  ): Promise<readonly T[]> {
    const found: T[] = [];
    for (const some of batches(addresses)) {
      const body = JSON.stringify({ addresses: some.map((address) => ({ chain: 'main', address })) });
      found.push(...parse(orRefused(await ask(path, { body, maxBytes: LIST })), some));
    }
    return found;
  }

  const enc = encodeURIComponent;
  return {
    host: new URL(baseUrl).host,
    fees: async () => parseFees(orRefused(await ask('/fees'))),
    activeChains: async () => parseActiveChains(orRefused(await ask('/swap/activechains'))),
    info: async () => parseSwapInfo(orRefused(await ask('/swap/info'))),
    summaries: (addresses) => available('/coinbase/available', addresses, parseSummaries),
    snapshots: (addresses) => available('/snapshots/available', addresses, parseSnapshots),
    nativeOffer: async (address) =>
      mapAnswer(await ask(`/coinbase/multiavailable/${enc(address)}`), (data) => parseNativeOffer(data, address)),
    pastClaims: async ({ claim, address, chain }) => {
      if (claim === 'snapshot') {
        const records = await available('/snapshots/available', [address], parseSnapshots);
        const claimed = records.filter((record) => record.chain === chain && record.txid !== null);
        const value = claimed.map(({ txid, chain: on }) => ({
          txid: txid ?? '',
          chain: on,
          amount: null,
          claimingAddress: null,
          atMs: null,
          isNative: false,
        }));
        return { ok: true, value };
      }
      const which = claim === 'native' ? '' : `&chain=${enc(chain)}`;
      return mapAnswer(
        await ask(`/coinbase/claimed?address=${enc(address)}${which}`, { maxBytes: LIST }),
        parsePastClaims,
      );
    },
    phrase: async () => parsePhraseText(orRefused(await ask('/messagephrase'))),
    claim: async ({ claim, address, from, chain, claimingAddress }, { phrase: message, signature }) => {
      const pay = async (path: string, body: object) =>
        mapAnswer(await ask(path, { timeoutMs: PAYING_MS, tagged: true, body: JSON.stringify(body) }), parseClaimTxid);
      const shared = { address, claimingAddress, message, signature };
      switch (claim) {
        case 'mining':
          return pay('/coinbase/claim', { ...shared, chain });
        case 'snapshot':
          return pay('/snapshots/claim', { ...shared, chain: from, snapshot: chain });
        case 'native':
          return pay('/coinbase/multiclaim', { address, message, signature });
      }
    },
    reserve: async (route) => {
      const { chainFrom, chainTo, addressFrom, addressTo } = route;
      const body = JSON.stringify({ chainFrom, chainTo, addressFrom, addressTo });
      return mapAnswer(await ask('/swap/reserve', { tagged: true, body }), (data) => parseReservation(data, route));
    },
    create: async ({ amount, chainFrom, chainTo, addressFrom, addressTo, txidFrom }) => {
      const route = { chainFrom, chainTo, addressFrom, addressTo, txidFrom };
      // A JSON number, written digit by digit: it must not pass through a float.
      const body = `{"amountFrom":${formatAmount(amount, FLUX_DECIMALS)},${JSON.stringify(route).slice(1)}`;
      return mapAnswer(await ask('/swap/create', { tagged: true, body }), (data) => parseOrder(data, txidFrom));
    },
    detail: async (txidFrom) =>
      mapAnswer(await ask(`/swap/detail?txid=${enc(txidFrom)}`), (data) => parseOrder(data, txidFrom)),
    userHistory: async () =>
      fluxId === null
        ? []
        : parseUserHistory(orRefused(await ask('/swap/userhistory', { tagged: true, maxBytes: LIST }))),
  };
}
