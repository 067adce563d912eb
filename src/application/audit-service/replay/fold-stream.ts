import type { Decider } from '../../../domain/decider.js';
import type { Message } from '../../../domain/message.js';
import type { ProcessManager } from '../../../domain/process-manager.js';
import type { ProcessAdvanced } from '../../process-runtime/process-advanced.js';
import { ProcessInstance } from '../../process-runtime/process-instance.js';
import type { RecordedEvent } from '../../recorded-event.js';
import { Upcasters } from '../../upcasting/upcasters.js';

/** The fold of one stream, event by event. */
export interface Fold {
  /** Takes in the next event, as it is stored. */
  apply(event: RecordedEvent): void;
  /** What the events so far lead to. */
  readonly state: unknown;
}

/** Folds an aggregate's events by its decider, raised by its upcasters: as its command handler does. */
export function foldOfAggregate<State, Event extends Message>(
  { initialState, evolve }: Pick<Decider<State, never, Event>, 'initialState' | 'evolve'>,
  upcasters: Upcasters = new Upcasters(),
): () => Fold {
  return () => {
    let state = initialState;
    return {
      apply(event) {
        for (const { type, data } of upcasters.raise(event)) state = evolve(state, { type, data } as Event);
      },
      get state() {
        return state;
      },
    };
  };
}

/** Folds a process's steps by its manager: what it remembers, and what it has still to do or to wait for. */
export function foldOfProcess<State, Fact extends Message>(
  manager: Pick<ProcessManager<State, never, Message, Fact>, 'initialState' | 'evolve'>,
): (stream: string) => Fold {
  return (stream) => {
    const process = new ProcessInstance<State, Message, Fact>(stream, manager);
    return {
      apply: (event) => process.apply({ ...event, data: event.data as ProcessAdvanced<Message, Fact> }),
      get state() {
        const { ended, openCommands, openDeadlines, seenInputs } = process.log;
        return {
          state: process.state,
          ended,
          openCommands: [...openCommands.values()],
          openDeadlines: [...openDeadlines.values()],
          seenInputs: [...seenInputs],
        };
      },
    };
  };
}
