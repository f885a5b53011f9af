/**
 * What a token says of itself, read once when the person adds it. All of it is hostile text (T-05): bounded, without
 * hidden characters, and looked at for imitation and for links before anybody sees it.
 */
import { assets } from '../../../../wallet-core/assets/index.ts';
import {
  type AddressText,
  accept,
  findTextFlaw,
  parseUtf8,
  type Result,
  refuse,
} from '../../../../wallet-core/primitives/index.ts';
import type { Finding } from '../../network/server-pool.ts';
import { encodeCall, parseDynamicBytes, parseUintAnswer, selectors, WORD_BYTES } from '../abi.ts';
import type { EvmConfig } from '../config.ts';
import type { PinnedToken } from '../token.ts';
import type { EvmServer } from './evm-server.ts';

/** `imitates`: the symbol of an asset of our table on another contract. `link`, `foreign-letters`: to be shown with care. */
export type TokenWarning = 'imitates' | 'link' | 'foreign-letters';

export interface TokenMetadata extends PinnedToken {
  readonly warnings: readonly TokenWarning[];
}

/** `known`: it is in our table, which needs nobody's word for it. `no-token`: nothing there answers like a token. */
export type TokenRefusal = 'known' | 'no-token' | 'decimals' | 'text';

const MAX_SYMBOL = 12;
const MAX_NAME = 64;
/** UTF-8 takes up to four bytes a character. */
const MAX_TEXT_BYTES = 4 * MAX_NAME;
const MAX_DECIMALS = 36n;
const LINK = /:\/\/|www\.|\b[a-z0-9-]+\.(?:[a-z]{2,12})\b|\bt\.me\b/i;

/** A `string`, or the `bytes32` padded with zeros of tokens from before there were strings. */
function parseText(answer: Uint8Array): string | undefined {
  if (answer.length === WORD_BYTES) {
    const end = answer.indexOf(0);
    const content = end === -1 ? answer : answer.subarray(0, end);
    return answer.subarray(content.length).some((byte) => byte !== 0) ? undefined : parseUtf8(content);
  }
  const content = parseDynamicBytes(answer, MAX_TEXT_BYTES);
  return content === undefined ? undefined : parseUtf8(content);
}

/** The text when it can be shown as it is; whitespace at the ends or doubled hides as well as any other trick. */
function plainText(answer: Uint8Array, maxLength: number): string | undefined {
  const text = parseText(answer);
  if (text === undefined || text === '' || [...text].length > maxLength) return undefined;
  if (findTextFlaw(text) !== undefined || text !== text.trim() || /\s{2}|[^\S ]/u.test(text)) return undefined;
  return text.normalize('NFC') === text ? text : undefined;
}

/** Cyrillic and Greek capitals that look like Latin ones, and those, in the same order. */
const LOOK_ALIKES =
  '\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0405\u0406\u0408\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7';
const LATIN = 'ABEKMHOPCTYXSIJABEZHIKMNOPTYX';

/** Letters reduced to what they look like at a glance: case, accents, compatibility forms and look-alikes apart. */
function skeleton(text: string): string {
  const plain = [...text.normalize('NFKD').toUpperCase()].map((letter) => LATIN[LOOK_ALIKES.indexOf(letter)] ?? letter);
  return plain.join('').replace(/[^A-Z0-9]/g, '');
}

const tableSymbols: ReadonlySet<string> = new Set(assets.map(({ symbol }) => skeleton(symbol)));

function warningsOf(symbol: string, name: string): readonly TokenWarning[] {
  const warnings: TokenWarning[] = [];
  const isForeign = /[^ -~]/.test(symbol) || /[^ -~]/.test(name);
  if (tableSymbols.has(skeleton(symbol)) || tableSymbols.has(skeleton(name))) warnings.push('imitates');
  if (LINK.test(symbol) || LINK.test(name)) warnings.push('link');
  if (isForeign) warnings.push('foreign-letters');
  return warnings;
}

export async function readToken(
  server: EvmServer,
  config: EvmConfig,
  contract: AddressText,
): Promise<Finding<Result<TokenMetadata, TokenRefusal>>> {
  const call = (selector: string) => ({ kind: 'call' as const, to: contract, data: encodeCall(selector) });
  const { tip, state } = await server.read({
    state: [call(selectors.name), call(selectors.symbol), call(selectors.decimals)],
  });
  const found = (value: Result<TokenMetadata, TokenRefusal>) => ({ value, tip });
  if (contract === config.flux.identifier) return found(refuse('known'));
  const [nameAnswer, symbolAnswer, decimalsAnswer] = state;
  if (!nameAnswer || !symbolAnswer || !decimalsAnswer) return found(refuse('no-token'));
  // An account without code answers every call with nothing.
  if (nameAnswer.length === 0 && symbolAnswer.length === 0 && decimalsAnswer.length === 0)
    return found(refuse('no-token'));
  const decimals = parseUintAnswer(decimalsAnswer);
  if (decimals === undefined || decimals > MAX_DECIMALS) return found(refuse('decimals'));
  const name = plainText(nameAnswer, MAX_NAME);
  const symbol = plainText(symbolAnswer, MAX_SYMBOL);
  if (name === undefined || symbol === undefined) return found(refuse('text'));
  const warnings = warningsOf(symbol, name);
  return found(accept({ contract, symbol, name, decimals: Number(decimals), warnings }));
}
