/** A business rule that a command would break. `code` is stable, kebab-case and part of the HTTP contract. */
export class DomainError extends Error {
  override readonly name: string = 'DomainError';

  constructor(
    readonly code: string,
    message: string,
    /** Facts a caller may act upon, as JSON: for example the lines that are short of stock. */
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
