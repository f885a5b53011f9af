import { createElement, Fragment, type ReactNode } from 'react';
import { type EnglishMessages, english } from './en/index.ts';
import { type Messages, type NamesOf, piecesOf, templateOf } from './message.ts';
import { pseudoMessages } from './pseudo.ts';

export type MessageId = keyof EnglishMessages;
export type Language = 'en' | 'pseudo';

type Fill<Id extends MessageId, Value> = [NamesOf<EnglishMessages[Id]>] extends [never]
  ? []
  : [names: Readonly<Record<NamesOf<EnglishMessages[Id]>, Value>>];

interface Current {
  readonly language: Language;
  readonly locale: string;
  readonly messages: Messages;
  readonly plurals: Intl.PluralRules;
}

let active: Current = makeCurrent('en');

function makeCurrent(language: Language): Current {
  const locale = 'en-GB';
  const messages = language === 'pseudo' ? pseudoMessages(english) : english;
  return { language, locale, messages, plurals: new Intl.PluralRules(locale) };
}

/** Sets the language of every text drawn from now on; the root is drawn anew by whoever calls this. */
export function setLanguage(language: Language): void {
  active = makeCurrent(language);
}

export function activeLanguage(): Language {
  return active.language;
}

export function activeLocale(): string {
  return active.locale;
}

/** A whole number with thin spaces between groups of three. */
export function formatCount(count: number): string {
  return Math.trunc(count)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u202f');
}

function fillText(value: string | number | undefined): string {
  return typeof value === 'number' ? formatCount(value) : (value ?? '');
}

function templateFor(id: string, count: unknown): string {
  const message = active.messages[id] ?? id;
  return templateOf(message, typeof count === 'number' ? count : undefined, active.plurals);
}

/** The words for a message id in the active language, names filled in. Numbers choose the plural through `count`. */
export function t<Id extends MessageId>(id: Id, ...fill: Fill<Id, string | number>): string;
export function t(id: string, names: Readonly<Record<string, string | number>> = {}): string {
  return piecesOf(templateFor(id, names.count))
    .map((piece) => (piece.kind === 'text' ? piece.text : fillText(names[piece.name])))
    .join('');
}

/** As `t`, with elements in place of names (an amount, an address): the sentence stays one message. */
export function tx<Id extends MessageId>(id: Id, ...fill: Fill<Id, ReactNode>): ReactNode;
export function tx(id: string, names: Readonly<Record<string, ReactNode>> = {}): ReactNode {
  const count = names.count;
  return piecesOf(templateFor(id, count)).map((piece, at) =>
    createElement(
      Fragment,
      { key: `${at}-${piece.kind}` },
      piece.kind === 'text'
        ? piece.text
        : typeof count === 'number' && piece.name === 'count'
          ? formatCount(count)
          : names[piece.name],
    ),
  );
}
