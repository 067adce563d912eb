import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError } from '../../api/api-error.js';
import type { ApiClient } from '../../api/api-client.js';
import type { Cart } from '../../api/dtos.js';
import { useApi, useSession } from '../../session/session-context.js';
import type { CartReads } from './cart-access.js';
import { findOpenCart } from './find-open-cart.js';
import { KeptCarts } from './kept-carts.js';

/** The carts that are kept in this browser. */
export const keptCarts = new KeptCarts(localStorage);

/** The cart of whoever is signed in, null as long as it is not opened; asks for nothing while nobody is. */
export function useCart(): UseQueryResult<Cart | null, ApiError> {
  const customerId = useSession().session?.customerId;
  const carts = useCartReads();
  return useQuery<Cart | null, ApiError>({
    // Below the operation, so that whatever changes a cart makes it stale.
    queryKey: ['getCart', 'open', customerId],
    queryFn: () => findOpenCart(carts, keptCarts, customerId as string),
    enabled: customerId !== undefined,
  });
}

/** Asks the shop about carts. */
export function useCartReads(): CartReads {
  const api = useApi();
  return useMemo(() => cartReads(api), [api]);
}

function cartReads(api: ApiClient): CartReads {
  return {
    get: (cartId) =>
      api.call('getCart', { params: { cartId } }).catch((error: unknown) => {
        if (error instanceof ApiError && error.code === 'cart-not-found') return undefined;
        throw error;
      }),
    newest: async (customerId) => (await api.call('listCarts', { query: { customerId, limit: 100 } })).items,
  };
}
