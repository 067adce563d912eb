import {
  ANY,
  type EventData,
  jsonEvent,
  type JSONType,
  NO_STREAM,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import type { EventToAppend, ExpectedRevision } from '../../application/event-store.js';
import { WrongExpectedRevisionError } from '../../application/wrong-expected-revision-error.js';
import type { AppendLine } from './append-line.js';
import { backOff } from './back-off.js';
import { isRefusal, unavailable } from './client-errors.js';

/** How long an append may take, in milliseconds: one try, and all tries together. */
export interface AppendDeadlines {
  readonly attemptMs: number;
  readonly totalMs: number;
}

/** An event of the application, or one of the server's own conventions, which has no metadata. */
export type Proposal = Omit<EventToAppend, 'metadata'> & Partial<Pick<EventToAppend, 'metadata'>>;

/** Where the last event stands; the server does not always tell the position. */
export interface AppendAnswer {
  readonly revision: number;
  readonly position: bigint | undefined;
}

/**
 * Appends, and tries again while the outcome is unknown: the server takes a repetition with the same event ids at the same
 * place for the same append.
 * @throws WrongExpectedRevisionError when the stream is elsewhere
 * @throws EventStoreUnavailableError when the outcome is still unknown after `totalMs`
 * @throws TypeError when an event's data is not JSON
 */
export async function append(
  line: AppendLine,
  stream: string,
  expected: ExpectedRevision,
  events: readonly Proposal[],
  { attemptMs, totalMs }: AppendDeadlines,
): Promise<AppendAnswer> {
  const proposals = events.map(proposalOf);
  const expectedRevision = expected === 'any' ? ANY : expected === 'no-stream' ? NO_STREAM : BigInt(expected);
  const giveUpAt = Date.now() + totalMs;
  for (let attempt = 0; ; attempt++) {
    const deadline = Math.max(1, Math.min(attemptMs, giveUpAt - Date.now()));
    try {
      const answer = await line.send(stream, expectedRevision, proposals, deadline);
      return { revision: Number(answer.nextExpectedRevision), position: answer.position?.commit };
    } catch (error) {
      if (error instanceof WrongExpectedVersionError) {
        const { actualVersion } = error;
        const actual = actualVersion === 'no_stream' ? 'no-stream' : Number(actualVersion);
        throw new WrongExpectedRevisionError(stream, expected, actual);
      }
      if (isRefusal(error)) throw error;
      await backOff(attempt);
      // No last try in the milliseconds that are left: its silence would hide what this one told.
      if (Date.now() >= giveUpAt) throw unavailable(`the append to ${stream} was not answered`, error);
    }
  }
}

/** The client serializes where an error can't be caught, so what isn't JSON is found out here. */
function proposalOf({ eventId, type, data, metadata }: Proposal): EventData {
  if (JSON.stringify(data) === undefined) throw new TypeError(`the data of ${type} ${eventId} is not JSON`);
  return jsonEvent({
    id: eventId,
    type,
    data: data as JSONType,
    ...(metadata && { metadata: { ...metadata } }),
  });
}
