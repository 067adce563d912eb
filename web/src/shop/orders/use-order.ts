import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { ApiError } from '../../api/api-error.js';
import type { Order } from '../../api/dtos.js';
import { queryKey } from '../../data/query-key.js';
import { useApi } from '../../session/session-context.js';

/** How soon an order that is not there yet, or can't be had, is asked for again, in milliseconds: later each time. */
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 10_000;

/** An order; null as long as there is none: one that was just checked out is on its way from the cart. */
export function useOrder(orderId: string): UseQueryResult<Order | null, ApiError> {
  const api = useApi();
  const input = { params: { orderId } };
  return useQuery<Order | null, ApiError>({
    queryKey: queryKey('getOrder', input),
    queryFn: ({ signal }) =>
      api.call('getOrder', input, { signal }).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'order-not-found') return null;
        throw error;
      }),
    refetchInterval: ({ state: { data, error, dataUpdateCount } }) => {
      if (error?.isTransient === true) return LONGEST_WAIT_MS;
      return data === null && Math.min(FIRST_WAIT_MS * dataUpdateCount, LONGEST_WAIT_MS);
    },
  });
}
