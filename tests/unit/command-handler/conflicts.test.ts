import { expect } from 'chai';
import * as fc from 'fast-check';
import type { Clock } from '../../../src/application/clock.js';
import { ConcurrencyError } from '../../../src/application/concurrency-error.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import { InMemoryEventStore } from '../../../src/testing/in-memory-event-store.js';
import { someEvent } from '../../support/some-event.js';
import { rejection } from './rejection.js';
import { add, take, type TallyEvent, tallyHandler } from './tally.js';

const stream = 'tally-1';

describe('CommandHandler, when others append first', () => {
  let store: InMemoryEventStore;

  beforeEach(() => {
    store = new InMemoryEventStore();
  });

  it('decides again on what they left', async () => {
    const handler = tallyHandler(store);
    await handler.handle(stream, add(5));
    store.beforeNextAppend(async () => void (await tallyHandler(store).handle(stream, take(4))));
    const error = await rejection(handler.handle(stream, take(5)));
    expect(error).to.be.instanceOf(DomainError).with.property('code', 'too-few');

    store.beforeNextAppend(async () => void (await tallyHandler(store).handle(stream, add(4))));
    expect((await handler.handle(stream, take(1))).revision).to.equal(3);
    expect((await handler.load(stream)).state).to.deep.equal({ total: 4, events: 4 });
  });

  it('reads only what it has missed', async () => {
    const handler = tallyHandler(store);
    await handler.handle(stream, add(1, 1, 1));
    const reads: (number | 'end' | undefined)[] = [];
    const { readStream } = store;
    store.readStream = (name, options) => {
      reads.push(options?.from);
      return readStream.call(store, name, options);
    };
    const other = tallyHandler(store);
    await other.load(stream);
    reads.length = 0;
    store.beforeNextAppend(async () => void (await other.handle(stream, add(1))));
    await handler.handle(stream, add(1));
    expect(reads).to.deep.equal([3]);
  });

  it('waits by chance between attempts, and gives up after the last', async () => {
    const sleeps: number[] = [];
    const clock: Clock = { now: () => new Date(0), sleep: async (ms) => void sleeps.push(ms) };
    const handler = tallyHandler(store, { clock, attempts: 4 });
    const interfere = async (): Promise<void> => {
      await store.append(stream, 'any', [someEvent('Added', { amount: 1 })]);
      store.beforeNextAppend(interfere);
    };
    store.beforeNextAppend(interfere);
    const error = await rejection(handler.handle(stream, add(1)));
    expect(error).to.be.instanceOf(ConcurrencyError).with.property('attempts', 4);
    expect(sleeps).to.have.length(2);
    expect(new Set(sleeps).size).to.equal(2);
    expect(store.events).to.have.length(4);
  });

  it('never loses or doubles a command, however handlers, failures and repetitions interleave', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(
          fc.record({ amount: fc.integer({ min: -3, max: 5 }), handler: fc.nat(2), stream: fc.nat(1) }),
          {
            minLength: 1,
            maxLength: 12,
          },
        ),
        fc.array(fc.constantFrom('before' as const, 'after' as const, undefined), { maxLength: 8 }),
        async (scheduler, steps, failures) => {
          const shared = new InMemoryEventStore();
          const { append, readStream } = shared;
          const faults = [...failures];
          shared.append = async (...call) => {
            await scheduler.schedule(Promise.resolve());
            const fault = faults.shift();
            if (fault !== undefined) shared.failNextAppend(fault);
            return append.apply(shared, call);
          };
          shared.readStream = async function* scheduled(...call) {
            await scheduler.schedule(Promise.resolve());
            yield* readStream.apply(shared, call);
          };
          const clock = { now: () => new Date(0), sleep: () => scheduler.schedule(Promise.resolve()) };
          const handlers = Array.from({ length: 3 }, () =>
            tallyHandler(shared, { clock, openedBy: ['Add'] }),
          );
          const acknowledged = steps.map(async (step) => {
            const command = step.amount < 0 ? take(-step.amount) : add(step.amount);
            for (let round = 0; ; round++) {
              const handler = handlers[(step.handler + round) % 3] ?? expect.fail();
              try {
                return { command, ...(await handler.handle(`tally-${step.stream}`, command)) };
              } catch (error) {
                if (error instanceof DomainError) return undefined;
              }
            }
          });
          const results = await scheduler.waitFor(Promise.all(acknowledged));

          for (const result of results) {
            if (result === undefined) continue;
            const { command, stream: name, revision } = result;
            const written = shared.events.filter(({ metadata }) => metadata.commandId === command.commandId);
            expect(written).to.have.length(1);
            expect(written[0]).to.include({ stream: name, revision });
          }
          expect(shared.events).to.have.length(results.filter((result) => result !== undefined).length);
          for (const name of ['tally-0', 'tally-1']) {
            let total = 0;
            for (const event of shared.eventsOf(name)) {
              const { type, data } = event as unknown as TallyEvent;
              total += type === 'Added' ? data.amount : -data.amount;
              expect(total).to.be.at.least(0);
            }
            for (const handler of handlers) {
              expect((await scheduler.waitFor(handler.load(name))).state.total).to.equal(total);
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
