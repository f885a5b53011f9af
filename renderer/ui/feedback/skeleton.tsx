import { t } from '../language/index.ts';
import { VisuallyHidden } from '../layout/text.tsx';
import styles from './skeleton.module.css';

interface SkeletonProps {
  /** The line height it stands for: a size of the type scale, or a whole block. */
  readonly size?: 12 | 13 | 14 | 16 | 20 | 28 | 40 | 'control' | 'block';
  readonly width?: 'short' | 'medium' | 'long' | 'full';
}

/** The place of a value on its way; exactly as tall as the value, so that nothing jumps. */
export function Skeleton({ size = 14, width = 'medium' }: SkeletonProps) {
  return (
    <span className={styles.line} data-size={size} data-width={width} aria-hidden>
      <span className={styles.bar} />
    </span>
  );
}

/** Says once that an area is loading; the skeletons inside are silent. */
export function LoadingLabel() {
  return (
    <VisuallyHidden>
      <span role="status">{t('common.loading')}</span>
    </VisuallyHidden>
  );
}
