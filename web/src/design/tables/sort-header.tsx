import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { Column } from './column.js';
import styles from './data-table.module.css';
import type { Sort } from './sort.js';

/** The header of a column, a button where it can be sorted by. */
export function SortHeader<Row>({
  column: { id, header, sortBy, align },
  sort,
  onPress,
}: {
  readonly column: Column<Row>;
  readonly sort: Sort | undefined;
  readonly onPress: (column: string) => void;
}): ReactNode {
  const isSorted = sort?.column === id && sortBy !== undefined;
  const direction = sort?.isDescending === true ? 'descending' : 'ascending';
  return (
    <th
      role="columnheader"
      scope="col"
      className={clsx(align === 'end' && styles.end)}
      aria-sort={isSorted ? direction : undefined}
    >
      {sortBy === undefined ? (
        header
      ) : (
        <button type="button" className={styles.sort} onClick={() => onPress(id)}>
          {header}
          <span aria-hidden="true" className={styles.arrow}>
            {isSorted ? (sort.isDescending ? '↓' : '↑') : '↕'}
          </span>
        </button>
      )}
    </th>
  );
}
