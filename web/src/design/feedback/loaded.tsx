import type { ReactNode } from 'react';
import type { ApiError } from '../../api/api-error.js';
import { ErrorState } from './error-state.js';
import { Loading } from './loading.js';

/** What `Loaded` needs to know of a query. */
export interface LoadedQuery<Data> {
  readonly data: Data | undefined;
  readonly error: ApiError | null;
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
  const { data, error } = query;
  return (
    <>
      {error !== null && <ErrorState error={error} onRetry={() => query.refetch()} />}
      {data !== undefined && children(data)}
      {data === undefined && error === null && <Loading {...(what === undefined ? {} : { what })} />}
    </>
  );
}
