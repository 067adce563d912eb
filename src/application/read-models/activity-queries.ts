import type { CorrelationIndex, EventPlace } from '../audit-service/trail/correlation-index.js';
import type { ActivityDocument, ActivityView } from './activity-view.js';
import { defined } from './defined.js';
import type { Page, PageRequest } from './page.js';
import type { ReadModel } from './read-model.js';
import { without } from './without.js';

export interface ActivityListRequest extends PageRequest {
  readonly actor?: string | undefined;
  readonly type?: string | undefined;
  readonly stream?: string | undefined;
  /** Moments, ISO 8601 UTC: from the first on, and before the second. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const pageSize = 500;

/** Who did what. */
export class ActivityQueries implements CorrelationIndex {
  constructor(private readonly readModel: ReadModel<ActivityDocument>) {}

  /** The newest first. @throws ReadModelUnavailableError, InvalidCursorError */
  async list(request: ActivityListRequest): Promise<Page<ActivityView>> {
    const { actor, type, stream, from, to, limit, cursor } = request;
    const at = from === undefined && to === undefined ? undefined : { from, below: to };
    const where = defined({ actor, type, stream, at });
    const { items, nextCursor } = await this.readModel.page({ where, order: 'newest-first', limit, cursor });
    return { items: items.map(viewOf), nextCursor };
  }

  async placesOf(correlationId: string, limit: number): Promise<readonly EventPlace[]> {
    const places: EventPlace[] = [];
    let cursor: string | undefined;
    do {
      const size = Math.min(pageSize, limit - places.length);
      const query = { where: { correlationId }, order: 'oldest-first', limit: size, cursor } as const;
      const page = await this.readModel.page(query);
      for (const { stream, revision } of page.items) places.push({ stream, revision });
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined && places.length < limit);
    return places;
  }

  /** See `ReadModel.waitFor`. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return this.readModel.waitFor(position, timeoutMs);
  }
}

function viewOf(document: ActivityDocument): ActivityView {
  return { position: BigInt(document._id).toString(), ...without(document, '_id', 'listKey') };
}
