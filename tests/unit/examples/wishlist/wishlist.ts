// #region messages
import type { Decider } from '../../../../src/domain/decider.js';
import { DomainError } from '../../../../src/domain/domain-error.js';
import type { Message } from '../../../../src/domain/message.js';

export type AddWish = Message<'AddWish', { readonly wishlistId: string; readonly productId: string }>;
export type RemoveWish = Message<'RemoveWish', { readonly wishlistId: string; readonly productId: string }>;
export type WishlistCommand = AddWish | RemoveWish;

export type WishAdded = Message<'WishAdded', { readonly wishlistId: string; readonly productId: string }>;
export type WishRemoved = Message<'WishRemoved', { readonly wishlistId: string; readonly productId: string }>;
export type WishlistEvent = WishAdded | WishRemoved;

export const wishlistEventVersions: Readonly<Record<WishlistEvent['type'], number>> = {
  WishAdded: 1,
  WishRemoved: 1,
};
// #endregion

// #region decider
export interface WishlistState {
  readonly productIds: readonly string[];
}

const mostWishes = 50;

/** What a customer would like to have. Errors: `wishlist-full`. */
export const wishlistDecider: Decider<WishlistState, WishlistCommand, WishlistEvent> = {
  category: 'wishlist',
  initialState: { productIds: [] },

  decide({ type, data }, { productIds }) {
    const isWished = productIds.includes(data.productId);
    if (type === 'RemoveWish') return isWished ? [{ type: 'WishRemoved', data }] : [];
    if (isWished) return [];
    if (productIds.length >= mostWishes) {
      throw new DomainError('wishlist-full', `A wishlist holds at most ${mostWishes} products`);
    }
    return [{ type: 'WishAdded', data }];
  },

  evolve({ productIds }, { type, data }) {
    const others = productIds.filter((productId) => productId !== data.productId);
    return { productIds: type === 'WishAdded' ? [...others, data.productId] : others };
  },
};
// #endregion
