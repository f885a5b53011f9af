import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { call } from '../../api/index.ts';
import { useSnapshots } from '../../state/index.ts';
import { filterOf, useActivity } from './activity-store.ts';
import { createPager, type PagedList, type Pager } from './pager.ts';

/** The pages of the current filter, read again when the backend says that history has changed. */
export function useActivityPages(): { readonly list: PagedList; readonly pager: Pager } {
  const search = useActivity((state) => state.search);
  const kind = useActivity((state) => state.kind);
  const chain = useActivity((state) => state.chain);
  const includeSuspicious = useActivity((state) => state.includeSuspicious);
  const version = useSnapshots((state) => state.activityVersion);
  const pager = useMemo(() => {
    const filter = filterOf({ search, kind, chain, includeSuspicious });
    return createPager((offset, limit) => call('activity.page', { filter, offset, limit }));
  }, [search, kind, chain, includeSuspicious]);

  useEffect(() => {
    pager.need(0, 0);
    return () => pager.close();
  }, [pager]);
  useEffect(() => {
    if (version > 0) pager.refresh();
  }, [pager, version]);

  const list = useSyncExternalStore(pager.subscribe, pager.read);
  return { list, pager };
}
