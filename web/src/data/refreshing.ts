import { ApiError } from '../api/api-error.js';
import { shouldRetry } from './query-client.js';

/**
 * What a query must be told to be asked anew every so often: not any more once the shop refuses it for good. A failure is told after
 * one more try, since others follow anyway.
 */
export function refreshing(refreshMs: number | undefined) {
  if (refreshMs === undefined) return {};
  return {
    retry: (failures: number, error: Error) => failures === 0 && shouldRetry(failures, error),
    refetchInterval: ({ state: { error } }: { readonly state: { readonly error: Error | null } }) =>
      error instanceof ApiError && !error.isTransient ? false : refreshMs,
  };
}
