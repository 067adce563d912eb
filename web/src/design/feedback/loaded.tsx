import { type ReactNode, useState } from 'react';
import type { ApiError } from '../../api/api-error.js';
import { ErrorState } from './error-state.js';
import { Loading } from './loading.js';

/** What `Loaded` needs to know of a query. */
export interface LoadedQuery<Data> {
  readonly data: Data | undefined;
  readonly error: ApiError | null;
  /** When it failed last, in ms since the epoch, or 0; undefined where it is not asked again by itself. */
  readonly errorUpdatedAt?: number;
  refetch(): unknown;
}

/**
 * What a query answered, or that it is on its way, or why it failed. An answer that could not be brought up to date is shown
 * below the reason.
 */
export function Loaded<Data>({
  query,
  what,
  children,
}: {
  readonly query: LoadedQuery<Data>;
  /** Read out while it is on its way: "Loading products …". */
  readonly what?: string;
  readonly children: (data: Data) => ReactNode;
}): ReactNode {
  const { data, errorUpdatedAt } = query;
  // While what has failed is asked again, its error goes on being shown.
  const [last, setLast] = useState<{ readonly error: ApiError; readonly at: number | undefined }>();
  if (query.error !== null && query.error !== last?.error) {
    setLast({ error: query.error, at: errorUpdatedAt });
  }
  const isAskedAgain = data === undefined && errorUpdatedAt !== undefined && last?.at === errorUpdatedAt;
  const error = query.error ?? (isAskedAgain ? last.error : null);
  return (
    <>
      {error !== null && <ErrorState error={error} onRetry={() => query.refetch()} />}
      {data !== undefined && children(data)}
      {data === undefined && error === null && <Loading {...(what === undefined ? {} : { what })} />}
    </>
  );
}
