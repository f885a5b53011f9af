import type { LucideIcon } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { VisuallyHidden } from '../layout/text.tsx';
import styles from './choice.module.css';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  readonly detail?: ReactNode;
  readonly icon?: LucideIcon;
}

interface ChoiceProps<Value extends string> {
  readonly legend: string;
  /** The legend is clear from the surroundings and is only read out. */
  readonly legendHidden?: boolean;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onValue: (value: Value) => void;
}

function Legend({ text, hidden }: { readonly text: string; readonly hidden: boolean | undefined }) {
  return hidden === true ? (
    <legend>
      <VisuallyHidden>{text}</VisuallyHidden>
    </legend>
  ) : (
    <legend className={styles.legend}>{text}</legend>
  );
}

/** One of a few, all visible, beside each other. Arrow keys move, as in every group of radio buttons. */
export function SegmentedControl<Value extends string>({
  legend,
  legendHidden,
  choices,
  value,
  onValue,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <Legend text={legend} hidden={legendHidden} />
      <div className={styles.segments}>
        {choices.map(({ value: own, label, icon: Icon }) => (
          <label key={own} className={styles.segment}>
            <input
              type="radio"
              className={styles.segmentInput}
              name={name}
              value={own}
              checked={own === value}
              onChange={() => onValue(own)}
            />
            <span className={styles.segmentLabel}>
              {Icon !== undefined && <Icon size={14} aria-hidden />}
              {label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of a few with a line of detail each, as cards. */
export function RadioCards<Value extends string>({
  legend,
  legendHidden,
  choices,
  value,
  onValue,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <Legend text={legend} hidden={legendHidden} />
      <div className={styles.cards}>
        {choices.map(({ value: own, label, detail }) => (
          <label key={own} className={styles.card}>
            <input
              type="radio"
              className={styles.cardInput}
              name={name}
              value={own}
              checked={own === value}
              onChange={() => onValue(own)}
            />
            <span className={styles.cardBody}>
              <span className={styles.cardTitle}>{label}</span>
              {detail !== undefined && <span className={styles.cardDetail}>{detail}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** One of several, below each other. */
export function RadioGroup<Value extends string>({
  legend,
  legendHidden,
  choices,
  value,
  onValue,
}: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className={styles.group}>
      <Legend text={legend} hidden={legendHidden} />
      {choices.map(({ value: own, label, detail }) => (
        <label key={own} className={styles.toggle}>
          <input
            type="radio"
            className={styles.radio}
            name={name}
            value={own}
            checked={own === value}
            onChange={() => onValue(own)}
          />
          <span className={styles.words}>
            <span>{label}</span>
            {detail !== undefined && <span className={styles.hint}> {detail}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
