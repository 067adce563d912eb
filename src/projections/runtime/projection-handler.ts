import { LRUCache } from 'lru-cache';
import type { EventHandler } from '../../application/event-handler.js';
import type { EventStore } from '../../application/event-store.js';
import { PoisonEventError } from '../../application/poison-event-error.js';
import type { Document } from '../../application/read-models/document.js';
import type { DocumentChange, DocumentCollection } from '../../application/read-models/document-store.js';
import type { RecordedEvent } from '../../application/recorded-event.js';
import { TransientError } from '../../application/transient-error.js';
import type { Projection } from '../projection.js';
import { foldEvent, type Upcast } from './fold-event.js';

const cachedDocuments = 500;
const attemptsAtMovingDocuments = 8;

/**
 * Folds events into the documents of one generation. Every write is guarded by the revision it builds upon, so that
 * applying events twice changes nothing and two instances at work at once do no harm; events that a document lacks
 * are read from its stream.
 */
export class ProjectionHandler implements EventHandler {
  readonly filter;
  readonly #cache = new LRUCache<string, Document>({ max: cachedDocuments });

  constructor(
    readonly name: string,
    private readonly projection: Projection,
    private readonly documents: DocumentCollection,
    private readonly eventStore: EventStore,
    private readonly upcast: Upcast = (event) => [event],
  ) {
    this.filter = projection.filter;
  }

  laneKey(event: RecordedEvent): string {
    return event.stream;
  }

  async handle(events: readonly RecordedEvent[]): Promise<void> {
    let pending = this.#byDocument(events);
    for (let attempt = 1; pending.size > 0; attempt += 1) {
      if (attempt > attemptsAtMovingDocuments) {
        throw new TransientError(`${this.name}: other writers keep moving the same documents`);
      }
      // A new document is not there yet, as a rule; where it is, writing it comes to nothing and it is looked for then.
      const expected = [...pending].flatMap(([id, [first]]) =>
        attempt === 1 && this.#isBeginning(first!) ? [] : [id],
      );
      const bases = expected.length === 0 ? new Map<string, Document>() : await this.#load(expected);
      const { changes, poison } = await this.#fold(pending, bases);
      const moved = new Set(await this.#write(changes));
      if (moved.size === 0 && poison !== undefined) throw poison;
      pending = new Map([...pending].filter(([id]) => moved.has(id)));
    }
  }

  /** Lets the document of a skipped event stand, as having seen it. */
  async skip(event: RecordedEvent): Promise<void> {
    const id = this.projection.documentId(event);
    if (id === undefined) return;
    const document = await this.documents.get(id);
    if (document === undefined || document.revision >= event.revision) return;
    const { healed, ...content } = document;
    const change = {
      document: { ...content, revision: event.revision },
      previousRevision: document.revision,
      previousHealed: healed,
    };
    if ((await this.#write([change])).length > 0) throw new TransientError(`${this.name}: ${id} has moved`);
  }

  /** Whether a document begins with this event. */
  #isBeginning({ revision }: RecordedEvent): boolean {
    return this.projection.perEvent === true || revision === 0;
  }

  #byDocument(events: readonly RecordedEvent[]): Map<string, RecordedEvent[]> {
    const byDocument = new Map<string, RecordedEvent[]>();
    for (const event of events) {
      const id = this.projection.documentId(event);
      if (id === undefined) continue;
      const known = byDocument.get(id);
      if (known === undefined) byDocument.set(id, [event]);
      else known.push(event);
    }
    return byDocument;
  }

  /** Folds as far as possible: what comes before a poisonous event is not lost. The first poison found is told. */
  async #fold(
    pending: ReadonlyMap<string, readonly RecordedEvent[]>,
    bases: ReadonlyMap<string, Document>,
  ): Promise<{ changes: DocumentChange[]; poison: PoisonEventError | undefined }> {
    const changes: DocumentChange[] = [];
    let poison: PoisonEventError | undefined;
    for (const [id, events] of pending) {
      const base = bases.get(id);
      const folded = await this.#foldOne(id, base, events);
      poison ??= folded.poison;
      if (folded.document !== undefined && folded.document !== base) {
        changes.push({
          document: folded.document,
          previousRevision: base?.revision,
          previousHealed: base?.healed,
        });
      }
    }
    return { changes, poison };
  }

  /** Passes over events that `base` contains already, and fills a gap before one of them from the stream. */
  async #foldOne(
    id: string,
    base: Document | undefined,
    events: readonly RecordedEvent[],
  ): Promise<{ document: Document | undefined; poison?: PoisonEventError }> {
    let document = base;
    let next = (base?.revision ?? -1) + 1;
    try {
      for (const event of events) {
        if (event.revision < next) continue;
        if (event.revision > next && this.projection.perEvent !== true) {
          const gap = { from: next, limit: event.revision - next };
          for await (const missing of this.eventStore.readStream(event.stream, gap)) {
            document = this.#evolveMissing(id, document, missing);
          }
        }
        document = this.#evolve(id, document, event);
        next = event.revision + 1;
      }
      return { document };
    } catch (error) {
      if (error instanceof PoisonEventError) return { document, poison: error };
      throw error;
    }
  }

  /**
   * An event that comes before there is a document and can't make one has been skipped, and no document could tell that: else its
   * stream would be parked, and nothing behind it would come here.
   */
  #evolveMissing(id: string, document: Document | undefined, event: RecordedEvent): Document | undefined {
    try {
      return this.#evolve(id, document, event);
    } catch (error) {
      if (document === undefined && error instanceof PoisonEventError) return undefined;
      throw error;
    }
  }

  #evolve(id: string, document: Document | undefined, event: RecordedEvent): Document | undefined {
    try {
      return foldEvent(this.projection, this.upcast, id, document, event);
    } catch (error) {
      throw new PoisonEventError(event, error);
    }
  }

  async #load(ids: readonly string[]): Promise<Map<string, Document>> {
    const found = new Map<string, Document>();
    const unknown: string[] = [];
    for (const id of ids) {
      const cached = this.#cache.get(id);
      if (cached === undefined) unknown.push(id);
      else found.set(id, cached);
    }
    if (unknown.length > 0) {
      for (const document of await this.documents.getMany(unknown)) found.set(document._id, document);
    }
    return found;
  }

  /** Answers the ids of documents that were not as expected. */
  async #write(changes: readonly DocumentChange[]): Promise<readonly string[]> {
    if (changes.length === 0) return [];
    for (const { document } of changes) this.#cache.delete(document._id);
    const moved = await this.documents.write(changes);
    const movedIds = new Set(moved);
    for (const { document } of changes) {
      const isKept = !movedIds.has(document._id) && this.projection.perEvent !== true;
      if (isKept) this.#cache.set(document._id, document);
    }
    return moved;
  }
}
