import type { CSSProperties } from 'react';
import { t } from '../language/index.ts';
import styles from './progress.module.css';

interface ProgressProps {
  readonly label: string;
  /** 0…1; `null` while it cannot be known. */
  readonly value: number | null;
}

interface ShareStyle extends CSSProperties {
  readonly '--share': number;
}

/** How far something is. */
export function Progress({ label, value }: ProgressProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  const style: ShareStyle = { '--share': (percent ?? 0) / 100 };
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={percent === null ? undefined : t('bar.percent', { percent })}
      data-unknown={percent === null ? '' : undefined}
    >
      <div className={styles.fill} style={style} />
    </div>
  );
}
