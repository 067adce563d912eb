import { setTimeout as delay } from 'node:timers/promises';
import type { Dispatcher } from 'undici';
import type { LoadBalancer } from '../../load-balancing/load-balancer.js';
import { HttpError, unavailable } from '../problems/http-error.js';
import { Attempt } from './attempt.js';
import type { Exchange } from './exchange.js';
import type { GatewayHandler } from './gateway-filter.js';
import { hasBody, takeBody } from './request-body.js';
import { StreamedBody, type RequestBody } from './streamed-body.js';
import { RetryBudget } from './retry-budget.js';
import { serviceHeaders } from './service-headers.js';

/** Before the same instance is tried once more, when there is no other. */
const PAUSE_MS = 100;

/** What a forwarder is made of. */
export interface ForwarderParts {
  readonly balancer: LoadBalancer;
  /** Read anew for each request. */
  readonly settings: { readonly current: ForwarderSettings };
  /** Counts a request that is sent again (or not, for want of budget). */
  readonly retried?: (service: string, permitted: boolean) => void;
}

/** Times in milliseconds. */
export interface ForwarderSettings {
  /** Retries per request, over all requests to a service. */
  readonly retryBudget: number;
  /** How long a service may take until its answer begins. */
  readonly answerTimeoutMs: number;
  /** How long an answer may pause. */
  readonly idleTimeoutMs: number;
}

/** Hands requests on to instances of services, sends those again that may be, and streams the answers back. */
export class Forwarder {
  readonly #parts: ForwarderParts;
  readonly #budgets = new Map<string, RetryBudget>();

  constructor(parts: ForwarderParts) {
    this.#parts = parts;
  }

  /** The handler that asks a service. @throws HttpError 503 `service-unavailable`, 504 `gateway-timeout` */
  to(service: string): GatewayHandler {
    return (exchange) => this.#forward(exchange, service);
  }

  async #forward(exchange: Exchange, service: string): Promise<void> {
    const budget = this.#budgetOf(service);
    if (exchange.body === undefined && hasBody(exchange)) exchange.body = await takeBody(exchange);
    const { body } = exchange;
    const { idleTimeoutMs, answerTimeoutMs } = this.#parts.settings.current;
    const options: Dispatcher.DispatchOptions & { headers: string[] } = {
      method: exchange.method as Dispatcher.HttpMethod,
      path: exchange.targetPath + exchange.query,
      headers: serviceHeaders(exchange, body instanceof StreamedBody ? body.length : body?.length),
      body: body as Dispatcher.DispatchOptions['body'],
      headersTimeout: answerTimeoutMs,
      bodyTimeout: idleTimeoutMs,
      ...(exchange.upgrade === undefined ? {} : { upgrade: 'websocket' }),
    };
    budget.requested();
    let failed: Set<string> | undefined;
    for (let attempts = 1; !exchange.response.destroyed; attempts += 1) {
      const choice = this.#parts.balancer.choose(service, failed);
      if (choice === undefined) throw notThere(service);
      if (failed?.has(choice.instance.instanceId) === true) await delay(PAUSE_MS);
      const mayRepeat = (arrived: boolean): boolean =>
        attempts < exchange.repeat.attempts &&
        isRepeatable(exchange, body, arrived) &&
        this.#spend(budget, service);
      const attempt = new Attempt(
        exchange,
        choice,
        (status) => exchange.repeat.statuses.has(status) && mayRepeat(true),
      );
      choice.connections.dispatch(options, attempt);
      const result = await attempt.result;
      if (result.kind === 'over') return;
      if (result.kind === 'failed') {
        const { error, arrived } = result;
        if (error instanceof HttpError) throw error;
        if (isTimeout(error)) throw tooSlow(service, error);
        if (!mayRepeat(arrived)) throw notThere(service, error);
      }
      (failed ??= new Set()).add(choice.instance.instanceId);
    }
  }

  #spend(budget: RetryBudget, service: string): boolean {
    const permitted = budget.take();
    this.#parts.retried?.(service, permitted);
    return permitted;
  }

  #budgetOf(service: string): RetryBudget {
    let budget = this.#budgets.get(service);
    if (budget === undefined) {
      budget = new RetryBudget(() => this.#parts.settings.current.retryBudget);
      this.#budgets.set(service, budget);
    }
    return budget;
  }
}

/** Whether sending a request once more can do no harm; `arrived`: the first may have done something. */
function isRepeatable({ method, headers, repeat }: Exchange, body: RequestBody, arrived: boolean): boolean {
  if (body instanceof StreamedBody && body.taken) return false;
  if (!arrived || headers.get('idempotency-key') !== undefined) return true;
  // A change that was made would break the condition of its own repetition.
  return repeat.methods.has(method) && headers.get('if-match') === undefined;
}

function isTimeout(error: Error & { code?: string }): boolean {
  return error.code === 'UND_ERR_HEADERS_TIMEOUT';
}

function notThere(service: string, error?: Error): HttpError {
  return unavailable('service-unavailable', `The ${service} can not be reached`, error);
}

function tooSlow(service: string, cause: Error): HttpError {
  return new HttpError(504, 'gateway-timeout', `The ${service} did not answer in time`, { cause });
}
