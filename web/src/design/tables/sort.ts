/** By which column a table is sorted. In the URL it is `column`, or `-column` when the largest come first. */
export interface Sort {
  readonly column: string;
  readonly isDescending: boolean;
}

/** The sort that a text from the URL stands for. */
export function sortFrom(text: string | undefined): Sort | undefined {
  if (text === undefined || text === '' || text === '-') return undefined;
  return text.startsWith('-')
    ? { column: text.slice(1), isDescending: true }
    : { column: text, isDescending: false };
}

/** What pressing a column's header leads to: ascending, then descending, then as the rows came. */
export function nextSort(sort: Sort | undefined, column: string): string | undefined {
  if (sort?.column !== column) return column;
  return sort.isDescending ? undefined : `-${column}`;
}

/** The order of two values of a column: numbers by size, texts as people sort them. */
export function compareValues(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true, sensitivity: 'base' });
}
