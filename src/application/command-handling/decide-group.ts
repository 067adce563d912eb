import type { Decider } from '../../domain/decider.js';
import type { Message } from '../../domain/message.js';
import type { Command } from '../command.js';
import type { EventToAppend } from '../event-store.js';
import { eventIdsOf } from '../event-ids.js';
import { RevisionMismatchError } from '../revision-mismatch-error.js';
import type { StreamState } from './stream-state.js';

/** A command and the revision that its caller insists on, or the list of those that will do. */
export interface Request<Body extends Message> {
  readonly command: Command<Body>;
  readonly expectedRevision?: number | readonly number[] | undefined;
  /** Looks at the state the command would be decided on, and throws when its caller may not change that. */
  readonly guard?: ((state: never) => void) | undefined;
}

/** What becomes of one command, provided that the events of the whole group are appended. */
export type Decision<Event extends Message> =
  /** `revision`: of its last event. `written`: what is to be appended, equal in length to `events`. */
  | {
      readonly kind: 'events';
      readonly revision: number;
      readonly events: readonly Event[];
      readonly written: readonly EventToAppend[];
    }
  | { readonly kind: 'unchanged'; readonly revision: number }
  /** Answered before, or (without a position) by an earlier command of the group. */
  | { readonly kind: 'repeated'; readonly revision: number; readonly position: bigint | undefined }
  | { readonly kind: 'refused'; readonly error: unknown };

/**
 * Decides commands one after the other, each on the state that those before it lead to, without touching `base`.
 * A command that is refused leaves no trace in the others.
 */
export function decideGroup<State, Body extends Message, Event extends Message>(
  stream: string,
  base: StreamState<State, Event>,
  requests: readonly Request<Body>[],
  decider: Decider<State, Body, Event>,
  eventVersions: Readonly<Record<Event['type'], number>>,
): readonly Decision<Event>[] {
  let { state, revision } = base;
  const inGroup = new Map<string, number>();

  const decide = ({ command, expectedRevision, guard }: Request<Body>): Decision<Event> => {
    const answered = base.answered.get(command.commandId);
    if (answered !== undefined) {
      return { kind: 'repeated', revision: answered.revision, position: answered.position };
    }
    const answer = inGroup.get(command.commandId);
    if (answer !== undefined) return { kind: 'repeated', revision: answer, position: undefined };
    (guard as ((state: State) => void) | undefined)?.(state);
    if (expectedRevision !== undefined && ![expectedRevision].flat().includes(revision)) {
      return { kind: 'refused', error: new RevisionMismatchError(stream, expectedRevision, revision) };
    }
    const events = decider.decide(command.body, state);
    if (events.length === 0) return { kind: 'unchanged', revision };
    const eventIds = eventIdsOf(command.commandId, events);
    const written = events.map((event, index) => ({
      eventId: eventIds[index] as string,
      type: event.type,
      data: event.data,
      metadata: {
        $correlationId: command.correlationId,
        $causationId: command.causationId,
        commandId: command.commandId,
        actor: command.actor,
        schemaVersion: eventVersions[event.type as Event['type']],
        ...(command.traceparent === undefined ? {} : { traceparent: command.traceparent }),
      },
    }));
    state = events.reduce((before, event) => decider.evolve(before, event), state);
    revision += events.length;
    inGroup.set(command.commandId, revision);
    return { kind: 'events', revision, events, written };
  };

  return requests.map((request) => {
    try {
      return decide(request);
    } catch (error) {
      return { kind: 'refused', error };
    }
  });
}
