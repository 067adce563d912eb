import { IsIn } from 'class-validator';
import { Router, type Request, type Response } from 'express';
import type { CircuitBreaker } from '../../resilience/circuit-breaker/circuit-breaker.js';
import type { ResilienceRegistry } from '../../resilience/resilience-registry.js';
import { HttpError } from '../problems/http-error.js';
import { send } from '../server/answer.js';
import { readJson } from '../server/json-body.js';
import { otherMethod } from '../server/other-method.js';
import { validated } from '../validation/validate.js';
import { CIRCUIT_BREAKER_UPDATES, type CircuitBreakerUpdate, stateAfter } from './circuit-breaker-updates.js';

class UpdateStateBody {
  @IsIn(CIRCUIT_BREAKER_UPDATES) updateState!: CircuitBreakerUpdate;
}

const ALL = '/actuator/circuitbreakers';
const ONE = '/actuator/circuitbreakers/:name';
const EVENTS = '/actuator/circuitbreakerevents';

/** Circuit breakers seen and switched by hand: the endpoints that Resilience4j adds to Spring Boot's actuator. */
export function circuitBreakersRouter(resilience: ResilienceRegistry): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const found = (request: Request): CircuitBreaker => {
    const name = String(request.params['name']);
    const breaker = resilience.circuitBreaker(name);
    if (breaker === undefined) {
      throw new HttpError(404, 'circuit-breaker-not-found', `There is no circuit breaker ${name}`);
    }
    return breaker;
  };
  const breakers = (): CircuitBreaker[] =>
    Array.from(resilience.policies, ({ circuitBreaker }) => circuitBreaker);

  router.get(ALL, (_, response) => {
    const details = breakers().map((breaker) => [breaker.name, detailsOf(breaker)] as const);
    answer(response, ALL, { circuitBreakers: Object.fromEntries(details) });
  });
  router.get(ONE, (request, response) => answer(response, ONE, detailsOf(found(request))));
  router.post(ONE, async (request, response) => {
    const breaker = found(request);
    const { updateState } = validated(UpdateStateBody, await readJson(request));
    breaker.transitionTo(stateAfter(updateState));
    answer(response, ONE, {
      circuitBreakerName: breaker.name,
      currentState: breaker.state,
      message: `${breaker.name} state has been changed successfully`,
    });
  });
  router.get(EVENTS, (_, response) => {
    const events = breakers().flatMap((breaker) => breaker.events);
    const inOrder = events.toSorted((one, other) => one.creationTime.localeCompare(other.creationTime));
    answer(response, EVENTS, { circuitBreakerEvents: inOrder });
  });
  for (const [path, methods] of [
    [ALL, ['GET', 'HEAD']],
    [ONE, ['GET', 'HEAD', 'POST']],
    [EVENTS, ['GET', 'HEAD']],
  ] as const) {
    router.all(path, (request, response) => send(response, otherMethod(request.method, methods)));
  }
  return router;
}

function detailsOf(breaker: CircuitBreaker): Record<string, string | number> {
  const { status, thresholds, totals } = breaker;
  return {
    failureRate: percent(status.failureRate),
    slowCallRate: percent(status.slowCallRate),
    failureRateThreshold: percent(thresholds.failureRate),
    slowCallRateThreshold: percent(thresholds.slowCallRate),
    bufferedCalls: status.total,
    failedCalls: status.failed,
    slowCalls: status.slow,
    slowFailedCalls: status.slowFailed,
    notPermittedCalls: totals.notPermitted,
    state: status.state,
  };
}

function percent(rate: number): string {
  return `${rate.toFixed(1)}%`;
}

function answer(response: Response, route: string, body: unknown): void {
  response.locals['route'] = route;
  send(response, {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  });
}
