import { lastCheckpoint } from '../../application/audit-service/chain/chain-head.js';
import {
  CheckpointVerifier,
  type PublicKeys,
} from '../../application/audit-service/chain/checkpoint-keys.js';
import type { Looks } from '../../application/audit-service/looks.js';
import { stateDifference } from '../../application/audit-service/replay/diff.js';
import { type Moment, momentOf } from '../../application/audit-service/replay/moment.js';
import { stateAt } from '../../application/audit-service/replay/replay.js';
import { readEvents } from '../../application/audit-service/stream-events.js';
import { exportLog } from '../../application/audit-service/transfer/export-log.js';
import type { Trails } from '../../application/audit-service/trail/trails.js';
import type { EventStore } from '../../application/event-store.js';
import type { ActivityQueries } from '../../application/read-models/activity-queries.js';
import type { StreamQueries } from '../../application/read-models/stream-queries.js';
import type { ReplayQuery } from '../../infrastructure/http/contracts/audit-dtos.js';
import { auditContract } from '../../infrastructure/http/contracts/audit-contract.js';
import { validationFailed } from '../../infrastructure/http/problems/http-error.js';
import type { RequestContext } from '../../infrastructure/http/server/request-context.js';
import { type Api, api } from '../runtime/api.js';
import { type NoteSubject, noteOf } from '../runtime/note-of.js';
import { DEFAULT_LIMIT, awaitToken, listed } from '../runtime/consistency.js';
import { verificationLines } from './verification-lines.js';

/** What audit-service answers to its calls. Each one is recorded before anything is shown. */
export function auditApi(
  eventStore: EventStore,
  streams: StreamQueries,
  activities: ActivityQueries,
  trails: Trails,
  looks: Looks,
  keys: PublicKeys,
): Api {
  const look = (context: RequestContext, what: string, of: NoteSubject = {}): Promise<void> =>
    looks.record(noteOf(context, what, of));

  return api(auditContract, {
    async listStreams({ query: { consistentWith, ...query }, context }) {
      await look(context, 'streams', query);
      await awaitToken(streams, consistentWith);
      return listed(await streams.list({ ...query, limit: query.limit ?? DEFAULT_LIMIT }));
    },
    async listStreamEvents({ params: { stream }, query, context }) {
      await look(context, 'events', { stream, ...query });
      const { from, cursor, direction = 'forwards', limit = DEFAULT_LIMIT } = query;
      return listed(await readEvents(eventStore, stream, { from: cursor ?? from, direction, limit }));
    },
    async replayState({ params: { stream }, query, context }) {
      await look(context, 'state', { stream, ...query });
      const body = await stateAt(eventStore, stream, momentIn(query));
      return { body, revision: body.revision };
    },
    async diffStates({ params: { stream }, query: { from, to }, context }) {
      await look(context, 'diff', { stream, from, to });
      const body = await stateDifference(eventStore, stream, moment('from', from), moment('to', to));
      return { body };
    },
    async showCorrelation({ params: { correlationId }, query: { consistentWith }, context }) {
      await look(context, 'correlation', { correlationId });
      await awaitToken(activities, consistentWith);
      return { body: await trails.ofCorrelation(correlationId) };
    },
    async showOrderTrail({ params: { orderId }, query: { consistentWith }, context }) {
      await look(context, 'trail', { orderId });
      await awaitToken(activities, consistentWith);
      return { body: await trails.ofOrder(orderId) };
    },
    async listActivities({ query: { consistentWith, ...query }, context }) {
      await look(context, 'activities', query);
      await awaitToken(activities, consistentWith);
      const range = {
        ...(query.from !== undefined && { from: new Date(query.from).toISOString() }),
        ...(query.to !== undefined && { to: new Date(query.to).toISOString() }),
      };
      return listed(await activities.list({ ...query, ...range, limit: query.limit ?? DEFAULT_LIMIT }));
    },
    async exportLog({ query: { from }, context }) {
      await look(context, 'export', { from });
      return { jsonLines: exportLog(eventStore, from === undefined ? undefined : BigInt(from)) };
    },
    async verifyLog({ context }) {
      await look(context, 'verification');
      return { jsonLines: verificationLines(eventStore, new CheckpointVerifier(keys)) };
    },
    async listKeys({ context }) {
      await look(context, 'keys');
      return { body: keys };
    },
    async latestCheckpoint({ context }) {
      await look(context, 'checkpoint');
      return { body: { checkpoint: (await lastCheckpoint(eventStore))?.checkpoint ?? null } };
    },
  });
}

/** @throws HttpError 400 `validation-failed` */
function momentIn({ revision, at }: ReplayQuery): Moment | undefined {
  if (revision !== undefined && at !== undefined) {
    throw validationFailed([{ path: 'at', message: 'is not to be given beside a revision' }]);
  }
  if (revision !== undefined) return { revision };
  return at === undefined ? undefined : moment('at', at);
}

/** @throws HttpError 400 `validation-failed` */
function moment(path: string, text: string): Moment {
  const found = momentOf(text);
  if (found === undefined) throw validationFailed([{ path, message: 'is no moment that there is' }]);
  return found;
}
