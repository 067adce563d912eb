import type { Dispatcher } from 'undici';
import type { ServiceInstance } from '../discovery/service-instance.js';

/** How a request to an instance ended, as its balancer judges instances by it. */
export type Outcome =
  /** It answered, whatever the status below 500. */
  | 'answered'
  /** It answered 5xx, or broke off, or took too long. */
  | 'failed'
  /** It could not be reached at all. */
  | 'unreachable'
  /** The caller gave up: says nothing about the instance. */
  | 'cancelled';

/** An instance that was chosen for one request. */
export interface Choice {
  readonly instance: ServiceInstance;
  /** The connections to the instance. */
  readonly connections: Dispatcher;
  /** May be called when the answer has begun: the time after it says nothing about the instance's speed. */
  began(): void;
  /** Must be called exactly once, when the request has ended. */
  ended(outcome: Outcome): void;
}

/** Spreads the requests to a service over its instances. */
export interface LoadBalancer {
  /**
   * The instance for the next request to `service`; undefined when none is known.
   * @param avoid ids of instances that have just failed this request; chosen only if there is no other
   */
  choose(service: string, avoid?: ReadonlySet<string>): Choice | undefined;
  close(): Promise<void>;
}
