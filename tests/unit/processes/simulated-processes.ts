import { DomainError } from '../../../src/domain/domain-error.js';
import type { Message } from '../../../src/domain/message.js';
import type { ProcessInput, ProcessManager } from '../../../src/domain/process-manager.js';

/** Something that a simulation may do next, in any order. */
export type Action = (crash: boolean) => void;

interface Process<State> {
  state: State;
  ended: boolean;
  readonly seen: Set<string>;
  readonly commands: Map<string, Action>;
  readonly deadlines: Map<string, Action>;
}

/**
 * The processes of one manager, run as the runtime runs them: inputs are recognised by id, commands stay open until their
 * outcome is recorded and are dispatched again, under the same id, when a crash came between. Every command, deadline and
 * input is an action of its own, so that a simulation can take them in any order.
 */
export class SimulatedProcesses<State, Event extends Message, Command extends Message, Fact extends Message> {
  readonly #processes = new Map<string, Process<State>>();

  constructor(
    private readonly manager: ProcessManager<State, Event, Command, Fact>,
    private readonly dispatch: (command: Command, commandId: string) => void,
    private readonly onFact: (fact: Fact) => void = () => {},
  ) {}

  /** Gives an event to the process it belongs to; a repeat changes nothing. */
  deliver(event: Event, eventId: string): void {
    const id = this.manager.processOf(event);
    if (id !== undefined) this.#input(id, event, eventId);
  }

  /** Every command that waits to be dispatched and every deadline that may pass. */
  get actions(): readonly Action[] {
    return [...this.#processes.values()].flatMap(({ commands, deadlines }) => [
      ...commands.values(),
      ...deadlines.values(),
    ]);
  }

  /** The ids of the processes that have not come to their end. */
  get running(): readonly string[] {
    return [...this.#processes].filter(([, { ended }]) => !ended).map(([id]) => id);
  }

  #input(id: string, input: ProcessInput<Event>, inputId: string): void {
    const process = this.#process(id);
    if (process.seen.has(inputId)) return;
    process.seen.add(inputId);
    const {
      facts = [],
      commands = [],
      deadlines = [],
      cancelDeadlines = [],
      ended,
    } = this.manager.react(process.state, input);
    for (const fact of facts) {
      process.state = this.manager.evolve(process.state, fact);
      this.onFact(fact);
    }
    for (const [index, command] of commands.entries()) {
      const commandId = `${id}/${inputId}/${index}`;
      process.commands.set(commandId, (crash) => this.#dispatch(id, command, commandId, crash));
    }
    for (const name of cancelDeadlines) process.deadlines.delete(name);
    for (const { name } of deadlines) {
      process.deadlines.set(name, () => {
        process.deadlines.delete(name);
        this.#input(id, { type: 'DeadlinePassed', data: { name } }, `${inputId}/${name}`);
      });
    }
    process.ended ||= ended ?? false;
    if (process.ended) process.deadlines.clear();
  }

  #dispatch(id: string, command: Command, commandId: string, crash: boolean): void {
    const outcome = this.#outcomeOf(command, commandId);
    if (crash) return;
    this.#process(id).commands.delete(commandId);
    this.#input(id, outcome, `${commandId}/outcome`);
  }

  #outcomeOf(command: Command, commandId: string): ProcessInput<Event> {
    try {
      this.dispatch(command, commandId);
      return { type: 'CommandAccepted', data: { command } };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, message, details } = error;
      return { type: 'CommandRejected', data: { command, code, message, details } };
    }
  }

  #process(id: string): Process<State> {
    const process = this.#processes.get(id) ?? {
      state: this.manager.initialState,
      ended: false,
      seen: new Set(),
      commands: new Map(),
      deadlines: new Map(),
    };
    this.#processes.set(id, process);
    return process;
  }
}
