import type { Message } from '../../domain/message.js';
import type { ProcessInput, ProcessManager } from '../../domain/process-manager.js';
import type { ProcessAdvanced, RecordedDeadline, RecordedInput } from './process-advanced.js';
import { commandIdOf, deadlineIdOf } from './process-ids.js';
import type { ProcessInstance } from './process-instance.js';
import { ReactionFailedError } from './reaction-failed-error.js';

/** An input on its way to the process, with what its stream will remember of it. */
export interface PendingInput<Event extends Message> {
  readonly recorded: RecordedInput;
  readonly message: ProcessInput<Event>;
}

/**
 * Lets the process react to `inputs`, one after the other, and puts all of it into one step. Pure but for `now`, the
 * moment (in ms) that deadlines count from.
 * @throws ReactionFailedError when the process manager throws
 */
export function decideStep<State, Event extends Message, Command extends Message, Fact extends Message>(
  manager: ProcessManager<State, Event, Command, Fact>,
  instance: ProcessInstance<State, Command, Fact>,
  inputs: readonly PendingInput<Event>[],
  now: number,
): ProcessAdvanced<Command, Fact> {
  const facts: Fact[] = [];
  const commands: { commandId: string; body: Command }[] = [];
  const deadlines = new Map<string, RecordedDeadline>();
  const cancelled = new Set<string>();
  let { state } = instance;
  let ended = false;

  const take = ({ recorded: { inputId }, message }: PendingInput<Event>): void => {
    const reaction = manager.react(state, message);
    for (const fact of reaction.facts ?? []) {
      facts.push(fact);
      state = manager.evolve(state, fact);
    }
    for (const [index, body] of (reaction.commands ?? []).entries()) {
      commands.push({ commandId: commandIdOf(instance.stream, inputId, index), body });
    }
    for (const name of reaction.cancelDeadlines ?? []) {
      deadlines.delete(name);
      cancelled.add(name);
    }
    for (const { name, afterMs } of reaction.deadlines ?? []) {
      const deadlineId = deadlineIdOf(instance.stream, inputId, name);
      deadlines.set(name, { name, deadlineId, dueAt: new Date(now + afterMs).toISOString() });
    }
    ended ||= reaction.ended ?? false;
  };

  for (const input of inputs) {
    try {
      take(input);
    } catch (error) {
      throw new ReactionFailedError(input.message.type, error);
    }
  }

  const over = ended || instance.log.ended;
  return {
    inputs: inputs.map(({ recorded }) => recorded),
    facts,
    commands,
    deadlines: over ? [] : [...deadlines.values()],
    cancelledDeadlines: [...cancelled].filter((name) => instance.log.openDeadlines.has(name)),
    ended,
  };
}

/** Whether a step leaves nothing but the memory of its inputs. */
export function leadsToNothing(step: ProcessAdvanced): boolean {
  const { facts, commands, deadlines, cancelledDeadlines, ended } = step;
  return !ended && [facts, commands, deadlines, cancelledDeadlines].every(({ length }) => length === 0);
}
