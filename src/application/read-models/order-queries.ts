import { defined } from './defined.js';
import type { OrderDocument, OrderStatus, OrderView } from './order-view.js';
import type { Page, PageRequest } from './page.js';
import { ReadModelQueries } from './read-model-queries.js';
import { without } from './without.js';

/** Which orders are listed; all of what is left out. */
export interface OrderListRequest extends PageRequest {
  readonly customerId?: string | undefined;
  readonly status?: OrderStatus | undefined;
}

/** What is asked of the read model of orders. */
export class OrderQueries extends ReadModelQueries<OrderDocument, OrderView> {
  protected readonly category = 'order';

  /** The newest first. @throws ReadModelUnavailableError, InvalidCursorError */
  list({ customerId, status, limit, cursor }: OrderListRequest): Promise<Page<OrderView>> {
    return this.page({ where: defined({ customerId, status }), order: 'newest-first', limit, cursor });
  }

  protected view(document: OrderDocument): OrderView {
    return without(document, '_id', 'listKey');
  }
}
