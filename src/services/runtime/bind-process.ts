import type { ContainerModuleLoadOptions } from 'inversify';
import { DeadlineScheduler } from '../../application/process-runtime/deadline-scheduler.js';
import type { CommandDispatcher } from '../../application/process-runtime/command-dispatcher.js';
import { ProcessRuntime } from '../../application/process-runtime/process-runtime.js';
import type { Message } from '../../domain/message.js';
import type { ProcessManager } from '../../domain/process-manager.js';
import { MongoProcessWakeups } from '../../infrastructure/mongodb/mongo-process-wakeups.js';
import { TOKENS } from './tokens.js';
import type { ServiceIdentifier } from 'inversify';

/** A process manager and what it is run with. */
export interface ProcessBinding<State, Event extends Message, Command extends Message, Fact extends Message> {
  readonly manager: ProcessManager<State, Event, Command, Fact>;
  /** Prefixes of the streams of its own service that its inputs stand in. */
  readonly inputs: readonly string[];
  /** The types of integration events that it hears from other services; none when it listens to none. */
  readonly receives: readonly Event['type'][];
  /** Where the dispatcher of its commands is bound. */
  readonly dispatcher: ServiceIdentifier<CommandDispatcher<Command>>;
  /** Whether it sets deadlines; the service must then have the projection `processes` of it. */
  readonly deadlines: boolean;
}

/** Binds a process manager's runtime as a handler of events and, where it sets deadlines, the scheduler of those. */
export function bindProcess<State, Event extends Message, Command extends Message, Fact extends Message>(
  { bind }: Pick<ContainerModuleLoadOptions, 'bind'>,
  { manager, inputs, receives, dispatcher, deadlines }: ProcessBinding<State, Event, Command, Fact>,
): void {
  const runtime = Symbol(`process.${manager.name}`) as ServiceIdentifier<
    ProcessRuntime<State, Event, Command, Fact>
  >;
  bind(runtime)
    .toResolvedValue(
      (parts, receiver, messaging) => {
        const heard = receives.length === 0 ? [] : messaging.inputs;
        return new ProcessRuntime({ ...parts, manager, inputs: [...inputs, ...heard], dispatcher: receiver });
      },
      [TOKENS.commandParts, dispatcher, TOKENS.messaging],
    )
    .inSingletonScope();
  bind(TOKENS.eventHandler).toService(runtime);
  for (const type of receives) bind(TOKENS.receivedType).toConstantValue(type);
  if (!deadlines) return;
  bind(TOKENS.backgroundTask)
    .toResolvedValue(
      (processes, { db }, { registry }, clock, logger) =>
        new DeadlineScheduler({
          processes,
          wakeups: new MongoProcessWakeups(db, registry),
          clock,
          onFailure: ({ managerName, processId, error }) =>
            logger.warn({ err: error, processId }, `Waking a process of ${managerName} failed`),
        }),
      [runtime, TOKENS.mongo, TOKENS.stores, TOKENS.clock, TOKENS.logger],
    )
    .inSingletonScope();
}
