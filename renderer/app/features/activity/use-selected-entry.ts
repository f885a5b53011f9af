import { useEffect, useState } from 'react';
import type { ActivityItem } from '../../../../wallet-core/ipc/index.ts';
import { call } from '../../api/index.ts';
import type { PagedList } from './pager.ts';

/** The payment whose detail is open: from the list when it is there, else asked for by its id. */
export function useSelectedEntry(txid: string | null, list: PagedList): ActivityItem | undefined {
  const [fetched, setFetched] = useState<ActivityItem | undefined>(undefined);
  const listed = txid === null ? undefined : [...list.items.values()].find((item) => item.txid === txid);
  const missing = txid !== null && listed === undefined && list.total !== null;

  useEffect(() => {
    if (!missing || txid === null) return;
    let current = true;
    call('activity.page', { filter: { search: txid, kinds: [], includeSuspicious: true }, offset: 0, limit: 1 })
      .then(({ items }) => {
        const [found] = items;
        if (current && found?.txid === txid) setFetched(found);
      })
      .catch(() => undefined);
    return () => {
      current = false;
    };
  }, [missing, txid]);

  if (txid === null) return undefined;
  return listed ?? (fetched?.txid === txid ? fetched : undefined);
}
