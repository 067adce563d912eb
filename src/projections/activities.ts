import { isAudited } from '../application/audit-service/audited.js';
import { EVERYTHING } from '../application/event-filter.js';
import type { ActivityDocument } from '../application/read-models/activity-view.js';
import type { Projection } from './projection.js';

/** Who did what, when, and why: every event of the shop, without its data. */
export const activities: Projection<ActivityDocument> = {
  name: 'activities',
  version: 2,
  filter: EVERYTHING,
  unhurried: true,
  perEvent: true,
  indexes: [
    { listKey: -1 },
    { correlationId: 1, listKey: 1 },
    { actor: 1, listKey: -1 },
    { type: 1, listKey: -1 },
    { stream: 1, listKey: -1 },
  ],
  documentId: (event) => (isAudited(event) ? event.position.toString().padStart(20, '0') : undefined),
  placeOf: ({ stream, revision }) => ({ stream, revision }),
  evolve(_, { stream, type, eventId, metadata, recordedAt }) {
    const { actor, $correlationId, $causationId } = metadata;
    return {
      stream,
      type,
      eventId,
      actor: actor ?? 'unknown',
      correlationId: $correlationId ?? eventId,
      causationId: $causationId ?? eventId,
      at: recordedAt,
    };
  },
};
