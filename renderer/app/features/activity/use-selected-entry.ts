import { useEffect, useState } from 'react';
import type { ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import { isSelected } from './activity-store.ts';
import type { PagedList } from './pager.ts';

/** The entry whose detail is open: from the list when it is there, else asked for by its transaction id. */
export function useSelectedEntry(selected: string | null, list: PagedList): ActivityItem | undefined {
  const [fetched, setFetched] = useState<ActivityItem | undefined>(undefined);
  const listed = [...list.items.values()].find((item) => isSelected(item, selected));
  const missing = selected !== null && listed === undefined && list.total !== null;

  useEffect(() => {
    if (!missing || selected === null) return;
    let current = true;
    const [search = ''] = selected.split(':');
    call('activity.page', { filter: { search, kinds: [], includeSuspicious: true }, offset: 0, limit: 50 })
      .then(({ items }) => {
        const found = items.find((item) => isSelected(item, selected));
        if (current && found !== undefined) setFetched(found);
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [missing, selected]);

  if (selected === null) return undefined;
  return listed ?? (fetched !== undefined && isSelected(fetched, selected) ? fetched : undefined);
}
