import type { ReactNode } from 'react';

/** A column of a `DataTable`. Declare columns outside of the component. */
export interface Column<Row> {
  /** Stands in the URL when sorted by it. */
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** What the column is sorted by; without it, it is not. */
  readonly sortBy?: (row: Row) => string | number;
  /** `end` for figures. */
  readonly align?: 'start' | 'end';
  /** Whether its values are never broken over lines, where there is room for a table. */
  readonly isWhole?: boolean;
}
