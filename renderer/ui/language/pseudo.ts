import { type Message, type Messages, piecesOf } from './message.ts';

const ACCENTS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ö',
  u: 'ü',
  A: 'Å',
  E: 'É',
  I: 'Í',
  O: 'Ö',
  U: 'Ü',
  n: 'ñ',
  c: 'ç',
};

/** A text 40 % longer with accents and brackets: shows cut-off words and sentences that were put together from parts. */
export function pseudoText(template: string): string {
  const pieces = piecesOf(template);
  const length = template.length;
  const accented = pieces
    .map((piece) => (piece.kind === 'name' ? `{${piece.name}}` : [...piece.text].map((c) => ACCENTS[c] ?? c).join('')))
    .join('');
  return `[${accented}${' ~~~~'.repeat(Math.ceil((length * 0.4) / 5))}]`;
}

function pseudoMessage(message: Message): Message {
  if (typeof message === 'string') return pseudoText(message);
  return { one: pseudoText(message.one), other: pseudoText(message.other) };
}

/** Every message of a language in its pseudo form. For layout tests; not offered to people. */
export function pseudoMessages(messages: Messages): Messages {
  return Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, pseudoMessage(message)]));
}
