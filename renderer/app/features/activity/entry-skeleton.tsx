import { Skeleton, t, VisuallyHidden } from '../../../ui/index.ts';
import styles from './activity.module.css';

/** A payment on its way, in the layout of one. */
export function EntrySkeleton() {
  return (
    <span className={styles.entry}>
      <VisuallyHidden>{t('common.loading')}</VisuallyHidden>
      <span className={styles.kind} />
      <span className={styles.words}>
        <Skeleton width="long" />
        <Skeleton size={12} width="medium" />
      </span>
      <span className={styles.figures}>
        <Skeleton width="medium" />
      </span>
    </span>
  );
}
