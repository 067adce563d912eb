import type { FieldError } from './problem.js';

/** What an `HttpError` may carry beside its status, code and detail. */
export interface HttpErrorOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldError[];
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** An error answer: becomes problem details with this status and code. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldError[] | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
    options: HttpErrorOptions = {},
  ) {
    super(detail, { cause: options.cause });
    this.headers = options.headers ?? {};
    this.errors = options.errors;
    this.details = options.details;
  }
}

/** 503: something this service needs is away; worth repeating after `retryAfterSeconds`. */
export function unavailable(code: string, detail: string, cause?: unknown, retryAfterSeconds = 1): HttpError {
  return new HttpError(503, code, detail, { headers: { 'retry-after': String(retryAfterSeconds) }, cause });
}

/** 400 with the list of broken rules. */
export function validationFailed(errors: readonly FieldError[]): HttpError {
  const first = errors[0];
  const detail = first === undefined ? 'The request is not valid' : `${first.path} ${first.message}`.trim();
  return new HttpError(400, 'validation-failed', detail, { errors });
}
