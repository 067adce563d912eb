import { type Note, type NoteParts, writeNote } from './note.js';

/** Streams of looks, one for each day (UTC). */
const LOOK_STREAMS = 'audit-looks-';

/** Notes who looks at what, in the log itself. */
export class Looks {
  constructor(private readonly parts: NoteParts) {}

  /**
   * Resolves once the look is recorded. To be called before anything is shown: what can't be recorded is not shown.
   * @throws EventStoreUnavailableError
   */
  record(look: Note): Promise<void> {
    return writeNote(this.parts, { streams: LOOK_STREAMS, type: 'AuditLooked' }, look);
  }
}
