import type { ServiceIdentifier } from 'inversify';
import type { PublicKeys } from '../../application/audit-service/chain/checkpoint-keys.js';
import type { Trails } from '../../application/audit-service/trail/trails.js';
import type { ActivityQueries } from '../../application/read-models/activity-queries.js';
import type { StreamQueries } from '../../application/read-models/stream-queries.js';

/** What audit-service binds for itself. */
export const AUDIT = {
  streams: Symbol.for('StreamQueries') as ServiceIdentifier<StreamQueries>,
  activities: Symbol.for('ActivityQueries') as ServiceIdentifier<ActivityQueries>,
  trails: Symbol.for('Trails') as ServiceIdentifier<Trails>,
  keys: Symbol.for('AuditKeys') as ServiceIdentifier<PublicKeys>,
} as const;
