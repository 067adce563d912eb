import { useState } from 'react';
import type { ApiError } from '../../api/api-error.js';
import type { CartLine } from '../../api/dtos.js';
import { useApiQuery } from '../../data/use-api-query.js';
import { useCommand } from '../../data/use-command.js';
import { useToast } from '../../design/feedback/toasts.js';
import { focusMain } from '../../design/layout/focus-main.js';
import { noticeIn, noticeOf, noticeText } from './line-notice.js';

/** How often the stock of what is in the cart is asked for, in milliseconds. */
const REFRESH_MS = 15_000;

/** A line of a cart, and what can be done with it. */
export interface CartLineControls {
  /** As wanted; the cart may still be on its way there. */
  readonly quantity: number;
  change(quantity: number): void;
  remove(): void;
  readonly isRemoving: boolean;
  /** What stands against having it; `takes` is how many of it could be had. */
  readonly notice: { readonly text: string; readonly takes: number | undefined } | undefined;
  /** Why the last change failed, where it is no notice. */
  readonly error: ApiError | null;
}

/** Changes a line of a cart; the changes of a cart are made one after another. */
export function useCartLine(cartId: string, line: CartLine): CartLineControls {
  const { productId, name } = line;
  const toast = useToast();
  const [wanted, setWanted] = useState<{ readonly quantity: number }>();
  const product = useApiQuery('getProduct', { params: { productId } }, { refreshMs: REFRESH_MS });
  const changes = ['getCart', 'listCarts'] as const;
  const scope = `cart ${cartId}`;
  const putting = useCommand('putCartItem', {
    changes,
    scope,
    onSuccess: (_, { body }) => setWanted((newest) => (newest === body ? undefined : newest)),
  });
  const removing = useCommand('removeCartItem', {
    changes,
    scope,
    onSuccess: () => {
      toast(`${name} is out of your cart.`);
      // The button is gone that had the focus.
      focusMain();
    },
  });
  const refusal = putting.error === null ? undefined : noticeIn(putting.error);
  const quantity = wanted !== undefined && putting.error === null ? wanted.quantity : line.quantity;
  const notice = refusal ?? (product.data && noticeOf(product.data, line.quantity));
  const takes = notice?.kind === 'short' && notice.available !== line.quantity ? notice.available : 0;
  return {
    quantity,
    change: (next) => {
      const body = { quantity: next };
      setWanted(body);
      putting.run({ params: { cartId, productId }, body });
    },
    remove: () => removing.run({ params: { cartId, productId } }),
    isRemoving: removing.isRunning,
    notice: notice && { text: noticeText(notice), takes: takes > 0 ? takes : undefined },
    error: removing.error ?? (refusal === undefined ? putting.error : null),
  };
}
