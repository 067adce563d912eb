import { NotFoundError } from '../../../domain/not-found-error.js';
import {
  circuitBreakerDetails,
  circuitBreakerView,
} from '../../../infrastructure/http/actuator/circuit-breaker-view.js';
import { stateAfter } from '../../../infrastructure/http/actuator/circuit-breaker-updates.js';
import type { Handlers } from '../../../infrastructure/http/contract/handlers.js';
import type { instanceOperations } from '../../../infrastructure/http/contracts/operations/instance-operations.js';
import type { CircuitBreaker } from '../../../infrastructure/resilience/circuit-breaker/circuit-breaker.js';
import { instanceStanding } from './instance-standing.js';
import { noteOf } from '../note-of.js';
import type { OperationsParts } from './operations-parts.js';

/** What an instance answers to operators about itself. */
export function instanceHandlers({
  service,
  standing,
  resilience,
  configuration,
  actions,
}: OperationsParts): Handlers<typeof instanceOperations> {
  const { instance } = standing;
  const own = (asked: string): void => {
    if (asked !== instance) throw new NotFoundError('instance', asked);
  };
  const breaker = (name: string): CircuitBreaker => {
    const found = resilience.circuitBreaker(name);
    if (found === undefined) throw new NotFoundError('circuit-breaker', name);
    return found;
  };
  return {
    async showInstance({ params }) {
      own(params.instance);
      return { body: await instanceStanding(standing) };
    },
    async showConfiguration({ params }) {
      own(params.instance);
      return { body: { service, instance, settings: configuration.inForce } };
    },
    async listCircuitBreakers({ params }) {
      own(params.instance);
      const items = Array.from(resilience.policies, ({ circuitBreaker }) =>
        circuitBreakerView(circuitBreaker),
      );
      return { body: { items, nextCursor: null } };
    },
    async showCircuitBreaker({ params }) {
      own(params.instance);
      return { body: circuitBreakerDetails(breaker(params.circuitBreaker)) };
    },
    async switchCircuitBreaker({ params, body: { updateState }, context }) {
      own(params.instance);
      const { circuitBreaker } = params;
      const found = breaker(circuitBreaker);
      const of = { service, instance, circuitBreaker, updateState };
      await actions.record(noteOf(context, 'switch-circuit-breaker', of));
      found.transitionTo(stateAfter(updateState));
      return { body: circuitBreakerView(found) };
    },
  };
}
