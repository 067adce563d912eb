import { ApiError } from '../../api/api-error.js';

/** What to tell somebody whose call has failed, beside its detail. */
export interface Advice {
  readonly title: string;
  /** What to do. */
  readonly advice: string | undefined;
}

const BY_CODE: Readonly<Record<string, string>> = {
  unreachable: 'Your work is not lost: try again once the connection is back.',
  'read-model-behind': 'What you did was taken; the page only has to catch up. Try again in a moment.',
  'not-signed-in': 'Sign in to go on.',
  'invalid-token': 'Sign in again to go on.',
  'token-expired': 'Sign in again to go on.',
  'wrong-credentials': 'Check the address and the password.',
  'administrators-only': 'Sign in as an administrator.',
  'not-yours': 'It belongs to another account. Sign in with that one.',
};

const BY_STATUS: Readonly<Record<number, string>> = {
  404: 'It may have been removed, or the address is mistyped.',
  412: 'Somebody else has changed it meanwhile. Load it anew and look at what is there now.',
  429: 'Wait a moment before the next attempt.',
  503: 'A part of the shop is away. It usually comes back within seconds: try again.',
};

/** The title of an error and what to do about it. */
export function adviceFor(error: Error): Advice {
  if (!(error instanceof ApiError)) {
    return {
      title: 'This page has failed',
      advice: 'Load it anew. If it fails again, tell us what you did.',
    };
  }
  const { code, status, title } = error;
  const advice = BY_CODE[code] ?? BY_STATUS[status];
  if (status < 500) return { title, advice };
  return { title, advice: advice ?? 'Try again. If it fails again, tell us the trace below.' };
}
