import type { ReactNode } from 'react';
import styles from './table.module.css';

export interface Column<Row> {
  readonly id: string;
  readonly header: ReactNode;
  readonly align?: 'start' | 'end';
  /** Takes the room that is left. */
  readonly wide?: boolean;
  /** Names its row for screen readers. */
  readonly names?: boolean;
  readonly render: (row: Row) => ReactNode;
}

interface TableProps<Row> {
  /** Read out as the table's name. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Below all rows, for instance totals: as many cells as columns. */
  readonly footer?: readonly ReactNode[];
  /** `top`: for cells of several lines. */
  readonly rowAlign?: 'middle' | 'top';
}

/** Rows and columns. For lists longer than some hundreds use `VirtualTable`. */
export function Table<Row>({ caption, columns, rows, keyOf, footer, rowAlign = 'middle' }: TableProps<Row>) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={caption} data-rows={rowAlign}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={styles.header} data-align={column.align}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)} className={styles.row}>
              {columns.map((column) => {
                const Cell = column.names === true ? 'th' : 'td';
                return (
                  <Cell
                    key={column.id}
                    scope={column.names === true ? 'row' : undefined}
                    className={styles.cell}
                    data-align={column.align}
                    data-wide={column.wide === true ? '' : undefined}
                  >
                    {column.render(row)}
                  </Cell>
                );
              })}
            </tr>
          ))}
        </tbody>
        {footer !== undefined && (
          <tfoot>
            <tr className={styles.footer}>
              {columns.map((column, at) => (
                <td key={column.id} className={styles.cell} data-align={column.align}>
                  {footer[at]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
