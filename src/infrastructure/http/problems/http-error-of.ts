import { TooManyAttemptsError } from '../../../application/customer-service/attempt-limiter.js';
import { SignInRefusedError } from '../../../application/customer-service/sign-in-refused-error.js';
import { InvalidConsistencyTokenError } from '../../../application/consistency-token.js';
import { NotYoursError } from '../../../application/principal.js';
import { InvalidCursorError } from '../../../application/read-models/invalid-cursor-error.js';
import { ReadModelBehindError } from '../../../application/read-models/read-model-behind-error.js';
import { ReadModelUnavailableError } from '../../../application/read-models/read-model-unavailable-error.js';
import { EventStoreUnavailableError } from '../../../application/event-store-unavailable-error.js';
import { RevisionMismatchError } from '../../../application/revision-mismatch-error.js';
import { TransientError } from '../../../application/transient-error.js';
import { DomainError } from '../../../domain/domain-error.js';
import { NotFoundError } from '../../../domain/not-found-error.js';
import { RemoteServiceUnavailableError } from '../client/remote-service-unavailable-error.js';
import { HttpError, unavailable } from './http-error.js';

/** The error answer for whatever a handler threw. What nobody foresaw is a 500 that gives nothing away. */
export function httpErrorOf(error: unknown): HttpError {
  if (error instanceof HttpError) return error;
  if (error instanceof DomainError) {
    const status = error instanceof NotFoundError ? 404 : 409;
    return new HttpError(status, error.code, error.message, { details: error.details, cause: error });
  }
  if (error instanceof SignInRefusedError) {
    const headers = { 'www-authenticate': 'Bearer realm="webstore"' };
    return new HttpError(401, error.code, error.message, { headers, cause: error });
  }
  if (error instanceof TooManyAttemptsError) {
    const headers = { 'retry-after': String(error.retryAfterSeconds) };
    return new HttpError(429, error.code, error.message, { headers, cause: error });
  }
  if (error instanceof NotYoursError) {
    return new HttpError(403, error.code, error.message, { cause: error });
  }
  if (error instanceof RevisionMismatchError) {
    return new HttpError(412, 'revision-mismatch', error.message, { cause: error });
  }
  if (error instanceof RemoteServiceUnavailableError) {
    const { service, retryAfterMs = 1 } = error;
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
    return unavailable(`${service}-unavailable`, `The ${service} gave no answer in time`, error, seconds);
  }
  if (error instanceof InvalidConsistencyTokenError || error instanceof InvalidCursorError) {
    return new HttpError(400, error.code, error.message, { cause: error });
  }
  if (error instanceof EventStoreUnavailableError) {
    return unavailable(
      'event-store-unavailable',
      'The event store gave no answer in time; repeat the request',
      error,
    );
  }
  if (error instanceof ReadModelBehindError) {
    return unavailable('read-model-behind', error.message, error);
  }
  if (error instanceof ReadModelUnavailableError) {
    return unavailable(
      'read-model-unavailable',
      'The read models gave no answer in time; repeat the request',
      error,
    );
  }
  if (error instanceof TransientError) {
    return unavailable(
      'temporarily-unavailable',
      'Something this service needs is away; repeat the request',
      error,
    );
  }
  if (error instanceof URIError) {
    return new HttpError(400, 'malformed-path', 'The path is not properly percent-encoded', { cause: error });
  }
  return new HttpError(
    500,
    'internal-error',
    'Something went wrong in here; the trace id helps to find out what',
    {
      cause: error,
    },
  );
}
