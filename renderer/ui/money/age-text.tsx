import { t } from '../language/index.ts';
import { ageWords, dateTimeWords } from './age.ts';
import { useNow } from './clock.ts';

/** How old something is, ticking; the exact time on hover. `null`: it never happened. */
export function AgeText({ atMs }: { readonly atMs: number | null }) {
  const words = useNow((now) => (atMs === null ? t('age.never') : ageWords(atMs, now)));
  if (atMs === null) return <span>{words}</span>;
  return (
    <time dateTime={new Date(atMs).toISOString()} title={dateTimeWords(atMs)}>
      {words}
    </time>
  );
}
