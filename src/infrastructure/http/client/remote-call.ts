import type { Dispatcher } from 'undici';
import type { LoadBalancer, Outcome } from '../../load-balancing/load-balancer.js';
import type { CallDeadline } from '../../resilience/call-deadline.js';
import type { Problem } from '../problems/problem.js';
import { type HttpAnswer, exchange } from './exchange.js';
import { NoInstanceError } from './no-instance-error.js';
import { RemoteProblemError } from './remote-problem-error.js';
import { RemoteServiceUnavailableError } from './remote-service-unavailable-error.js';

/** What a service answered: `body` is undefined when it had none. */
export interface ClientAnswer<Answer> {
  readonly status: number;
  readonly body: Answer;
}

/** One call of a service: each attempt goes to an instance that has not failed it, as long as there is one. */
export class RemoteCall {
  #failed: Set<string> | undefined;

  constructor(
    private readonly service: string,
    private readonly balancer: LoadBalancer,
    private readonly request: Dispatcher.DispatchOptions,
  ) {}

  /**
   * Makes one attempt.
   * @throws NoInstanceError, RemoteProblemError, RemoteServiceUnavailableError, TimeLimitExceededError
   */
  async attempt(deadline: CallDeadline): Promise<ClientAnswer<unknown>> {
    const choice = this.balancer.choose(this.service, this.#failed);
    if (choice === undefined) throw new NoInstanceError(this.service);
    let outcome: Outcome = 'failed';
    try {
      const answer = await exchange(choice.connections, this.request, deadline, () => choice.began());
      if (answer.status < 500) outcome = 'answered';
      return judged(this.service, answer);
    } catch (error) {
      if (error === deadline.expired) throw error;
      if (isUnreachable(error)) outcome = 'unreachable';
      throw isRemote(error) ? error : this.#broken(error);
    } finally {
      choice.ended(outcome);
      if (outcome !== 'answered') (this.#failed ??= new Set()).add(choice.instance.instanceId);
    }
  }

  #broken(cause: unknown): RemoteServiceUnavailableError {
    const message = cause instanceof Error ? cause.message : String(cause);
    return new RemoteServiceUnavailableError(this.service, message, { cause });
  }
}

const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function isUnreachable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && UNREACHABLE.has(String(error.code));
}

function isRemote(error: unknown): boolean {
  return error instanceof RemoteProblemError || error instanceof RemoteServiceUnavailableError;
}

/** @throws RemoteProblemError for a refusal, RemoteServiceUnavailableError for what may pass */
function judged(service: string, { status, headers, text }: HttpAnswer): ClientAnswer<unknown> {
  if (status < 400) return { status, body: text === '' ? undefined : parsed(service, status, text) };
  const problem = problemOf(status, text);
  const retryAfter = headers['retry-after'];
  if (status >= 500 || status === 429 || retryAfter !== undefined) {
    throw new RemoteServiceUnavailableError(service, `${status} ${problem.code}`, {
      status,
      retryAfterMs: retryAfterMsOf(String(retryAfter)),
    });
  }
  throw new RemoteProblemError(service, problem);
}

/** `Retry-After` in seconds; as a date none of our services sends it, and foreign ones need not be waited for so exactly. */
function retryAfterMsOf(header: string): number | undefined {
  return /^\d{1,9}$/.test(header) ? Number(header) * 1000 : undefined;
}

function parsed(service: string, status: number, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new RemoteServiceUnavailableError(service, `${status}, but no JSON`, { cause });
  }
}

function problemOf(status: number, text: string): Pick<Problem, 'status' | 'code' | 'detail' | 'details'> {
  try {
    const { code, detail, details } = JSON.parse(text) as Partial<Problem>;
    if (typeof code === 'string' && typeof detail === 'string') {
      return { status, code, detail, ...(details === undefined ? {} : { details }) };
    }
  } catch {
    // Not from one of our services: the status is all there is.
  }
  return { status, code: `http-${status}`, detail: `answered ${status}` };
}
