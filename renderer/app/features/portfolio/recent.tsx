import { useEffect, useState } from 'react';
import { toWireError, type WireError } from '../../../../wallet-core/errors/index.ts';
import type { ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import { Button, Card, ErrorState, LoadingLabel, Stack, Text, t } from '../../../ui/index.ts';
import { call } from '../../api/index.ts';
import { goTo } from '../../routes/router.ts';
import { useSnapshots } from '../../state/index.ts';
import { entryKey, showInActivity } from '../activity/activity-store.ts';
import { Entry } from '../activity/entry.tsx';
import { EntrySkeleton } from '../activity/entry-skeleton.tsx';
import styles from './recent.module.css';

const SHOWN = 5;

/** The last few payments, with the way to all of them. */
export function Recent() {
  const version = useSnapshots((state) => state.activityVersion);
  const [items, setItems] = useState<readonly ActivityItem[] | null>(null);
  const [error, setError] = useState<WireError | null>(null);
  const [read, setRead] = useState<number | null>(null);

  useEffect(() => {
    if (read === version) return;
    setRead(version);
    call('activity.page', { filter: { search: '', kinds: [], includeSuspicious: false }, offset: 0, limit: SHOWN })
      .then((page) => {
        setItems(page.items);
        setError(null);
      })
      .catch((thrown: unknown) => setError(toWireError(thrown)));
  }, [read, version]);

  return (
    <Card
      title={t('recent.title')}
      padding="flush"
      aside={
        items === null || items.length === 0 ? undefined : (
          <Button size="small" variant="quiet" onClick={() => goTo('activity')}>
            {t('recent.all')}
          </Button>
        )
      }
    >
      {error !== null && error.code !== 'session.locked' && (
        <div className={styles.error}>
          <ErrorState shape="inline" code={error.code} />
        </div>
      )}
      {items === null && error === null && (
        <div className={styles.list}>
          <LoadingLabel />
          {['a', 'b', 'c'].map((id) => (
            <span key={id} className={styles.row}>
              <EntrySkeleton />
            </span>
          ))}
        </div>
      )}
      {items?.length === 0 && (
        <div className={styles.none}>
          <Stack gap={4}>
            <Text weight="medium">{t('recent.none')}</Text>
            <Text tone="muted">{t('recent.empty')}</Text>
          </Stack>
        </div>
      )}
      {items !== null && items.length > 0 && (
        <ul className={styles.list}>
          {items.map((item) => (
            <li key={entryKey(item)}>
              <button type="button" className={styles.row} onClick={() => showInActivity(entryKey(item))}>
                <Entry item={item} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
