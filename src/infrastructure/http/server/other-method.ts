import { HttpError } from '../problems/http-error.js';
import type { Answer } from './answer.js';

/** The methods that a resource answers, given those it declares: whoever answers GET answers HEAD. */
export function allowedMethods(declared: Iterable<string>): string[] {
  return [...declared].flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
}

/**
 * The answer to a method that is none of `allowed`: OPTIONS asks for just these.
 * @throws HttpError 405 `method-not-allowed`
 */
export function otherMethod(method: string, allowed: readonly string[]): Answer {
  const headers = { allow: allowed.join(', ') };
  if (method === 'OPTIONS') return { status: 204, headers };
  const detail = `${method} is not among the methods of this resource`;
  throw new HttpError(405, 'method-not-allowed', detail, { headers });
}
