import type { StreamEntry } from '../index/stream-entry.js';
import type { Consumer } from './consumer.js';

/** How far a feed has been examined. */
export interface Mark {
  /** The last revision of a stream, or the last event number of `$all`; -1 before the first. */
  readonly position: number;
  /** How many events were examined up to there: what the checkpoint settings count. */
  readonly count: number;
}

/** Where the event of a message is. */
export interface Place {
  /** The event's number in the log; of a link that the server keeps up, that of the event linked to. */
  readonly event: number;
  /** The stream it was read from; undefined for `$all`. */
  readonly stream: StreamEntry | undefined;
  /** The revision in that stream; 0 for `$all`. */
  readonly revision: number;
}

/** An event on its way through a group. */
export interface Message {
  readonly place: Place;
  /** The id of the event, or of the link that led to it: what consumers acknowledge. */
  readonly id: string;
  /** What was examined before it: the checkpoint as long as this message is the first that is not dealt with. */
  readonly before: Mark;
  /** Whether it was parked and is being replayed. */
  readonly isReplayed: boolean;
  /** How often it was delivered before. */
  retryCount: number;
  /** Who has it. */
  consumer: Consumer | undefined;
  /** When it was delivered, in milliseconds since 1970. */
  deliveredAt: number;
  /** Whether it was acknowledged, skipped or parked for good. */
  isDone: boolean;
}

/** A message as it leaves its feed. */
export function newMessage(place: Place, id: string, before: Mark, isReplayed = false): Message {
  return {
    place,
    id,
    before,
    isReplayed,
    retryCount: 0,
    consumer: undefined,
    deliveredAt: 0,
    isDone: false,
  };
}

/** What a client wants done with a message that it could not handle. */
export type NackAction = 'retry' | 'park' | 'skip' | 'stop';
