import { Router } from 'express';
import type { Clock } from '../../../application/clock.js';
import { isInstanceStatus } from '../../../infrastructure/discovery/eureka/instance-status.js';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import { httpErrorOf } from '../../../infrastructure/http/problems/http-error-of.js';
import { send } from '../../../infrastructure/http/server/answer.js';
import type { InstanceRegistry, Word } from '../leases/instance-registry.js';
import type { ReplicationResult } from '../peers/replication-item.js';
import { readRepresentation } from '../representation/negotiate.js';
import { type LeaseDefaults, readInstance } from '../representation/read-instance.js';

/** What peers' batches work on. */
export interface ReplicationRouterParts {
  readonly registry: InstanceRegistry;
  readonly leaseDefaults: LeaseDefaults;
  readonly clock: Clock;
  kept(): Promise<void>;
}

type Item = Readonly<Record<string, unknown>>;

/** `POST /peerreplication/batch`: what clients have told another registry, in one request with one answer for each. */
export function replicationRouter(parts: ReplicationRouterParts): Router {
  const router = Router({ caseSensitive: true });
  router.post('/peerreplication/batch', async (request, response) => {
    response.locals['route'] = '/eureka/peerreplication/batch';
    const body = (await readRepresentation(request)) as { replicationList?: unknown } | null;
    const items = body?.replicationList;
    if (!Array.isArray(items)) {
      throw new HttpError(400, 'validation-failed', 'Missing replicationList', {
        errors: [{ path: 'replicationList', message: 'is missing' }],
      });
    }
    const responseList = items.map((item) => resultOf(item, parts));
    await parts.kept();
    send(response, {
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ responseList }),
    });
  });
  return router;
}

/** One item that can not be followed does not keep the others from it. */
function resultOf(item: unknown, parts: ReplicationRouterParts): ReplicationResult {
  try {
    return follow((item ?? {}) as Item, parts);
  } catch (error) {
    return { statusCode: httpErrorOf(error).status };
  }
}

function follow(item: Item, { registry, leaseDefaults, clock }: ReplicationRouterParts): ReplicationResult {
  const app = String(item['appName']).toUpperCase();
  const id = String(item['id']);
  const dirty = Number(item['lastDirtyTimestamp'] ?? NaN);
  const word: Word = { replicated: true, lastDirtyTimestamp: Number.isFinite(dirty) ? dirty : undefined };
  switch (item['action']) {
    case 'Register': {
      const body = { instance: item['instanceInfo'] };
      registry.register(readInstance(body, app, leaseDefaults, clock.now().getTime()), word);
      return { statusCode: 200 };
    }
    case 'Heartbeat': {
      const renewal = registry.renew(app, id, word);
      if (renewal.kind === 'outdated') return { statusCode: 200, responseEntity: renewal.instance };
      return { statusCode: renewal.kind === 'renewed' ? 200 : 404 };
    }
    case 'Cancel':
      return { statusCode: registry.cancel(app, id, word) ? 200 : 404 };
    case 'StatusUpdate':
      return { statusCode: registry.overrideStatus(app, id, statusOf(item), word) ? 200 : 404 };
    case 'DeleteStatusOverride':
      return { statusCode: registry.removeOverride(app, id, statusOf(item), word) ? 200 : 404 };
    default:
      return { statusCode: 400 };
  }
}

function statusOf({ status }: Item) {
  return isInstanceStatus(status) ? status : 'UNKNOWN';
}
