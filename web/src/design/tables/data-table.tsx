import {
  type ColumnDef,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { clsx } from 'clsx';
import { type ReactNode, useMemo, useState } from 'react';
import type { Column } from './column.js';
import styles from './data-table.module.css';
import { SortHeader } from './sort-header.js';
import { compareValues, nextSort, sortFrom } from './sort.js';

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });

/** What a table shows. */
export interface DataTableProps<Row> {
  /** Read out, and shown above the table unless `hidesCaption`. */
  readonly caption: string;
  readonly hidesCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** The sort, from the URL. Give `onSort` with it; without both the table keeps it to itself. */
  readonly sort?: string | undefined;
  onSort?(sort: string | undefined): void;
}

/** Rows under columns, sorted by the one that is pressed; cards where there is no room for a table. */
export function DataTable<Row extends object>(props: DataTableProps<Row>): ReactNode {
  const { caption, hidesCaption = false, columns, rows, rowKey } = props;
  const [ownSort, setOwnSort] = useState<string>();
  const sort = sortFrom(props.onSort === undefined ? ownSort : props.sort);
  const definitions = useMemo(() => columns.map(definitionOf), [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const isKnown = columns.some(({ id, sortBy }) => id === sort?.column && sortBy !== undefined);
  const table = useTable({
    features,
    columns: definitions,
    data,
    getRowId: rowKey,
    state: { sorting: sort && isKnown ? [{ id: sort.column, desc: sort.isDescending }] : [] },
  });
  const onPress = (column: string): void => (props.onSort ?? setOwnSort)(nextSort(sort, column));
  // Roles are given again: cards take them from the elements.
  return (
    <div className={styles.frame}>
      <table className={styles.table} role="table">
        <caption className={clsx(styles.caption, hidesCaption && styles.hidden)}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <SortHeader key={column.id} column={column} sort={sort} onPress={onPress} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id} role="row">
              {columns.map(({ id, header, cell, align, isWhole }) => (
                <td
                  key={id}
                  role="cell"
                  data-label={header}
                  className={clsx(align === 'end' && styles.end, isWhole && styles.whole)}
                >
                  <div>{cell(row.original)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function definitionOf<Row extends object>({ id, sortBy }: Column<Row>): ColumnDef<typeof features, Row> {
  return {
    id,
    accessorFn: (row) => sortBy?.(row) ?? '',
    enableSorting: sortBy !== undefined,
    sortFn: (a, b) => compareValues(sortBy?.(a.original) ?? '', sortBy?.(b.original) ?? ''),
  };
}
