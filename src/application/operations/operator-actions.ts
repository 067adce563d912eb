import { type Note, type NoteParts, writeNote } from '../audit-service/note.js';

/** Streams of what operators do, one for each day (UTC). */
const ACTION_STREAMS = 'audit-operations-';

/** Notes who intervenes where, in the log itself. */
export class OperatorActions {
  constructor(private readonly parts: NoteParts) {}

  /**
   * Resolves once it is recorded what somebody is about to do. To be called before it is done: what can't be recorded is not done.
   * @throws EventStoreUnavailableError
   */
  record(action: Note): Promise<void> {
    return writeNote(this.parts, { streams: ACTION_STREAMS, type: 'OperatorActed' }, action);
  }
}
