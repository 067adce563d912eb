import { isClosed, type OrderDocument, type OrderView } from '../../application/read-models/order-view.js';
import { without } from '../../application/read-models/without.js';
import type { StreamedEvent } from '../../infrastructure/http/contract/handlers.js';
import type { DocumentWatch } from '../../projections/runtime/document-watch.js';

/** Orders as they change. */
export class OrderUpdates {
  constructor(private readonly watch: DocumentWatch<OrderDocument>) {}

  /** The order after each change behind the revision `after`, under its revision, until it has its outcome. */
  async *of(orderId: string, after: number, signal: AbortSignal): AsyncGenerator<StreamedEvent<OrderView>> {
    for await (const document of this.watch.changes(orderId, after, signal)) {
      yield { id: String(document.revision), data: without(document, '_id', 'listKey') };
      if (isClosed(document.status)) return;
    }
  }
}
