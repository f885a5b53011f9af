import { Field, type FieldWords } from './field.tsx';
import styles from './select.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectFieldProps<Value extends string> extends FieldWords {
  readonly value: Value;
  readonly options: readonly Option<Value>[];
  readonly onValue: (value: Value) => void;
  readonly disabled?: boolean;
}

/** One of several, in a list that opens: the native element, dressed by `appearance: base-select`. */
export function SelectField<Value extends string>({
  value,
  options,
  onValue,
  disabled,
  ...words
}: SelectFieldProps<Value>) {
  const choose = (text: string) => {
    const option = options.find((one) => one.value === text);
    if (option !== undefined) onValue(option.value);
  };
  return (
    <Field {...words}>
      {(control) => (
        <select
          {...control}
          className={styles.select}
          value={value}
          disabled={disabled}
          onChange={(event) => choose(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled} className={styles.option}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
