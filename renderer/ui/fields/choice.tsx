import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './choice.module.css';

interface ToggleProps
  extends Omit<ComponentProps<'input'>, 'type' | 'className' | 'style' | 'checked' | 'onChange' | 'id'> {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
}

function Toggle({
  label,
  hint,
  checked,
  onChecked,
  kind,
  ...input
}: ToggleProps & { readonly kind: 'checkbox' | 'switch' }) {
  const id = useId();
  return (
    <div className={styles.toggle} data-kind={kind}>
      <input
        {...input}
        id={id}
        type="checkbox"
        role={kind === 'switch' ? 'switch' : undefined}
        className={styles[kind]}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        checked={checked}
        onChange={(event) => onChecked(event.target.checked)}
      />
      <div className={styles.words}>
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && (
          <div className={styles.hint} id={`${id}-hint`}>
            {hint}
          </div>
        )}
      </div>
    </div>
  );
}

/** Agrees to something, or takes it into a selection. */
export function Checkbox(props: ToggleProps) {
  return <Toggle kind="checkbox" {...props} />;
}

/** Turns a setting on or off; takes effect at once. */
export function Switch(props: ToggleProps) {
  return <Toggle kind="switch" {...props} />;
}

/** A box without visible words, for rows of a table; the name goes to screen readers. */
export function BareCheckbox({
  label,
  checked,
  indeterminate = false,
  disabled,
  onChecked,
}: {
  readonly label: string;
  readonly checked: boolean;
  readonly indeterminate?: boolean;
  readonly disabled?: boolean;
  readonly onChecked: (checked: boolean) => void;
}) {
  return (
    <input
      type="checkbox"
      className={styles.checkbox}
      aria-label={label}
      checked={checked}
      disabled={disabled}
      ref={(element) => {
        if (element !== null) element.indeterminate = indeterminate;
      }}
      onChange={(event) => onChecked(event.target.checked)}
    />
  );
}
