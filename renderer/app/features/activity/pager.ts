import type { ActivityItem, ReplyOf } from '../../../../wallet-core/ipc/index.ts';
import { createPagedReader, type PagedReader, type PagedRows } from '../../state/paged-list.ts';

export { KEEP_PAGES, PAGE_SIZE } from '../../state/paged-list.ts';

type PageReply = ReplyOf<'activity.page'>;
type Notes = Omit<PageReply, 'items' | 'total'>;

export type PagedList = PagedRows<ActivityItem, Notes>;
export type Pager = PagedReader<ActivityItem, Notes>;

/** Reads the history page by page, for one filter. */
export function createPager(load: (offset: number, limit: number) => Promise<PageReply>): Pager {
  return createPagedReader<PageReply, ActivityItem, Notes>({
    load,
    open: ({ items, total, ...notes }) => ({ items, total, notes }),
    notes: { complete: true, suspiciousCount: 0 },
  });
}
