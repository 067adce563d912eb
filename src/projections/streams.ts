import { isAudited } from '../application/audit-service/audited.js';
import { kindOf } from '../application/audit-service/replay/stream-kinds.js';
import { EVERYTHING } from '../application/event-filter.js';
import type { StreamDocument } from '../application/read-models/stream-view.js';
import type { Projection } from './projection.js';

/** Every stream of the shop. */
export const streams: Projection<StreamDocument> = {
  name: 'streams',
  version: 1,
  filter: EVERYTHING,
  unhurried: true,
  indexes: [{ listKey: -1 }, { stream: 1, listKey: -1 }],
  documentId: (event) => (isAudited(event) ? event.stream : undefined),
  evolve(document, { stream, recordedAt }) {
    return { stream, type: document?.type ?? kindOf(stream).name, lastEventAt: recordedAt };
  },
};
