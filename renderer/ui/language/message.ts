/** What a message may be: a text with `{names}` to fill in, or one text per plural form of `{count}`. No markup ever. */
export interface PluralMessage {
  readonly one: string;
  readonly other: string;
  readonly zero?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
}

export type Message = string | PluralMessage;
export type Messages = Readonly<Record<string, Message>>;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type TextOf<M> = M extends string ? M : M extends PluralMessage ? M['one'] | M['other'] : never;

/** The names a message wants filled in; `count` for every plural. */
export type NamesOf<M> = Names<TextOf<M>> | (M extends PluralMessage ? 'count' : never);

const PLACE = /\{([a-zA-Z]+)\}/g;

export type Piece = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'name'; readonly name: string };

/** Splits `Send {amount} to {name}` into its texts and names, in order; joining them gives the template back. */
export function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const match of template.matchAll(PLACE)) {
    if (match.index > at) pieces.push({ kind: 'text', text: template.slice(at, match.index) });
    pieces.push({ kind: 'name', name: match[1] ?? '' });
    at = match.index + match[0].length;
  }
  if (at < template.length) pieces.push({ kind: 'text', text: template.slice(at) });
  return pieces;
}

/** The text of a message for `count` under the plural rules of `locale`. */
export function templateOf(message: Message, count: number | undefined, rules: Intl.PluralRules): string {
  if (typeof message === 'string') return message;
  return message[rules.select(count ?? 0)] ?? message.other;
}
