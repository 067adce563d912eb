import { defined } from './defined.js';
import type { Page, PageRequest } from './page.js';
import type { ReadModel } from './read-model.js';
import type { StreamDocument, StreamView } from './stream-view.js';
import { without } from './without.js';

export interface StreamListRequest extends PageRequest {
  /** What the names begin with. */
  readonly prefix?: string | undefined;
}

/** Behind every name that begins with a prefix. */
const LAST = '\u{10ffff}';

/** The streams that there are. */
export class StreamQueries {
  constructor(private readonly readModel: ReadModel<StreamDocument>) {}

  /** The newest first. @throws ReadModelUnavailableError, InvalidCursorError */
  async list({ prefix, limit, cursor }: StreamListRequest): Promise<Page<StreamView>> {
    const where = defined({
      stream: prefix === undefined ? undefined : { from: prefix, below: prefix + LAST },
    });
    const { items, nextCursor } = await this.readModel.page({ where, order: 'newest-first', limit, cursor });
    return { items: items.map((document) => without(document, '_id', 'listKey')), nextCursor };
  }

  /** See `ReadModel.waitFor`. */
  waitFor(position: bigint, timeoutMs: number): Promise<boolean> {
    return this.readModel.waitFor(position, timeoutMs);
  }
}
