import type { CartDocument, CartView } from './cart-view.js';
import { defined } from './defined.js';
import type { Page, PageRequest } from './page.js';
import { ReadModelQueries } from './read-model-queries.js';
import { without } from './without.js';

/** What is asked of the read model of carts. */
export class CartQueries extends ReadModelQueries<CartDocument, CartView> {
  protected readonly category = 'cart';

  /** The newest first. @throws ReadModelUnavailableError, InvalidCursorError */
  list({
    customerId,
    limit,
    cursor,
  }: PageRequest & { customerId?: string | undefined }): Promise<Page<CartView>> {
    return this.page({ where: defined({ customerId }), order: 'newest-first', limit, cursor });
  }

  protected view(document: CartDocument): CartView {
    return without(document, '_id', 'listKey');
  }
}
