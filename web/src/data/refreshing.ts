import { ApiError } from '../api/api-error.js';
import { shouldRetry } from './query-client.js';

/** How many milliseconds after an answer to ask again; also as the answer has it. Undefined: not by itself. */
export type RefreshMs<Data> = number | ((data: Data) => number | undefined) | undefined;

/** A query as it stands. */
interface Standing<Raw> {
  readonly state: { readonly data: Raw | undefined; readonly error: Error | null };
}

/**
 * What a query must be told to be asked anew every so often: not any more once the shop refuses it for good. A failure is told after
 * one more try, since others follow anyway.
 * @param dataOf what `refreshMs` looks at, of what the query keeps
 */
export function refreshing<Raw, Data>(refreshMs: RefreshMs<Data>, dataOf: (raw: Raw) => Data) {
  if (refreshMs === undefined) return {};
  return {
    retry: (failures: number, error: Error) => failures === 0 && shouldRetry(failures, error),
    refetchInterval: ({ state: { data, error } }: Standing<Raw>): number | false => {
      if (error instanceof ApiError && !error.isTransient) return false;
      if (typeof refreshMs !== 'function') return refreshMs;
      return (data !== undefined && refreshMs(dataOf(data))) || false;
    },
  };
}
