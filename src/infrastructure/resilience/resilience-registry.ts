import type { CircuitBreaker } from './circuit-breaker/circuit-breaker.js';
import { MethodPolicy, type MethodPolicyParts } from './method-policy.js';

/** The policies of all remote methods that a process calls, by name. */
export class ResilienceRegistry {
  readonly #policies = new Map<string, MethodPolicy>();

  get policies(): Iterable<MethodPolicy> {
    return this.#policies.values();
  }

  /** Makes the policy of one method. @throws Error when there is one of that name already */
  add(name: string, parts: MethodPolicyParts): MethodPolicy {
    if (this.#policies.has(name)) throw new Error(`There are two clients for ${name}`);
    const policy = new MethodPolicy(name, parts);
    this.#policies.set(name, policy);
    return policy;
  }

  circuitBreaker(name: string): CircuitBreaker | undefined {
    return this.#policies.get(name)?.circuitBreaker;
  }

  close(): void {
    for (const policy of this.#policies.values()) policy.close();
    this.#policies.clear();
  }
}
