import { CircleAlert, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { t } from '../language/index.ts';
import styles from './field.module.css';

/** What a control must carry so that its label, hint and error belong to it. */
export interface FieldControl {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
  readonly 'aria-required': true | undefined;
}

export interface FieldWords {
  readonly label: string;
  /** The label is clear from the surroundings and is only read out. */
  readonly labelHidden?: boolean;
  /** Helps before typing; always visible. */
  readonly hint?: ReactNode;
  /** Blocks; stands beside its field. */
  readonly error?: ReactNode;
  /** Informs, does not block. */
  readonly warning?: ReactNode;
  /** At the end of the label's line: a counter, a small action. */
  readonly aside?: ReactNode;
  readonly optional?: boolean;
  readonly required?: boolean;
}

interface FieldProps extends FieldWords {
  readonly children: (control: FieldControl) => ReactNode;
}

/** A labelled control with hint, warning and error, all tied to it for screen readers. */
export function Field({ label, labelHidden, hint, error, warning, aside, optional, required, children }: FieldProps) {
  const id = useId();
  const has = (node: ReactNode) => node !== undefined && node !== null && node !== false;
  const described = [has(hint) && `${id}-hint`, has(error) && `${id}-error`, has(warning) && `${id}-warning`];
  const describedBy = described.filter((one) => one !== false).join(' ');
  return (
    <div className={styles.field}>
      <div className={styles.head} data-hidden={labelHidden === true ? '' : undefined}>
        <label className={styles.label} htmlFor={id}>
          {label}
          {optional === true && <span className={styles.optional}> ({t('common.optional')})</span>}
        </label>
        {has(aside) && <span className={styles.aside}>{aside}</span>}
      </div>
      {children({
        id,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': has(error) ? true : undefined,
        'aria-required': required === true ? true : undefined,
      })}
      <div aria-live="polite" className={styles.notes}>
        {has(error) && (
          <div className={styles.error} id={`${id}-error`}>
            <CircleAlert className={styles.icon} aria-hidden />
            <div>{error}</div>
          </div>
        )}
        {has(warning) && (
          <div className={styles.warning} id={`${id}-warning`}>
            <TriangleAlert className={styles.icon} aria-hidden />
            <div>{warning}</div>
          </div>
        )}
      </div>
      {has(hint) && (
        <div className={styles.hint} id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}
