import { defined } from './defined.js';
import type { Page, PageRequest } from './page.js';
import type { ProductDocument, ProductView } from './product-view.js';
import { ReadModelQueries } from './read-model-queries.js';
import { searchCondition } from './search-text.js';
import { without } from './without.js';

/** Which products are listed. */
export interface ProductListRequest extends PageRequest {
  /** Found anywhere in name or description, in any case. */
  readonly search?: string | undefined;
  readonly inStock?: boolean | undefined;
  /** Default: active. */
  readonly status?: 'active' | 'discontinued' | undefined;
}

/** What is asked of the read model of products. */
export class ProductQueries extends ReadModelQueries<ProductDocument, ProductView> {
  protected readonly category = 'product';

  /** In the order they were registered. @throws ReadModelUnavailableError, InvalidCursorError */
  list({
    search,
    inStock,
    status = 'active',
    limit,
    cursor,
  }: ProductListRequest): Promise<Page<ProductView>> {
    const where = defined({ status, inStock, searchText: searchCondition(search) });
    return this.page({ where, order: 'oldest-first', limit, cursor });
  }

  protected view(document: ProductDocument): ProductView {
    return without(document, '_id', 'listKey', 'sold', 'inStock', 'searchText');
  }
}
