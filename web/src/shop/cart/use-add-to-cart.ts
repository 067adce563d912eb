import { useMutation } from '@tanstack/react-query';
import { v4 as uuid } from 'uuid';
import type { ApiError } from '../../api/api-error.js';
import { useCommand } from '../../data/use-command.js';
import { tabLock } from '../../session/tab-lock.js';
import { type Addition, addToCart } from './add-to-cart.js';
import { keptCarts, useCartReads } from './use-cart.js';

/** Adding to the cart, and how the last time went. */
export interface AddToCart {
  /** @throws ApiError */
  add(addition: Addition): Promise<void>;
  readonly isRunning: boolean;
  readonly error: ApiError | null;
}

const exclusively = tabLock('webstore.cart');

/** Adds to the cart of a customer, which is opened if there is none. */
export function useAddToCart(): AddToCart {
  const reads = useCartReads();
  const opening = useCommand('openCart', { changes: [] });
  const putting = useCommand('putCartItem', { changes: ['getCart', 'listCarts'] });
  const { mutateAsync, isPending, error } = useMutation<void, ApiError, Addition>({
    mutationFn: (addition) =>
      addToCart(
        {
          carts: {
            ...reads,
            open: (customerId, cartId) => opening.runAsync({ body: { customerId, cartId } }),
            put: (cartId, productId, quantity, ifMatch) =>
              putting.runAsync({ params: { cartId, productId }, body: { quantity }, ifMatch }),
          },
          kept: keptCarts,
          newId: uuid,
          exclusively,
          pause: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
        },
        addition,
      ),
    // Each of its commands is sent again by itself. All of it again would add twice.
    retry: false,
    scope: { id: 'add-to-cart' },
  });
  return { add: mutateAsync, isRunning: isPending, error };
}
