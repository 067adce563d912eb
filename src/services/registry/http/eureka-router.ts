import { Router, type Request, type Response } from 'express';
import type { Clock } from '../../../application/clock.js';
import type { EurekaInstance } from '../../../infrastructure/discovery/eureka/eureka-instance.js';
import {
  INSTANCE_STATUSES,
  type InstanceStatus,
  isInstanceStatus,
} from '../../../infrastructure/discovery/eureka/instance-status.js';
import { HttpError } from '../../../infrastructure/http/problems/http-error.js';
import { send } from '../../../infrastructure/http/server/answer.js';
import type { InstanceRegistry, Word } from '../leases/instance-registry.js';
import { readRepresentation, represented } from '../representation/negotiate.js';
import { type LeaseDefaults, readInstance } from '../representation/read-instance.js';
import type { Representation } from '../representation/representation.js';
import { REPLICATION_HEADER } from '../peers/replication-header.js';

/** What Eureka's REST operations work on. */
export interface EurekaRouterParts {
  readonly registry: InstanceRegistry;
  readonly leaseDefaults: LeaseDefaults;
  readonly clock: Clock;
  /** Resolves when what has been changed so far outlives the process. */
  kept(): Promise<void>;
}

type Operation = (request: Request, response: Response) => Promise<void> | void;

/** Eureka's REST operations (github.com/Netflix/eureka/wiki/Eureka-REST-operations), to be mounted under `/eureka`. */
export function eurekaRouter({ registry, leaseDefaults, clock, kept }: EurekaRouterParts): Router {
  const router = Router({ caseSensitive: true });
  const on = (method: 'get' | 'post' | 'put' | 'delete', path: string, operation: Operation): void => {
    router[method](path, (request, response) => {
      response.locals['route'] = `/eureka${path}`;
      return operation(request, response);
    });
  };
  const show = (request: Request, response: Response, representation: Representation): void =>
    send(response, represented(request.headers.accept, representation));

  on('get', '/apps', (request, response) =>
    show(request, response, { applications: registry.applications() }),
  );
  on('get', '/apps/delta', (request, response) =>
    show(request, response, { applications: registry.delta() }),
  );
  on('get', '/apps/:app', (request, response) => {
    const name = appOf(request);
    const { application } = registry.applications(({ app }) => app === name);
    show(request, response, { application: found(application[0], `application ${name}`) });
  });
  on('get', '/apps/:app/:id', (request, response) => {
    const [app, id] = [appOf(request), parameter(request, 'id')];
    show(request, response, { instance: found(registry.instance(app, id), `instance ${app}/${id}`) });
  });
  on('get', '/instances/:id', (request, response) => {
    const id = parameter(request, 'id');
    const { application } = registry.applications(({ instanceId }) => instanceId === id);
    show(request, response, { instance: found(application[0]?.instance[0], `instance ${id}`) });
  });
  for (const [path, field] of [
    ['/vips', 'vipAddress'],
    ['/svips', 'secureVipAddress'],
  ] as const) {
    on('get', `${path}/:vip`, (request, response) => {
      const vip = parameter(request, 'vip').toLowerCase();
      const applications = registry.applications((instance) => addresses(instance[field]).includes(vip));
      found(applications.application[0], `${field} ${vip}`);
      show(request, response, { applications });
    });
  }

  on('post', '/apps/:app', async (request, response) => {
    const body = await readRepresentation(request);
    const instance = readInstance(body, appOf(request), leaseDefaults, clock.now().getTime());
    registry.register(instance, wordOf(request));
    await kept();
    send(response, { status: 204, headers: {} });
  });
  on('put', '/apps/:app/:id', (request, response) => {
    const [app, id] = [appOf(request), parameter(request, 'id')];
    const renewal = registry.renew(app, id, wordOf(request));
    if (renewal.kind === 'unknown') throw notFound(`instance ${app}/${id}`);
    if (renewal.kind === 'outdated') show(request, response, { instance: renewal.instance });
    else done(response);
  });
  on('delete', '/apps/:app/:id', async (request, response) => {
    const [app, id] = [appOf(request), parameter(request, 'id')];
    if (!registry.cancel(app, id, wordOf(request))) throw notFound(`instance ${app}/${id}`);
    await kept();
    done(response);
  });
  on('put', '/apps/:app/:id/status', async (request, response) => {
    const [app, id] = [appOf(request), parameter(request, 'id')];
    const isThere = registry.overrideStatus(app, id, statusOf(request), wordOf(request));
    if (!isThere) throw notFound(`instance ${app}/${id}`);
    await kept();
    done(response);
  });
  on('delete', '/apps/:app/:id/status', async (request, response) => {
    const [app, id] = [appOf(request), parameter(request, 'id')];
    const isThere = registry.removeOverride(app, id, statusOf(request, 'UNKNOWN'), wordOf(request));
    if (!isThere) throw notFound(`instance ${app}/${id}`);
    await kept();
    done(response);
  });
  on('put', '/apps/:app/:id/metadata', async (request, response) => {
    const [app, id] = [appOf(request), parameter(request, 'id')];
    const entries = Object.entries(request.query).map(([key, value]) => [key, String([value].flat()[0])]);
    if (!registry.putMetadata(app, id, Object.fromEntries(entries) as Record<string, string>)) {
      throw notFound(`instance ${app}/${id}`);
    }
    await kept();
    done(response);
  });
  return router;
}

function parameter(request: Request, name: string): string {
  return String(request.params[name]);
}

function appOf(request: Request): string {
  return parameter(request, 'app').toUpperCase();
}

/** Who says it: a client, or another registry. */
function wordOf(request: Request): Word {
  const dirty = request.query['lastDirtyTimestamp'];
  if (dirty !== undefined && !/^\d{1,16}$/.test(String(dirty))) {
    throw new HttpError(400, 'validation-failed', 'lastDirtyTimestamp must be milliseconds since the epoch', {
      errors: [{ path: 'lastDirtyTimestamp', message: 'must be milliseconds since the epoch' }],
    });
  }
  return {
    replicated: request.headers[REPLICATION_HEADER] === 'true',
    lastDirtyTimestamp: dirty === undefined ? undefined : Number(dirty),
  };
}

function statusOf({ query }: Request, otherwise?: InstanceStatus): InstanceStatus {
  const value = query['value'] ?? otherwise;
  if (isInstanceStatus(value)) return value;
  const message = `must be one of ${INSTANCE_STATUSES.join(', ')}`;
  throw new HttpError(400, 'validation-failed', `value ${message}`, { errors: [{ path: 'value', message }] });
}

function addresses(list: EurekaInstance['vipAddress']): readonly string[] {
  return (list ?? '').split(',').map((address) => address.trim().toLowerCase());
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw notFound(what);
  return value;
}

function notFound(what: string): HttpError {
  return new HttpError(404, 'not-registered', `There is no ${what}`);
}

function done(response: Response): void {
  send(response, { status: 200, headers: {} });
}
