import { STATUS_CODES } from 'node:http';

/** The statuses of what can be wrong with a request, by the codes that tell programs. */
const statuses = {
  'malformed-request': 400,
  'validation-failed': 400,
  'route-not-found': 404,
  'message-not-found': 404,
  'method-not-allowed': 405,
  'internal-error': 500,
} as const;

export type ProblemCode = keyof typeof statuses;

/** A problem document (RFC 9457) with a code that stays the same. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly code: ProblemCode;
  readonly detail?: string;
}

/** @param detail what is the matter with this request, where the code does not say it all */
export function problemOf(code: ProblemCode, detail?: string): Problem {
  const status = statuses[code];
  return { type: 'about:blank', title: STATUS_CODES[status] ?? '', status, code, ...(detail && { detail }) };
}
