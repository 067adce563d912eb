import { Upcasters } from '../upcasting/upcasters.js';

/** Before version 2 nobody wrote down when a session was refreshed: long ago, so that nothing of it may be repeated. */
const LONG_AGO = new Date(0).toISOString();

/** Raises events of sessions to the versions of today. */
export const sessionUpcasters = new Upcasters([
  {
    type: 'SessionRefreshed',
    schemaVersion: 1,
    raise: (data) => [
      { type: 'SessionRefreshed', schemaVersion: 2, data: { ...(data as object), refreshedAt: LONG_AGO } },
    ],
  },
]);
