import type { EmailDocument, EmailView } from './email-view.js';
import type { Page, PageRequest } from './page.js';
import { ReadModelQueries } from './read-model-queries.js';
import { without } from './without.js';

/** What is asked of the read model of e-mails. */
export class EmailQueries extends ReadModelQueries<EmailDocument, EmailView> {
  protected readonly category = 'email';

  /** A customer's e-mails, the newest first. @throws ReadModelUnavailableError, InvalidCursorError */
  ofCustomer({
    customerId,
    limit,
    cursor,
  }: PageRequest & { readonly customerId: string }): Promise<Page<EmailView>> {
    return this.page({ where: { customerId }, order: 'newest-first', limit, cursor });
  }

  protected view(document: EmailDocument): EmailView {
    return without(document, '_id', 'listKey', 'revision', 'customerId');
  }
}
