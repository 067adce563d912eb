import { ApiError } from '../api/api-error.js';

/** What a query must be told to be asked anew every so often: not any more once the shop refuses it for good. */
export function refreshing(refreshMs: number | undefined) {
  if (refreshMs === undefined) return {};
  return {
    refetchInterval: ({ state: { error } }: { readonly state: { readonly error: Error | null } }) =>
      error instanceof ApiError && !error.isTransient ? false : refreshMs,
  };
}
