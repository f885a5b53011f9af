import { t } from '../language/index.ts';
import { ageWords, dateTimeWords } from './age.ts';
import styles from './age-text.module.css';
import { useNow } from './clock.ts';

/** How old something is, ticking; the exact time on hover. `null`: it never happened. */
export function AgeText({ atMs }: { readonly atMs: number | null }) {
  const words = useNow((now) => (atMs === null ? t('age.never') : ageWords(atMs, now)));
  if (atMs === null) return <span>{words}</span>;
  return (
    <time className={styles.age} dateTime={new Date(atMs).toISOString()} title={dateTimeWords(atMs)}>
      {words}
    </time>
  );
}
