import type { CustomerDocument, CustomerView } from './customer-view.js';
import { defined } from './defined.js';
import type { Page, PageRequest } from './page.js';
import { ReadModelQueries } from './read-model-queries.js';
import { searchCondition } from './search-text.js';
import { without } from './without.js';

/** Which customers are listed; all of what is left out. */
export interface CustomerListRequest extends PageRequest {
  /** Found anywhere in name or e-mail address, in any case. */
  readonly search?: string | undefined;
}

/** What is asked of the read model of customers. */
export class CustomerQueries extends ReadModelQueries<CustomerDocument, CustomerView> {
  protected readonly category = 'customer';

  /** In the order they were registered. @throws ReadModelUnavailableError, InvalidCursorError */
  list({ search, limit, cursor }: CustomerListRequest): Promise<Page<CustomerView>> {
    const where = defined({ searchText: searchCondition(search) });
    return this.page({ where, order: 'oldest-first', limit, cursor });
  }

  protected view(document: CustomerDocument): CustomerView {
    return without(document, '_id', 'listKey', 'searchText');
  }
}
