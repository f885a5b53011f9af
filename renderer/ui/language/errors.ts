import { addressRefusalWords, type ErrorWords, errorWords } from './en/errors.ts';
import { pseudoText } from './pseudo.ts';
import { activeLanguage } from './translate.ts';

const words: Readonly<Record<string, ErrorWords>> = errorWords;
const refusals: Readonly<Record<string, string>> = addressRefusalWords;

function inActiveLanguage(text: string): string {
  return activeLanguage() === 'pseudo' ? pseudoText(text) : text;
}

/** What happened, what it means for the money, what to do: for any error or issue code. Unknown codes read as `internal`. */
export function describeError(code: string): ErrorWords {
  const found = (Object.hasOwn(words, code) ? words[code] : undefined) ?? errorWords.internal;
  return {
    title: inActiveLanguage(found.title),
    meaning: inActiveLanguage(found.meaning),
    next: inActiveLanguage(found.next),
  };
}

/** Why a text was refused as an address, from `AddressRefusal`; `undefined` for anything else. */
export function describeAddressRefusal(reason: unknown): string | undefined {
  if (typeof reason !== 'string' || !Object.hasOwn(refusals, reason)) return undefined;
  const text = refusals[reason];
  return text === undefined ? undefined : inActiveLanguage(text);
}
