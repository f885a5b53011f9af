import { Eye, EyeOff } from 'lucide-react';
import { type Ref, useState } from 'react';
import { Field, type FieldWords, IconButton, t } from '../../ui/index.ts';
import styles from './secret-field.module.css';

interface SecretFieldProps extends FieldWords {
  /** The input itself: it is uncontrolled, its value is taken once as bytes and never enters React (E-25). */
  readonly inputRef: Ref<HTMLInputElement>;
  readonly name: string;
  /** Tells that something changed, not what. */
  readonly onEdit?: () => void;
}

/** A password or passphrase. Pasting is allowed; nothing is completed, corrected or spell-checked. */
export function SecretField({ inputRef, name, onEdit, ...words }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field {...words}>
      {(control) => (
        <div className={styles.frame}>
          <input
            {...control}
            ref={inputRef}
            name={name}
            className={styles.input}
            type={shown ? 'text' : 'password'}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={4_096}
            onInput={onEdit}
          />
          <IconButton
            icon={shown ? EyeOff : Eye}
            label={`${t(shown ? 'secret.hide' : 'secret.show')}: ${words.label}`}
            size="small"
            onClick={() => setShown(!shown)}
          />
        </div>
      )}
    </Field>
  );
}
