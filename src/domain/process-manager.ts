import type { Message } from './message.js';

/** What became of a command that a process asked for; the process reacts to it as to an event. */
export type CommandOutcome =
  | { readonly type: 'CommandAccepted'; readonly data: { readonly command: Message } }
  | {
      readonly type: 'CommandRejected';
      readonly data: {
        readonly command: Message;
        readonly code: string;
        readonly message: string;
        readonly details: Readonly<Record<string, unknown>>;
      };
    };

/** A deadline that a process had set has passed. */
export type DeadlinePassed = { readonly type: 'DeadlinePassed'; readonly data: { readonly name: string } };

/** All that a process manager may be told: its own inputs, outcomes of its commands, its deadlines. */
export type ProcessInput<Event extends Message> = Event | CommandOutcome | DeadlinePassed;

/** What a process decides on one input. The runtime stores all of it in one append before it acts on any of it. */
export interface Reaction<Command extends Message, Fact extends Message> {
  /** Dispatched at the same time, each under an id derived from the causing input; their outcomes come back as inputs. */
  readonly commands?: readonly Command[];
  /** The process's own events: the only thing its state is folded from. */
  readonly facts?: readonly Fact[];
  /** Durable timers: setting a name again moves it. `afterMs` counts from the moment of the reaction. */
  readonly deadlines?: readonly { readonly name: string; readonly afterMs: number }[];
  readonly cancelDeadlines?: readonly string[];
  /** The process is over: later inputs still find it, but open deadlines are dropped. */
  readonly ended?: boolean;
}

/** A process manager as pure parts: what it remembers, and what it decides on each input. */
export interface ProcessManager<State, Event extends Message, Command extends Message, Fact extends Message> {
  /** Kebab-case; the processes live in streams `process.<name>-<id>`. */
  readonly name: string;
  readonly initialState: State;
  /** Names of deadlines that put off another try and mean nothing else: an operator may bring them forward. */
  readonly retryDeadlines?: readonly string[];
  /** The id of the process an event belongs to; undefined when it concerns none. */
  processOf(event: Event): string | undefined;
  react(state: State, input: ProcessInput<Event>): Reaction<Command, Fact>;
  evolve(state: State, fact: Fact): State;
}
