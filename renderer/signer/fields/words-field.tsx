import { type RefObject, useRef, useState } from 'react';
import { completeWord } from '../../../wallet-core/seed/index.ts';
import { Field, t } from '../../ui/index.ts';
import styles from './words-field.module.css';

interface WordsFieldProps {
  readonly inputRef: RefObject<HTMLTextAreaElement | null>;
  readonly label: string;
  readonly error: string | undefined;
}

const MOST = 6;

/** The word that the caret is in, and where it begins. */
function wordAtCaret(input: HTMLTextAreaElement): { readonly start: number; readonly prefix: string } {
  const before = input.value.slice(0, input.selectionStart);
  const prefix = /\S*$/.exec(before)?.[0] ?? '';
  return { start: before.length - prefix.length, prefix };
}

/**
 * Recovery words with completion. Words and suggestions are secrets: both live in the page's elements alone, filled and
 * emptied by hand, and React knows how many there are and nothing else (E-25).
 */
export function WordsField({ inputRef, label, error }: WordsFieldProps) {
  const suggestions = useRef<HTMLFieldSetElement>(null);
  const [count, setCount] = useState(0);

  const clear = () => suggestions.current?.replaceChildren();

  const insert = (word: string) => {
    const input = inputRef.current;
    if (input === null) return;
    const { start } = wordAtCaret(input);
    input.setRangeText(`${word} `, start, input.selectionStart, 'end');
    input.focus();
    edited();
  };

  const edited = () => {
    const input = inputRef.current;
    if (input === null) return;
    setCount(input.value.trim().split(/\s+/).filter(Boolean).length);
    const { prefix } = wordAtCaret(input);
    const found = prefix.length < 2 ? [] : completeWord(prefix, MOST);
    const isDone = found.length === 1 && found[0] === prefix.toLowerCase();
    const buttons = isDone ? [] : found.map((word) => buttonOf(word, insert));
    suggestions.current?.replaceChildren(...buttons);
  };

  return (
    <Field label={label} aside={t('import.wordsHint', { count })} hint={t('import.wordsTab')} error={error}>
      {(control) => (
        <>
          <textarea
            {...control}
            ref={inputRef}
            name="words"
            rows={4}
            className={styles.words}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={1_000}
            onInput={edited}
            onBlur={(event) => {
              if (!(suggestions.current?.contains(event.relatedTarget) ?? false)) clear();
            }}
          />
          {/* Filled by hand: what stands in here tells the words. */}
          <fieldset ref={suggestions} className={styles.suggestions} aria-label={t('import.suggestions')} />
        </>
      )}
    </Field>
  );
}

function buttonOf(word: string, insert: (word: string) => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = styles.suggestion ?? '';
  button.textContent = word;
  button.addEventListener('click', () => insert(word));
  return button;
}
