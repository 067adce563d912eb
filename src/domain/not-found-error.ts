import { DomainError } from './domain-error.js';

/** A command for an aggregate that does not exist. `code` is `<aggregate>-not-found`. */
export class NotFoundError extends DomainError {
  override readonly name = 'NotFoundError';

  constructor(aggregate: string, id: string) {
    super(`${aggregate}-not-found`, `There is no ${aggregate} ${id}`, { id });
  }
}
