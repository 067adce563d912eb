import type { Problem } from '../problems/problem.js';

/** Another service refused a call: its problem details. Repeating the call unchanged leads to the same answer. */
export class RemoteProblemError extends Error {
  override readonly name = 'RemoteProblemError';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    readonly service: string,
    problem: Pick<Problem, 'status' | 'code' | 'detail' | 'details'>,
  ) {
    super(problem.detail);
    this.status = problem.status;
    this.code = problem.code;
    this.details = problem.details ?? {};
  }
}
