/** What a command that wrote events answered. */
export interface AnsweredCommand {
  readonly commandId: string;
  /** Of the last event it wrote. */
  readonly revision: number;
  readonly position: bigint;
}

/** The last commands of one stream, oldest first; the oldest is forgotten when there are more than `limit`. */
export class AnsweredCommands {
  readonly #commands = new Map<string, AnsweredCommand>();

  constructor(
    private readonly limit: number,
    commands: Iterable<AnsweredCommand> = [],
  ) {
    for (const command of commands) this.add(command);
  }

  get size(): number {
    return this.#commands.size;
  }

  get(commandId: string): AnsweredCommand | undefined {
    return this.#commands.get(commandId);
  }

  /** Replaces what is known of the same command: each of its events tells, the last one tells all. */
  add(command: AnsweredCommand): void {
    this.#commands.set(command.commandId, command);
    if (this.#commands.size <= this.limit) return;
    for (const oldest of this.#commands.keys()) {
      this.#commands.delete(oldest);
      return;
    }
  }

  toArray(): readonly AnsweredCommand[] {
    return [...this.#commands.values()];
  }
}
