import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ApiError } from '../api/api-error.js';
import type { AnswerOf, InputOf } from '../api/contracts.js';
import type { OperationName } from '../api/operations/operations.js';
import { useApi } from '../session/session-context.js';
import { queryKey } from './query-key.js';
import { refreshing, type RefreshMs } from './refreshing.js';

/** How a query is kept up. */
export interface QuerySettings<Data> {
  /** Asks only once this is true; default true. */
  readonly enabled?: boolean;
  /** Asks again after so long, while the page is looked at and the shop does not refuse it for good. */
  readonly refreshMs?: RefreshMs<Data>;
  /** Goes on showing the answer for the input before, until there is one for the new input. */
  readonly keepsPrevious?: boolean;
  /** Each look is recorded by the shop: asks only when told to, not whenever the page is looked at again. */
  readonly isRecorded?: boolean;
  /** Whether the answer for this input can never be another one, so that it is asked for once. */
  readonly isForGood?: boolean;
}

/** What an operation answers, kept and shared between components. */
export function useApiQuery<Name extends OperationName>(
  name: Name,
  input: InputOf<Name>,
  settings: QuerySettings<AnswerOf<Name>> = {},
): UseQueryResult<AnswerOf<Name>, ApiError> {
  const api = useApi();
  const {
    enabled = true,
    refreshMs,
    keepsPrevious = false,
    isRecorded = false,
    isForGood = false,
  } = settings;
  return useQuery<AnswerOf<Name>, ApiError>({
    queryKey: queryKey(name, input),
    queryFn: ({ signal }) => api.call(name, input, { signal }),
    enabled,
    ...refreshing(refreshMs, (data: AnswerOf<Name>) => data),
    ...(isRecorded ? { refetchOnWindowFocus: false, refetchOnReconnect: false } : {}),
    ...(isForGood ? { staleTime: Infinity } : {}),
    ...(keepsPrevious ? { placeholderData: (previous) => previous } : {}),
  });
}
