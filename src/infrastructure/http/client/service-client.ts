import type { Clock } from '../../../application/clock.js';
import type { Randomness } from '../../../application/randomness.js';
import { traced } from '../../../application/traced.js';
import type { Tracer } from '../../../application/tracer.js';
import type { Configuration } from '../../configuration/configuration.js';
import type { LoadBalancer } from '../../load-balancing/load-balancer.js';
import { CallRejectedError } from '../../resilience/call-rejected-error.js';
import type { ErrorJudgement, MethodPolicy, MethodPolicyParts } from '../../resilience/method-policy.js';
import type { ResilienceRegistry } from '../../resilience/resilience-registry.js';
import type { ResilienceOverrides } from '../../resilience/resilience-settings.js';
import { TimeLimitExceededError } from '../../resilience/time-limit-exceeded-error.js';
import type { AnswerOf, BodyOf, Contract, Operations, PathParamsOf, QueryOf } from '../contract/contract.js';
import { type Operation, isIdempotent } from '../contract/operation.js';
import type { CallOrigin } from './call-origin.js';
import { type RequestInput, requestMaker } from './call-request.js';
import { traceparentOf } from '../server/trace-context.js';
import { clientSettings } from './client-settings.js';
import { NoInstanceError } from './no-instance-error.js';
import { type ClientAnswer, RemoteCall } from './remote-call.js';
import { RemoteServiceUnavailableError } from './remote-service-unavailable-error.js';

/** What the clients of a process share. */
export interface ClientParts {
  readonly balancer: LoadBalancer;
  readonly resilience: ResilienceRegistry;
  readonly configuration: Configuration;
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** The `Authorization` header that shows a service who calls. */
  authorization(service: string): Promise<string>;
  readonly onTransition?: MethodPolicyParts['onTransition'];
  /** Gets a span for each call, with all its attempts; `balancer` sees to the spans of those. */
  readonly tracer?: Tracer | undefined;
}

/** What a client says of its own. */
export interface ServiceClientOptions<Ops extends Operations, Name extends keyof Ops = keyof Ops> {
  /** The operations it calls; all of them when left out. */
  readonly operations?: readonly Name[];
  /** What suits those who wait for this client; settings go over it. */
  readonly defaults?: ResilienceOverrides;
  readonly fallbacks?: Fallbacks<Ops>;
}

/** What a call of `Op` needs. */
export type CallInput<Op> = (unknown extends PathParamsOf<Op>
  ? unknown
  : { readonly params: PathParamsOf<Op> }) &
  (unknown extends BodyOf<Op> ? unknown : { readonly body: BodyOf<Op> }) & {
    readonly query?: Partial<QueryOf<Op>>;
  };

/** What to answer instead when a service is away; by operation, for those that have such an answer. */
export type Fallbacks<Ops extends Operations> = {
  readonly [Name in keyof Ops]?: (
    cause: RemoteServiceUnavailableError,
    input: CallInput<Ops[Name]>,
  ) => ClientAnswer<AnswerOf<Ops[Name]>> | Promise<ClientAnswer<AnswerOf<Ops[Name]>>>;
};

/** One function for each operation of a contract. */
export type ServiceClient<Ops extends Operations> = {
  /**
   * @throws RemoteProblemError when the service refuses the call
   * @throws RemoteServiceUnavailableError when it can't be reached, does not answer in time, or is spared by one of our limits
   */
  readonly [Name in keyof Ops]: (
    input: CallInput<Ops[Name]>,
    origin: CallOrigin,
  ) => Promise<ClientAnswer<AnswerOf<Ops[Name]>>>;
};

/**
 * A typed client of the service behind a contract: balanced over its instances, and every method within a policy of its own
 * (see `MethodPolicy`), named `<service>.<operation>`.
 */
export function serviceClient<Ops extends Operations, Name extends keyof Ops & string = keyof Ops & string>(
  contract: Contract<Ops>,
  parts: ClientParts,
  options: ServiceClientOptions<Ops, Name> = {},
): Pick<ServiceClient<Ops>, Name> {
  const { service, operations } = contract;
  const names = Object.keys(operations);
  const settings = clientSettings(parts.configuration, service, names, options.defaults);
  const methods = (options.operations ?? names).map((name) => {
    const policy = parts.resilience.add(`${service}.${name}`, {
      ...parts,
      settings: settings(name),
      judgement,
    });
    const fallback = options.fallbacks?.[name] as AnyFallback | undefined;
    return [name, method(service, operations[name] as Operation, policy, parts, fallback)] as const;
  });
  return Object.fromEntries(methods) as unknown as Pick<ServiceClient<Ops>, Name>;
}

type AnyFallback = (
  cause: RemoteServiceUnavailableError,
  input: RequestInput,
) => ClientAnswer<unknown> | Promise<ClientAnswer<unknown>>;

function method(
  service: string,
  operation: Operation,
  policy: MethodPolicy,
  { balancer, authorization, tracer }: ClientParts,
  fallback: AnyFallback | undefined,
): (input: RequestInput, origin: CallOrigin) => Promise<ClientAnswer<unknown>> {
  const requestOf = requestMaker(operation);
  const idempotent = isIdempotent(operation);
  const make = async (input: RequestInput, origin: CallOrigin): Promise<ClientAnswer<unknown>> => {
    const shown = operation.access === 'public' ? undefined : await authorization(service);
    const call = new RemoteCall(service, balancer, requestOf(input, origin, shown));
    const repeatable = idempotent || origin.commandId !== undefined || origin.idempotencyKey !== undefined;
    try {
      return await policy.execute((deadline) => call.attempt(deadline), repeatable);
    } catch (error) {
      const cause = unavailability(service, error);
      if (cause === undefined) throw error;
      if (fallback === undefined) throw cause;
      return fallback(cause, input);
    }
  };
  if (tracer === undefined) return make;
  return (input, origin) => {
    const { traceparent = traceparentOf(origin.correlationId) } = origin;
    const start = { name: policy.name, kind: 'internal', traceparent } as const;
    return traced(tracer, start, (own) => make(input, { ...origin, traceparent: own }));
  };
}

/** What failed in a way that may pass, in the one form that callers know; undefined for anything else. */
function unavailability(service: string, error: unknown): RemoteServiceUnavailableError | undefined {
  if (error instanceof RemoteServiceUnavailableError) return error;
  const retryAfterMs = error instanceof CallRejectedError ? error.retryAfterMs : undefined;
  return error instanceof CallRejectedError ||
    error instanceof TimeLimitExceededError ||
    error instanceof NoInstanceError
    ? new RemoteServiceUnavailableError(service, error.message, { cause: error, retryAfterMs })
    : undefined;
}

/**
 * An attempt that took too long is not made again: the caller has waited long enough, and a service that is overloaded would
 * get more to do. The breaker takes no notice of statuses below 500, be they worth a repetition or not.
 */
const judgement: ErrorJudgement = {
  isRetryable: (error) => error instanceof RemoteServiceUnavailableError,
  retryAfterMs: (error) => (error instanceof RemoteServiceUnavailableError ? error.retryAfterMs : undefined),
  isFailure: (error) =>
    error instanceof TimeLimitExceededError ||
    (error instanceof RemoteServiceUnavailableError && (error.status ?? 500) >= 500),
};
