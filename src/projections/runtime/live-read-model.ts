import type { Clock } from '../../application/clock.js';
import type { EventProcessor } from '../../application/event-processor/event-processor.js';
import type { CheckpointStore } from '../../application/event-processor/checkpoint-store.js';
import type { EventFilter } from '../../application/event-filter.js';
import type { EventStore } from '../../application/event-store.js';
import { requireCursorOf, type ListOrder } from '../../application/read-models/cursor.js';
import type { Document } from '../../application/read-models/document.js';
import type { DocumentQuery } from '../../application/read-models/document-query.js';
import type { DocumentCollection } from '../../application/read-models/document-store.js';
import type { Page } from '../../application/read-models/page.js';
import type { ReadModel } from '../../application/read-models/read-model.js';
import { ReadModelUnavailableError } from '../../application/read-models/read-model-unavailable-error.js';
import { without } from '../../application/read-models/without.js';
import { TransientError } from '../../application/transient-error.js';

/** Where queries of one read model go at this moment. */
export interface ReadModelTarget {
  /** The active generation's name: of its collection and of its handler. */
  readonly generation: string;
  readonly documents: DocumentCollection;
  /** The processor that fills it, as far as this process has one. */
  readonly processor: EventProcessor | undefined;
}

const firstLookMs = 25;
const longestLookMs = 200;

/** A read model whose generations come and go beneath it. */
export class LiveReadModel<View extends Document> implements ReadModel<View> {
  constructor(
    readonly name: string,
    private readonly filter: EventFilter,
    private readonly order: ListOrder,
    private readonly target: () => ReadModelTarget | undefined,
    private readonly parts: {
      readonly eventStore: EventStore;
      readonly checkpoints: CheckpointStore;
      readonly clock: Clock;
    },
  ) {}

  async get(id: string): Promise<View | undefined> {
    const found = (await this.#documents().get(id)) as View | undefined;
    return found && shown(found);
  }

  async getMany(ids: readonly string[]): Promise<View[]> {
    return ((await this.#documents().getMany(ids)) as View[]).map(shown);
  }

  async page(query: DocumentQuery): Promise<Page<View>> {
    if (query.cursor !== undefined) requireCursorOf(this.order, query.cursor);
    const { items, nextCursor } = (await this.#documents().page(query)) as Page<View>;
    return { items: items.map(shown), nextCursor };
  }

  async waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    const { clock } = this.parts;
    const deadline = clock.now().getTime() + timeoutMs;
    for (let look = firstLookMs; ; look = Math.min(look * 2, longestLookMs)) {
      const remaining = deadline - clock.now().getTime();
      if (await this.#shows(position, Math.max(0, Math.min(look, remaining)))) return true;
      if (remaining <= 0) return false;
    }
  }

  /** Whether everything up to `position` is in the documents, or is within `patienceMs`. */
  async #shows(position: bigint, patienceMs: number): Promise<boolean> {
    const { eventStore, checkpoints, clock } = this.parts;
    const target = this.target();
    try {
      if (target === undefined) {
        await clock.sleep(patienceMs);
        return false;
      }
      let applied: bigint | undefined;
      if (target.processor?.status.role === 'leading') {
        applied = await target.processor.progress(position, patienceMs);
      } else {
        await clock.sleep(patienceMs);
        applied = await checkpoints.load(target.generation);
      }
      if (applied !== undefined && applied >= position) return true;
      return !(await eventStore.hasEventsBetween(this.filter, applied, position));
    } catch (error) {
      if (!(error instanceof TransientError)) throw error;
      await clock.sleep(patienceMs);
      return false;
    }
  }

  #documents(): DocumentCollection {
    const target = this.target();
    if (target === undefined) throw new ReadModelUnavailableError(`${this.name} is not ready yet`);
    return target.documents;
  }
}

/** That a document was healed is between its writers. */
function shown<View extends Document>(document: View): View {
  return document.healed === undefined ? document : (without(document, 'healed') as View);
}
