import type { ReactNode } from 'react';
import styles from './virtual-list.module.css';

/**
 * Parts of a table whose rows are drawn only while visible. Absolute rows cannot be `<tr>`, so the roles are set by hand:
 * VirtualTable ▸ VirtualHeader ▸ VirtualHeaderCell…, VirtualList kind="rows" ▸ VirtualCell….
 */
interface PartProps {
  readonly className?: string | undefined;
  readonly children?: ReactNode;
}

export function VirtualTable({
  label,
  count,
  ...rest
}: PartProps & { readonly label: string; readonly count: number }) {
  const table = { role: 'table', 'aria-label': label, 'aria-rowcount': count + 1 };
  return <div {...table} {...rest} />;
}

export function VirtualHeader({ className, children }: PartProps) {
  const group = { role: 'rowgroup' };
  const row = { role: 'row', 'aria-rowindex': 1 };
  return (
    <div {...group} className={styles.header}>
      <div {...row} className={className}>
        {children}
      </div>
    </div>
  );
}

export type SortState = 'ascending' | 'descending' | 'none';

export function VirtualHeaderCell({ sort, ...rest }: PartProps & { readonly sort?: SortState }) {
  const cell = { role: 'columnheader', 'aria-sort': sort };
  return <span {...cell} {...rest} />;
}

export function VirtualCell({ title, ...rest }: PartProps & { readonly title?: string }) {
  const cell = { role: 'cell', title };
  return <span {...cell} {...rest} />;
}
