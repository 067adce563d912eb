import { useState } from 'react';
import { ApiError } from '../../api/api-error.js';
import { useAddToCart } from '../cart/use-add-to-cart.js';
import type { ReorderLine } from './reorder-lines.js';

/** Ordering again, and which lines were refused the last time. */
export interface Reordering {
  /** Puts lines into the cart, one after another. @returns whether none was refused */
  reorder(lines: readonly ReorderLine[]): Promise<boolean>;
  readonly isRunning: boolean;
  readonly refusals: readonly { readonly name: string; readonly error: ApiError }[];
}

/** Puts the lines of an order into the cart of a customer. */
export function useReorder(customerId: string): Reordering {
  const { add } = useAddToCart();
  const [isRunning, setIsRunning] = useState(false);
  const [refusals, setRefusals] = useState<Reordering['refusals']>([]);
  const reorder = async (lines: readonly ReorderLine[]): Promise<boolean> => {
    setIsRunning(true);
    const refused: { name: string; error: ApiError }[] = [];
    for (const { productId, name, quantity } of lines) {
      await add({ customerId, productId, quantity }).catch((error: unknown) => {
        if (!(error instanceof ApiError)) throw error;
        refused.push({ name, error });
      });
    }
    setRefusals(refused);
    setIsRunning(false);
    return refused.length === 0;
  };
  return { reorder, isRunning, refusals };
}
