import type { EventStore } from '../event-store.js';
import type { Document } from './document.js';
import type { DocumentQuery } from './document-query.js';
import type { Page } from './page.js';
import { ReadModelBehindError } from './read-model-behind-error.js';
import type { ReadModel } from './read-model.js';

const patienceMs = 1_000;

/**
 * The queries of one read model. One by id that finds nothing looks in the event store before it says so: what has just
 * been created is waited for, within a second, so that a query right behind a command finds its effect, and is never told
 * that it is not there.
 */
export abstract class ReadModelQueries<Stored extends Document, View> {
  constructor(
    private readonly readModel: ReadModel<Stored>,
    private readonly eventStore: EventStore,
  ) {}

  /** The category of the streams that the documents are made of: `order` for `order-<id>`. */
  protected abstract readonly category: string;

  /** What callers see of a document. */
  protected abstract view(document: Stored): View;

  /** @throws ReadModelBehindError, ReadModelUnavailableError, EventStoreUnavailableError */
  async byId(id: string): Promise<View | undefined> {
    const document = (await this.readModel.get(id)) ?? (await this.#latest(id));
    return document === undefined ? undefined : this.view(document);
  }

  /**
   * One by id with all that has happened to it by now, as far as the read model gets there within a second.
   * @throws ReadModelBehindError, ReadModelUnavailableError, EventStoreUnavailableError
   */
  async latestById(id: string): Promise<View | undefined> {
    const document = await this.#latest(id);
    return document === undefined ? undefined : this.view(document);
  }

  /** See `ReadModel.waitFor`. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return this.readModel.waitFor(position, timeoutMs);
  }

  protected async page(query: DocumentQuery): Promise<Page<View>> {
    const { items, nextCursor } = await this.readModel.page(query);
    return { items: items.map((document) => this.view(document)), nextCursor };
  }

  async #latest(id: string): Promise<Stored | undefined> {
    const newest = this.eventStore.readStream(`${this.category}-${id}`, { direction: 'backwards', limit: 1 });
    for await (const { position } of newest) {
      const isCurrent = await this.readModel.waitFor(position, patienceMs);
      const document = await this.readModel.get(id);
      if (document === undefined && !isCurrent) throw new ReadModelBehindError();
      return document;
    }
    return undefined;
  }
}
