export type { ErrorWords } from './en/errors.ts';
export * from './errors.ts';
export * from './factor-words.ts';
export {
  activeLanguage,
  activeLocale,
  formatCount,
  type Language,
  type MessageId,
  setLanguage,
  t,
  tx,
} from './translate.ts';
