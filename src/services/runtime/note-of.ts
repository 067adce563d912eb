import type { Note } from '../../application/audit-service/note.js';
import { actorOf } from '../../application/principal.js';
import type { RequestContext } from '../../infrastructure/http/server/request-context.js';

/** What a note is about; fields that are undefined are left out. */
export type NoteSubject = Readonly<Record<string, string | number | undefined>>;

/** What is noted of a request: who wants what, and of what. */
export function noteOf(
  { principal, correlationId, trace }: RequestContext,
  what: string,
  of: NoteSubject,
): Note {
  const given = Object.entries(of).filter(
    (entry): entry is [string, string | number] => entry[1] !== undefined,
  );
  return {
    actor: actorOf(principal),
    what,
    of: Object.fromEntries(given),
    correlationId,
    traceparent: trace.traceparent,
  };
}
