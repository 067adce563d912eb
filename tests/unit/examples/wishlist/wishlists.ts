import type { Document } from '../../../../src/application/read-models/document.js';
import type { Projection } from '../../../../src/projections/projection.js';
import { idBehind } from '../../../../src/projections/document-id.js';
import { typed } from '../../../../src/projections/typed.js';
import type { WishlistEvent } from './wishlist.js';

// #region projection
export interface WishlistDocument extends Document {
  readonly wishlistId: string;
  readonly wishes: readonly { readonly productId: string; readonly since: string }[];
}

export const wishlists: Projection<WishlistDocument> = {
  name: 'wishlists',
  version: 1,
  filter: { streamPrefixes: ['wishlist-'] },
  indexes: [{ 'wishes.productId': 1, listKey: -1 }],
  documentId: idBehind('wishlist-'),
  evolve(document, recorded) {
    const { type, data } = typed<WishlistEvent>(recorded);
    const wishes = (document?.wishes ?? []).filter(({ productId }) => productId !== data.productId);
    const added = { productId: data.productId, since: recorded.recordedAt };
    return { wishlistId: data.wishlistId, wishes: type === 'WishAdded' ? [...wishes, added] : wishes };
  },
};
// #endregion
