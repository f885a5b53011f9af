import { accept, findTextFlaw, type Result, refuse, utf8 } from '../primitives/index.ts';
import type { LinkRefusal } from './link.ts';

/** Longest link taken from the operating system, a QR code or the clipboard (E-30). */
export const MAX_LINK_BYTES = 4096;
const MAX_PARAMETERS = 64;

export const linkSchemes = ['flux', 'zel', 'bitcoin', 'ethereum', 'solana', 'tron'] as const;
export type LinkScheme = (typeof linkSchemes)[number];

export interface LinkParts {
  readonly scheme: LinkScheme;
  /** Between the colon and the first question mark, decoded once. */
  readonly path: string;
  /** Was there a question mark? */
  readonly hasQuery: boolean;
  /** In the order of the link; names and values decoded once. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

/** Names the flaw that forbids a text in a link. Joiners stay allowed: names in several scripts need them. */
function flawOf(text: string): LinkRefusal | undefined {
  const flaw = findTextFlaw(text);
  if (flaw === undefined || flaw === 'joiner') return undefined;
  return flaw === 'malformed' ? 'encoding' : flaw;
}

/** Percent-decoding, once, strict UTF-8 (no overlong forms, no surrogates); a raw `+` stays a plus sign. */
function decodeOnce(text: string): Result<string, LinkRefusal> {
  let decoded: string;
  try {
    decoded = decodeURIComponent(text);
  } catch {
    return refuse('encoding');
  }
  const flaw = flawOf(decoded);
  return flaw === undefined ? accept(decoded) : refuse(flaw);
}

function parseScheme(text: string): LinkScheme | undefined {
  const lower = text.toLowerCase();
  return /^[a-z]+$/i.test(text) ? linkSchemes.find((scheme) => scheme === lower) : undefined;
}

/**
 * Scheme, path and parameters of a link of at most 4 KiB. Refuses control, bidi and invisible characters, raw or
 * percent-encoded, and bad encodings. What the parts mean is for the scheme's own parser.
 */
export function splitLink(text: string): Result<LinkParts, LinkRefusal> {
  if (text.length > MAX_LINK_BYTES || utf8(text).length > MAX_LINK_BYTES) return refuse('too-long');
  const flaw = flawOf(text);
  if (flaw !== undefined) return refuse(flaw);
  const colon = text.indexOf(':');
  const scheme = colon === -1 ? undefined : parseScheme(text.slice(0, colon));
  if (scheme === undefined) return refuse('scheme');

  const rest = text.slice(colon + 1);
  const mark = rest.indexOf('?');
  const path = decodeOnce(mark === -1 ? rest : rest.slice(0, mark));
  if (!path.ok) return path;

  const parameters: [string, string][] = [];
  for (const part of mark === -1 ? [] : rest.slice(mark + 1).split('&')) {
    if (part === '') continue;
    if (parameters.length === MAX_PARAMETERS) return refuse('too-long');
    const equals = part.indexOf('=');
    const name = decodeOnce(equals === -1 ? part : part.slice(0, equals));
    if (!name.ok) return name;
    const value = decodeOnce(equals === -1 ? '' : part.slice(equals + 1));
    if (!value.ok) return value;
    parameters.push([name.value, value.value]);
  }
  return accept({ scheme, path: path.value, hasQuery: mark !== -1, parameters });
}

/** Parameters by name; refuses a name that stands twice, however it is encoded. A Map, so no name is special. */
export function uniqueParameters(parts: LinkParts): Result<ReadonlyMap<string, string>, LinkRefusal> {
  const unique = new Map(parts.parameters);
  return unique.size === parts.parameters.length ? accept(unique) : refuse('duplicate');
}

/**
 * The link among the arguments of a second start of the app: the only one that looks like a link we know (E-30).
 * `null` when there is none, or more than one. It still has to be parsed.
 */
export function pickLinkArgument(argv: readonly string[]): string | null {
  const links = argv.filter((argument) => splitLink(argument).ok);
  return links.length === 1 ? (links[0] ?? null) : null;
}
