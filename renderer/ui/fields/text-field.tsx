import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../classes.ts';
import styles from './field.module.css';
import { Field, type FieldWords } from './field.tsx';

type InputProps = Omit<
  ComponentProps<'input'>,
  'className' | 'style' | 'value' | 'onChange' | 'id' | 'size' | 'required'
>;

interface TextFieldProps extends FieldWords, InputProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly mono?: boolean;
  readonly large?: boolean;
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

/** One line of text. Spell checking and completion are off: nothing typed here belongs to the browser. */
export function TextField({
  label,
  labelHidden,
  hint,
  error,
  warning,
  aside,
  optional,
  required,
  value,
  onValue,
  mono,
  large,
  before,
  after,
  ...input
}: TextFieldProps) {
  return (
    <Field
      {...{ label, hint, error, warning, aside }}
      labelHidden={labelHidden === true}
      optional={optional === true}
      required={required === true}
    >
      {(control) => (
        <div className={styles.frame} data-large={large === true ? '' : undefined}>
          {before !== undefined && (
            <span className={styles.affix} data-side="start">
              {before}
            </span>
          )}
          <input
            {...control}
            type="text"
            className={classes(styles.input, mono === true && styles.mono)}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            value={value}
            onChange={(event) => onValue(event.target.value)}
            {...input}
          />
          {after !== undefined && <span className={styles.affix}>{after}</span>}
        </div>
      )}
    </Field>
  );
}

type AreaProps = Omit<ComponentProps<'textarea'>, 'className' | 'style' | 'value' | 'onChange' | 'id' | 'required'>;

interface TextAreaFieldProps extends FieldWords, AreaProps {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly mono?: boolean;
}

/** Several lines; grows with its content. */
export function TextAreaField({
  label,
  labelHidden,
  hint,
  error,
  warning,
  aside,
  optional,
  required,
  value,
  onValue,
  mono,
  ...area
}: TextAreaFieldProps) {
  return (
    <Field
      {...{ label, hint, error, warning, aside }}
      labelHidden={labelHidden === true}
      optional={optional === true}
      required={required === true}
    >
      {(control) => (
        <div className={styles.frame}>
          <textarea
            {...control}
            className={classes(styles.area, mono === true && styles.mono)}
            autoComplete="off"
            autoCorrect="off"
            autoCapitalize="off"
            spellCheck={false}
            value={value}
            onChange={(event) => onValue(event.target.value)}
            {...area}
          />
        </div>
      )}
    </Field>
  );
}
