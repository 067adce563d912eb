import type { ReactNode } from 'react';
import type { PagesResult } from '../../data/use-api-pages.js';
import { Button } from '../actions/button.js';
import styles from './pager.module.css';

/** Below a list: how much of it is there, and a way to get more. */
export function Pager<Item>({
  pages,
  noun,
}: {
  readonly pages: PagesResult<Item>;
  /** What it is a list of, in the plural: "products". */
  readonly noun: string;
}): ReactNode {
  const { data = [], hasNextPage, isFetchingNextPage, fetchNextPage } = pages;
  return (
    <div className={styles.pager}>
      <span role="status">{hasNextPage ? `The first ${data.length} ${noun}` : allOf(data.length, noun)}</span>
      {hasNextPage && (
        <Button size="small" isBusy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? 'Loading …' : `More ${noun}`}
        </Button>
      )}
    </div>
  );
}

function allOf(count: number, noun: string): string {
  return count === 1 ? `No more ${noun}` : `All ${count} ${noun}`;
}
