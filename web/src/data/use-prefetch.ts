import { useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { InputOf } from '../api/contracts.js';
import type { OperationName } from '../api/operations/operations.js';
import { useApi } from '../session/session-context.js';
import { queryKey } from './query-key.js';

/** Gets answers that will never be others (`isForGood`) before they are needed. */
export interface Prefetch {
  /** Asks unless the answer is there or on its way; a failure shows once the answer is needed. */
  prefetch<Name extends OperationName>(name: Name, input: InputOf<Name>): void;
  /** Whether the answer is there. */
  isAtHand<Name extends OperationName>(name: Name, input: InputOf<Name>): boolean;
}

/** See `Prefetch`. */
export function usePrefetch(): Prefetch {
  const api = useApi();
  const queries = useQueryClient();
  return useMemo(
    () => ({
      prefetch: (name, input) =>
        void queries.prefetchQuery({
          queryKey: queryKey(name, input),
          queryFn: ({ signal }) => api.call(name, input, { signal }),
          staleTime: Infinity,
        }),
      isAtHand: (name, input) => queries.getQueryData(queryKey(name, input)) !== undefined,
    }),
    [api, queries],
  );
}
