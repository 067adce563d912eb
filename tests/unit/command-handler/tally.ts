import { v4 as uuid } from 'uuid';
import type { Command } from '../../../src/application/command.js';
import { CommandHandler, type CommandHandlerParts } from '../../../src/application/command-handler.js';
import type { Decider } from '../../../src/domain/decider.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import type { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';

export type TallyCommand =
  | { readonly type: 'Add'; readonly data: { readonly amounts: readonly number[] } }
  | { readonly type: 'Take'; readonly data: { readonly amount: number } };

export type TallyEvent =
  | { readonly type: 'Added'; readonly data: { readonly amount: number } }
  | { readonly type: 'Taken'; readonly data: { readonly amount: number } };

export interface TallyState {
  readonly total: number;
  readonly events: number;
}

/** A total that never falls below zero: the smallest aggregate with a rule. */
const tally: Decider<TallyState, TallyCommand, TallyEvent> = {
  category: 'tally',
  initialState: { total: 0, events: 0 },
  decide(command, state) {
    if (command.type === 'Add') {
      return command.data.amounts.map((amount) => ({ type: 'Added', data: { amount } }));
    }
    if (command.data.amount > state.total) {
      throw new DomainError('too-few', `only ${state.total} are left`);
    }
    return [{ type: 'Taken', data: command.data }];
  },
  evolve: ({ total, events }, event) => ({
    total: event.type === 'Added' ? total + event.data.amount : total - event.data.amount,
    events: events + 1,
  }),
};

type Parts = CommandHandlerParts<TallyState, TallyCommand, TallyEvent>;

/** A handler as a process that has just started would have it. */
export function tallyHandler(
  eventStore: InMemoryEventStore,
  parts: Partial<Parts> = {},
): CommandHandler<TallyState, TallyCommand, TallyEvent> {
  return new CommandHandler({
    eventStore,
    decider: tally,
    eventVersions: { Added: 1, Taken: 1 },
    clock: new ManualClock(),
    randomness: new SeededRandomness(),
    ...parts,
  });
}

export function add(...amounts: number[]): Command<TallyCommand> {
  return commandOf({ type: 'Add', data: { amounts } });
}

export function take(amount: number): Command<TallyCommand> {
  return commandOf({ type: 'Take', data: { amount } });
}

function commandOf(body: TallyCommand): Command<TallyCommand> {
  return { commandId: uuid(), correlationId: uuid(), causationId: uuid(), actor: 'service:tests', body };
}
