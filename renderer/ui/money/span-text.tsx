import { t } from '../language/index.ts';
import { dateTimeWords } from './age.ts';
import styles from './age-text.module.css';
import { useNow } from './clock.ts';
import { spanWords } from './span.ts';

/** What is left until `atMs`, ticking; the moment itself on hover. An estimate by nature: blocks keep no clock. */
export function TimeLeft({ atMs }: { readonly atMs: number }) {
  const words = useNow((now) => (atMs <= now ? t('span.now') : spanWords(atMs - now)));
  return (
    <time className={styles.age} dateTime={new Date(atMs).toISOString()} title={dateTimeWords(atMs)}>
      {words}
    </time>
  );
}
