import { Code, StatusError } from '../grpc/status.js';
import type { GroupId } from './group-id.js';

/** There is no such group. */
export function groupDoesNotExist(id: GroupId): StatusError {
  return new StatusError(
    Code.NOT_FOUND,
    `Subscription group ${id.group} on stream ${id.source} does not exist.`,
    trailers('persistent-subscription-does-not-exist', id),
  );
}

/** The group to be created is there. */
export function groupExists(id: GroupId): StatusError {
  return new StatusError(
    Code.ALREADY_EXISTS,
    `Subscription group ${id.group} on stream ${id.source} exists.`,
    trailers('persistent-subscription-exists', id),
  );
}

/** The settings of a group are refused. */
export function groupFailed(id: GroupId, reason: string): StatusError {
  return new StatusError(
    Code.INTERNAL,
    `Subscription group ${id.group} on stream ${id.source} failed: '${reason}'`,
    { ...trailers('persistent-subscription-failed', id), reason },
  );
}

/** The group has as many consumers as it may have. */
export function maximumSubscribersReached(id: GroupId): StatusError {
  return new StatusError(
    Code.FAILED_PRECONDITION,
    `Maximum subscriptions reached for subscription group ${id.group} on stream ${id.source}.`,
    trailers('maximum-subscribers-reached', id),
  );
}

/** The group was deleted, changed or begun anew under a consumer. */
export function subscriptionDropped(id: GroupId): StatusError {
  return new StatusError(
    Code.CANCELLED,
    `Subscription group ${id.group} on stream ${id.source} was dropped.`,
    trailers('persistent-subscription-dropped', id),
  );
}

function trailers(exception: string, { source, group }: GroupId): Record<string, string> {
  return { exception, 'stream-name': source, ...(group !== '' && { 'group-name': group }) };
}
