import { TransientError } from './transient-error.js';

/** The event store could not be reached or gave no answer in time. An append may have happened: repeating it is safe. */
export class EventStoreUnavailableError extends TransientError {
  override readonly name = 'EventStoreUnavailableError';
}
