import type { ReactNode } from 'react';
import { Button } from '../actions/button.js';
import styles from './pager.module.css';

/** What is known of the pages of a list. */
export interface PagedList<Item> {
  readonly data?: readonly Item[] | undefined;
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  fetchNextPage(): unknown;
}

/** Below a list: how much of it is there, and a way to get more. */
export function Pager<Item>({
  pages,
  noun,
}: {
  readonly pages: PagedList<Item>;
  /** What it is a list of, in the plural: "products". */
  readonly noun: string;
}): ReactNode {
  const { data = [], hasNextPage, isFetchingNextPage } = pages;
  return (
    <div className={styles.pager}>
      <span role="status">{hasNextPage ? `The first ${data.length} ${noun}` : allOf(data.length, noun)}</span>
      {hasNextPage && (
        <Button size="small" isBusy={isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {isFetchingNextPage ? 'Loading …' : `More ${noun}`}
        </Button>
      )}
    </div>
  );
}

function allOf(count: number, noun: string): string {
  return count === 1 ? `No more ${noun}` : `All ${count} ${noun}`;
}
