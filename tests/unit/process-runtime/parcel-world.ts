import { DomainError } from '../../../src/domain/domain-error.js';
import type { Command } from '../../../src/application/command.js';
import type { EventStore } from '../../../src/application/event-store.js';
import type { CommandDispatcher } from '../../../src/application/process-runtime/command-dispatcher.js';
import type { ProcessAdvanced } from '../../../src/application/process-runtime/process-advanced.js';
import { ProcessRuntime } from '../../../src/application/process-runtime/process-runtime.js';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import type { Tracer } from '../../../src/application/tracer.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { ManualClock } from '../../../src/testing/manual-clock.js';
import { SeededRandomness } from '../../../src/testing/seeded-randomness.js';
import { v5 } from 'uuid';
import { alteredEventStore } from '../../support/altered-event-store.js';
import { metadataOf } from '../../support/metadata-of.js';
import {
  parcelProcess,
  type ParcelCommand,
  type ParcelEvent,
  type ParcelFact,
  type ParcelState,
} from './parcel-process.js';

export type ParcelRuntime = ProcessRuntime<ParcelState, ParcelEvent, ParcelCommand, ParcelFact>;

const NAMESPACE = '5b0f6b5e-3c55-4f1a-8a54-7c0c9f3c9b11';

/**
 * What outlives the processes: the event store, and receivers that know each command id once handled. Every effect has
 * two boundaries, just before and just after it; `crashAt` says at which one the running process dies.
 */
export class ParcelWorld {
  readonly clock = new ManualClock();
  readonly store = new InMemoryEventStore(() => this.clock.now());
  readonly randomness = new SeededRandomness(1);
  /** Items that can't be reserved. */
  readonly soldOut = new Set<string>();
  /** The effects of commands, in the order they first happened. */
  readonly effects: Command<ParcelCommand>[] = [];
  /** How often receivers were called, repeats included. */
  dispatches = 0;
  /** Boundaries crossed so far. */
  boundaries = 0;
  crashAt: number | undefined;
  /** Thrown by receivers instead of an answer, for the commands it is given for. */
  outage: (command: Command<ParcelCommand>) => Error | undefined = () => undefined;
  /** What receivers wait for before they do anything. */
  pause: (() => Promise<void>) | undefined;
  /** Of processes that start from now on. */
  tracer: Tracer | undefined;

  /** A freshly started process: knows only what is stored. */
  start(): ParcelRuntime {
    let dead = false;
    const boundary = (): void => {
      if (dead) throw new Error('this process is dead');
      this.boundaries += 1;
      if (this.boundaries !== this.crashAt) return;
      dead = true;
      throw new Error('SIGKILL');
    };
    return new ProcessRuntime({
      manager: parcelProcess,
      inputs: ['parcel-'],
      eventStore: mortal(this.store, boundary),
      dispatcher: this.#receivers(boundary),
      clock: this.clock,
      randomness: this.randomness,
      tracer: this.tracer,
    });
  }

  /** Stores an input event. */
  async publish(type: ParcelEvent['type'], parcelId: string, items: string[] = []): Promise<RecordedEvent> {
    const stream = `parcel-${parcelId}`;
    const eventId = v5(`${stream}/${this.store.eventsOf(stream).length}`, NAMESPACE);
    const metadata = metadataOf(eventId, {
      $correlationId: `correlation of ${parcelId}`,
      traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
    });
    await this.store.append(stream, 'any', [{ eventId, type, data: { parcelId, items }, metadata }]);
    return this.store.eventsOf(stream).at(-1)!;
  }

  /** The steps in a process's stream. */
  steps(parcelId: string): ProcessAdvanced<ParcelCommand, ParcelFact>[] {
    return this.store
      .eventsOf(`process.parcel-${parcelId}`)
      .map(({ data }) => data as ProcessAdvanced<ParcelCommand, ParcelFact>);
  }

  /** The effects as short words, for example `Reserve a`. */
  get happened(): string[] {
    return this.effects.map(({ body }) => `${body.type} ${Object.values(body.data).flat().join('+')}`);
  }

  #receivers(boundary: () => void): CommandDispatcher<ParcelCommand> {
    return {
      dispatch: async (command) => {
        this.dispatches += 1;
        boundary();
        await this.pause?.();
        const outage = this.outage(command);
        if (outage !== undefined) throw outage;
        if (!this.effects.some(({ commandId }) => commandId === command.commandId)) {
          if (command.body.type === 'Reserve' && this.soldOut.has(command.body.data.item)) {
            throw new DomainError('sold-out', `no ${command.body.data.item} left`, { left: 0 });
          }
          this.effects.push(command);
        }
        boundary();
      },
    };
  }
}

function mortal(store: InMemoryEventStore, boundary: () => void): EventStore {
  return alteredEventStore(store, {
    async append(...append) {
      boundary();
      const result = await store.append(...append);
      boundary();
      return result;
    },
  });
}
