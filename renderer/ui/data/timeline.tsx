import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../language/index.ts';
import { VisuallyHidden } from '../layout/text.tsx';
import styles from './timeline.module.css';

export type StepState = 'done' | 'current' | 'waiting' | 'failed';

export interface Step {
  readonly id: string;
  readonly title: ReactNode;
  readonly state: StepState;
  readonly detail?: ReactNode;
}

const words = { done: 'step.done', current: 'step.current', waiting: 'step.waiting', failed: 'step.failed' } as const;

/** Steps of something that takes time, top to bottom; each says its state in words too. */
export function Timeline({ label, steps }: { readonly label: string; readonly steps: readonly Step[] }) {
  return (
    <ol className={styles.timeline} aria-label={label}>
      {steps.map((step) => (
        <li
          key={step.id}
          className={styles.step}
          data-state={step.state}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className={styles.mark} aria-hidden>
            {step.state === 'done' && <Check className={styles.icon} />}
            {step.state === 'failed' && <X className={styles.icon} />}
          </span>
          <div className={styles.body}>
            <div className={styles.title}>
              {step.title}
              <VisuallyHidden> ({t(words[step.state])})</VisuallyHidden>
            </div>
            {step.detail !== undefined && <div className={styles.detail}>{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
