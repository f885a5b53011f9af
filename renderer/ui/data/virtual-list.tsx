import { useVirtualizer } from '@tanstack/react-virtual';
import { type CSSProperties, type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import styles from './virtual-list.module.css';

/** Heights in px of one row and of a heading above a row; whole steps of the grid. */
export const LIST_ROW = 56;
export const LIST_HEADING = 44;

/** What takes the focus in a row: of an item that is here, or of one that is on its way. */
const ROW_TARGET = ':is([data-row-focus], [data-row-pending])';

/** How far beyond the visible part rows are drawn, so that fast scrolling shows no gaps. */
const OVERSCAN = 12;

interface PlaceStyle extends CSSProperties {
  readonly '--row-start': string;
  readonly '--row-size': string;
}

interface HeightStyle extends CSSProperties {
  readonly '--list-size': string;
}

interface VirtualListProps {
  readonly label: string;
  readonly count: number;
  /** Height of a row in px; called for every row, so it only looks something up. */
  readonly sizeOf: (index: number) => number;
  /** Changes when `sizeOf` would answer differently. */
  readonly sizesKey: unknown;
  /** The row that Tab reaches; arrow keys, Page Up and Down, Home and End move it. */
  readonly active: number;
  readonly onActive: (index: number) => void;
  /** Rows in view, to load them. Called when it changes. */
  readonly onRange?: (first: number, last: number) => void;
  /** `list`: items of a list · `rows`: rows of a table whose header stands elsewhere. */
  readonly kind?: 'list' | 'rows';
  /** Its rows hold nothing that takes focus: then the rows as a whole do, so that the keyboard can scroll them. */
  readonly reach?: 'items' | 'whole';
  /** Above all rows, scrolling with them. */
  readonly head?: ReactNode;
  /** Below all rows, scrolling with them. */
  readonly foot?: ReactNode;
  /** The row's content; in a list, what carries `data-row-focus` (or, while it loads, `data-row-pending`) takes part in moving by keys. */
  readonly children: (index: number, tabIndex: 0 | -1) => ReactNode;
}

/** A list of any length of which only the visible part is in the page. Positions and the whole count are told to screen readers. */
export function VirtualList(props: VirtualListProps) {
  const {
    label,
    count,
    sizeOf,
    sizesKey,
    active,
    onActive,
    onRange,
    kind = 'list',
    reach = 'items',
    head,
    foot,
    children,
  } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef<number | null>(null);
  const measured = useRef(sizesKey);
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: sizeOf,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: 800 },
  });
  const rows = virtual.getVirtualItems();
  const first = rows[0]?.index ?? 0;
  const last = rows.at(-1)?.index ?? -1;

  // New heights above must not push what is being read: the first row in view stays where it is.
  useLayoutEffect(() => {
    if (measured.current === sizesKey) return;
    measured.current = sizesKey;
    const element = scroll.current;
    const offset = element?.scrollTop ?? 0;
    const anchor = virtual.getVirtualItemForOffset(offset);
    virtual.measure();
    if (element === null || anchor === undefined || offset === 0) return;
    element.style.setProperty('--list-size', `${virtual.getTotalSize()}px`);
    const moved = (virtual.measurementsCache[anchor.index]?.start ?? anchor.start) - anchor.start;
    if (moved !== 0) element.scrollTop = offset + moved;
  });
  useEffect(() => {
    if (last >= first) onRange?.(first, last);
  }, [first, last, onRange]);
  useEffect(() => {
    if (wantsFocus.current === null) return;
    const target = scroll.current?.querySelector<HTMLElement>(`[data-row="${wantsFocus.current}"] ${ROW_TARGET}`);
    if (target === null || target === undefined) {
      // Rows that came in between had other heights than expected: aim again.
      virtual.scrollToIndex(wantsFocus.current);
      return;
    }
    wantsFocus.current = null;
    target.focus({ preventScroll: true });
  });

  const move = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / LIST_ROW) - 1);
    const steps: Partial<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: count - 1,
    };
    const wanted = steps[event.key];
    const onRow = event.target instanceof Element && event.target.closest(ROW_TARGET) !== null;
    if (wanted === undefined || !onRow) return;
    event.preventDefault();
    const next = Math.min(count - 1, Math.max(0, wanted));
    wantsFocus.current = next;
    virtual.scrollToIndex(next);
    onActive(next);
  };

  const height: HeightStyle = { '--list-size': `${virtual.getTotalSize()}px` };
  const whole =
    kind === 'list'
      ? { role: 'list', 'aria-label': label, onKeyDown: move }
      : { role: 'rowgroup', tabIndex: reach === 'whole' ? 0 : undefined };
  const part = (index: number) =>
    kind === 'list'
      ? { role: 'listitem', 'aria-setsize': count, 'aria-posinset': index + 1 }
      : { role: 'row', 'aria-rowindex': index + 2 };
  return (
    <div ref={scroll} className={styles.scroll} style={height}>
      {head}
      <div {...whole} className={styles.rows}>
        {rows.map((row) => {
          const place: PlaceStyle = { '--row-start': `${row.start}px`, '--row-size': `${row.size}px` };
          return (
            <div key={row.key} {...part(row.index)} className={styles.row} style={place} data-row={row.index}>
              {children(row.index, row.index === active ? 0 : -1)}
            </div>
          );
        })}
      </div>
      {foot}
    </div>
  );
}
