import type { ReactNode } from 'react';
import styles from './field.module.css';
import { Field, type FieldWords } from './field.tsx';

interface AmountFieldProps extends FieldWords {
  /** As typed: a decimal text such as `12.5`; may be unfinished. */
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly unit: string;
  /** Shown in place of the input, for instance while "Max" is on. */
  readonly fixed?: ReactNode;
  readonly actions?: ReactNode;
  readonly large?: boolean;
  readonly name?: string;
}

/** Spaces of grouping, as this wallet and others write them; a comma stays, because it may mean a point or a thousand. */
const GROUPING = /[\s\u00a0\u2009\u202f_']/g;

/** An amount of a coin, typed. Holds text, never a number; the text is judged by `parseAmount`. */
export function AmountField({ value, onValue, unit, fixed, actions, large, name, ...words }: AmountFieldProps) {
  return (
    <Field {...words}>
      {(control) => (
        <div className={styles.frame} data-large={large === true ? '' : undefined}>
          {fixed === undefined ? (
            <input
              {...control}
              type="text"
              inputMode="decimal"
              className={styles.input}
              autoComplete="off"
              spellCheck={false}
              placeholder="0"
              name={name}
              value={value}
              onChange={(event) => onValue(event.target.value.replaceAll(GROUPING, ''))}
            />
          ) : (
            <output {...control} className={styles.input}>
              {fixed}
            </output>
          )}
          <span className={styles.affix}>
            <span className={styles.unit}>{unit}</span>
            {actions}
          </span>
        </div>
      )}
    </Field>
  );
}
