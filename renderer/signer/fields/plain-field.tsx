import type { Ref } from 'react';
import { Field, type FieldWords } from '../../ui/index.ts';
import styles from './secret-field.module.css';

interface PlainFieldProps extends FieldWords {
  readonly inputRef: Ref<HTMLInputElement>;
  readonly name: string;
  readonly defaultValue?: string;
  readonly maxLength?: number;
  readonly onEdit?: () => void;
}

/** Something typed that is not secret but stays out of React's state all the same: the user name, a label. */
export function PlainField({ inputRef, name, defaultValue, maxLength = 200, onEdit, ...words }: PlainFieldProps) {
  return (
    <Field {...words}>
      {(control) => (
        <div className={styles.frame}>
          <input
            {...control}
            ref={inputRef}
            name={name}
            className={styles.input}
            type="text"
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={maxLength}
            defaultValue={defaultValue}
            onInput={onEdit}
          />
        </div>
      )}
    </Field>
  );
}
