import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './chip.module.css';

export type Tone = 'neutral' | 'accent' | 'positive' | 'warning' | 'danger' | 'info';

interface ChipProps {
  readonly tone?: Tone;
  readonly icon?: LucideIcon;
  readonly children?: ReactNode;
}

/** A state in one or two words. The words carry the meaning, the colour repeats it. */
export function Chip({ tone = 'neutral', icon: Icon, children }: ChipProps) {
  return (
    <span className={styles.chip} data-tone={tone}>
      {Icon !== undefined && <Icon className={styles.icon} aria-hidden />}
      <span className={styles.words}>{children}</span>
    </span>
  );
}
