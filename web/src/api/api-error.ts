import type { FieldError, Problem } from '../../../src/infrastructure/http/problems/problem.js';

/** What an `ApiError` is made of. */
export interface ApiErrorFacts {
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Stable: pages branch on it. `unreachable` when no answer came, `http-<status>` when it was no problem document. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly traceId?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  /** When to come again, in milliseconds from now. */
  readonly retryAfterMs?: number | undefined;
}

/** A call that was refused or got no answer. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly traceId: string | undefined;
  /** The rules that the input breaks, by path. */
  readonly errors: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryAfterMs: number | undefined;

  constructor(facts: ApiErrorFacts, options?: ErrorOptions) {
    super(facts.detail, options);
    this.status = facts.status;
    this.code = facts.code;
    this.title = facts.title;
    this.traceId = facts.traceId;
    this.errors = facts.errors ?? [];
    this.details = facts.details ?? {};
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** Whether the same call may succeed a little later: nobody answered, was free, had caught up, or was done with it. */
  get isTransient(): boolean {
    return [0, 429, 502, 503, 504].includes(this.status) || this.code === 'idempotency-key-in-use';
  }

  /** No answer came. */
  static unreachable(cause: unknown): ApiError {
    const detail = 'No answer came from the shop. Check the connection and try again.';
    return new ApiError({ status: 0, code: 'unreachable', title: 'Not reachable', detail }, { cause });
  }

  /** Of an answer that is no success. */
  static async of(response: Response): Promise<ApiError> {
    const { status, headers } = response;
    const problem = await problemIn(response);
    const traceId = problem?.traceId ?? headers.get('trace-id') ?? undefined;
    const seconds = Number(headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : undefined;
    if (problem !== undefined) return new ApiError({ ...problem, status, traceId, retryAfterMs });
    const detail = `The shop answered with status ${status}, and no more.`;
    return new ApiError({ status, code: `http-${status}`, title: 'Failed', detail, traceId, retryAfterMs });
  }
}

async function problemIn(response: Response): Promise<Problem | undefined> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json') !== true) return undefined;
  return (await response.json().catch(() => undefined)) as Problem | undefined;
}
