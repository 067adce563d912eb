/** One rule that the request's body, query or path breaks. */
export interface FieldError {
  /** Dotted path to the value, for example `price.amount` or `lines.0.quantity`; empty for the whole. */
  readonly path: string;
  readonly message: string;
}

/** Problem details (RFC 9457), the body of every error answer. `code` is stable: callers may branch on it. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly code: string;
  readonly traceId: string;
  readonly errors?: readonly FieldError[];
  /** Facts about a broken business rule that a caller may act upon. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The media type of problem details. */
export const PROBLEM_JSON = 'application/problem+json';

/** The problem type URI of a code. */
export function problemType(code: string): string {
  return `urn:webstore:problem:${code}`;
}

/** The title of a code: `cart-empty` → `Cart empty`. */
export function problemTitle(code: string): string {
  return code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
}
