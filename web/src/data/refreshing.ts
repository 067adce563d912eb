import { ApiError } from '../api/api-error.js';

/** How many milliseconds after an answer to ask again; also as the answer has it. Undefined: not by itself. */
export type RefreshMs<Data> = number | ((data: Data) => number | undefined) | undefined;

/** When a query that stands like this is asked again; false for never, as once the shop refuses it for good. */
export function refreshInterval<Data>(
  refreshMs: RefreshMs<Data>,
  data: Data | undefined,
  error: Error | null,
): number | false {
  if (error instanceof ApiError && !error.isTransient) return false;
  if (typeof refreshMs !== 'function') return refreshMs ?? false;
  return (data !== undefined && refreshMs(data)) || false;
}
