/** Where a known address comes from, for the sentence that warns. */
export type KnownAddressSource = 'contact' | 'own' | 'history' | 'clipboard';

export interface KnownAddress {
  readonly address: string;
  readonly source: KnownAddressSource;
}

export interface LookAlike {
  readonly known: KnownAddress;
  /** Characters that agree after the constant prefix, and at the end. */
  readonly head: number;
  readonly tail: number;
  /** Positions in the candidate's text, from 0, where it differs from the known one: to be marked on screen. */
  readonly positions: readonly number[];
}

interface Style {
  readonly prefix: RegExp;
  readonly ignoresCase: boolean;
  /** How many characters must agree at each end to fool an eye that reads the ends only. */
  readonly ends: number;
}

/**
 * What stays the same in every address of a kind says nothing, so comparing starts after it. Hex without case and with
 * four characters (as in address-poisoning.ts of MetaMask/core), base58 with case and three.
 */
const styles: readonly Style[] = [
  { prefix: /^0x(?=[0-9a-f]{40}$)/i, ignoresCase: true, ends: 4 },
  { prefix: /^k:(?=[0-9a-f]{64}$)/i, ignoresCase: true, ends: 4 },
  { prefix: /^bc1[qp]/i, ignoresCase: true, ends: 3 },
  { prefix: /^t[13]/, ignoresCase: false, ends: 3 },
  // Bitcoin, Tron, Ergo: one letter that the kind of address decides.
  { prefix: /^(?:[13](?=\w{25,34}$)|T(?=\w{33}$)|9(?=\w{50}$))/, ignoresCase: false, ends: 3 },
  { prefix: /^/, ignoresCase: false, ends: 3 },
];

interface Body {
  readonly style: Style;
  readonly prefix: string;
  readonly text: string;
}

function bodyOf(address: string): Body {
  for (const style of styles) {
    const prefix = style.prefix.exec(address)?.[0];
    if (prefix === undefined) continue;
    const folded = style.ignoresCase ? address.toLowerCase() : address;
    return { style, prefix: folded.slice(0, prefix.length), text: folded.slice(prefix.length) };
  }
  throw new RangeError('the last style takes every address');
}

function agreement(a: string, b: string): { readonly head: number; readonly tail: number } {
  const length = Math.min(a.length, b.length);
  let head = 0;
  while (head < length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < length && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return { head, tail };
}

function differingPositions(candidate: Body, known: Body, head: number): number[] {
  const text = candidate.prefix + candidate.text;
  const other = known.prefix + known.text;
  if (text.length === other.length) return text.split('').flatMap((unit, at) => (unit === other[at] ? [] : [at]));
  // Of different length: all between the equal ends.
  const start = candidate.prefix.length + head;
  let end = text.length;
  for (let back = 1; end > start && text[text.length - back] === other[other.length - back]; back++) end--;
  return Array.from({ length: end - start }, (_, at) => start + at);
}

/**
 * Known addresses that `candidate` resembles without being equal (T-02): both ends agree after the constant prefix.
 * Most alike first. An address that equals a known one resembles nobody: it is known.
 */
export function findLookAlikes(candidate: string, known: readonly KnownAddress[]): readonly LookAlike[] {
  const body = bodyOf(candidate);
  const found: LookAlike[] = [];
  for (const entry of known) {
    const other = bodyOf(entry.address);
    if (other.style !== body.style) continue;
    if (other.text === body.text && other.prefix === body.prefix) return [];
    const { head, tail } = agreement(body.text, other.text);
    if (head < body.style.ends || tail < body.style.ends) continue;
    found.push({ known: entry, head, tail, positions: differingPositions(body, other, head) });
  }
  return found.sort((a, b) => b.head + b.tail - (a.head + a.tail));
}
