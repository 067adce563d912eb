import type { Decider } from '../../../src/domain/decider.js';
import type { Message } from '../../../src/domain/message.js';

/**
 * The streams of one kind of aggregate, handled as the command handler handles them: a command id that has written
 * events is recognised and changes nothing. Commands that were refused or changed nothing are not remembered.
 */
export class SimulatedAggregates<State, Command extends Message, Event extends Message> {
  readonly #streams = new Map<string, { state: State; events: Event[]; commandIds: Set<string> }>();

  constructor(
    private readonly decider: Decider<State, Command, Event>,
    private readonly onEvent: (event: Event, eventId: string) => void = () => {},
  ) {}

  /** @throws DomainError */
  handle(id: string, command: Command, commandId: string): void {
    const stream = this.#stream(id);
    if (stream.commandIds.has(commandId)) return;
    for (const event of this.decider.decide(command, stream.state)) {
      stream.commandIds.add(commandId);
      stream.state = this.decider.evolve(stream.state, event);
      stream.events.push(event);
      this.onEvent(event, `${this.decider.category}-${id}@${stream.events.length - 1}`);
    }
  }

  state(id: string): State {
    return this.#stream(id).state;
  }

  events(id: string): readonly Event[] {
    return this.#stream(id).events;
  }

  #stream(id: string) {
    const stream = this.#streams.get(id) ?? {
      state: this.decider.initialState,
      events: [],
      commandIds: new Set<string>(),
    };
    this.#streams.set(id, stream);
    return stream;
  }
}
