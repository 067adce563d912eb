import type { HttpError } from '../problems/http-error.js';
import { PROBLEM_JSON, problemTitle, problemType, type Problem } from '../problems/problem.js';
import type { Answer } from './answer.js';

/** An error as problem details. `instance` is the path that was asked for. */
export function problemAnswer(error: HttpError, instance: string, traceId: string): Answer {
  const problem: Problem = {
    type: problemType(error.code),
    title: problemTitle(error.code),
    status: error.status,
    detail: error.message,
    instance,
    code: error.code,
    traceId,
    ...(error.errors === undefined ? {} : { errors: error.errors }),
    ...(error.details === undefined || Object.keys(error.details).length === 0
      ? {}
      : { details: error.details }),
  };
  return {
    status: error.status,
    headers: { ...error.headers, 'content-type': PROBLEM_JSON },
    body: JSON.stringify(problem),
  };
}
