import { expect } from 'chai';
import * as fc from 'fast-check';
import { EventStoreUnavailableError } from '../../../src/application/event-store-unavailable-error.js';
import type { EventStore } from '../../../src/application/event-store.js';
import { RevisionMismatchError } from '../../../src/application/revision-mismatch-error.js';
import { DomainError } from '../../../src/domain/domain-error.js';
import { alteredEventStore } from '../../support/altered-event-store.js';
import { AccountsWorld, type Instance } from './accounts-world.js';

const UNUSED_CLAIMS_END_AFTER_MS = 61_000;

const customer = fc.constantFrom('ann', 'bob');
const email = fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example');
const request = fc.oneof(
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('register' as const), customer, email }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('change' as const), customer, email }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('rename' as const), customer }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('conditional' as const), customer, email, revision: fc.nat(3) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deactivate' as const), customer }) },
);
type Request = typeof request extends fc.Arbitrary<infer Each> ? Each : never;
/** Clients at work side by side, each with one request after the other. */
const clients = fc.array(fc.array(request, { maxLength: 4 }), { minLength: 2, maxLength: 4 });
/** What becomes of an append: done, not done, or done without anybody learning of it. */
const fates = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant('done' as const) },
    { weight: 1, arbitrary: fc.constant('lost' as const) },
    { weight: 1, arbitrary: fc.constant('unknown' as const) },
  ),
  { maxLength: 40 },
);

describe('e-mail addresses of customers', () => {
  let world: AccountsWorld;
  beforeEach(() => {
    world = new AccountsWorld();
  });

  async function isFree(address: string): Promise<boolean> {
    try {
      await world.instance().register(`who-wants-${address}`, address);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'email-taken') return false;
      throw error;
    }
  }

  it('stay free when a registration insists on a revision that a new customer can not have', async () => {
    const registering = world.instance().register('ann', 'a@x.example', [0]);
    expect(await registering.catch((error: unknown) => error)).to.be.instanceOf(RevisionMismatchError);
    expect(await isFree('a@x.example')).to.equal(true);
  });

  it('are the customer’s own whichever of two overlapping changes comes last', async () => {
    const [here, there] = [world.instance(), world.instance()];
    await here.register('ann', 'a@x.example');
    // The other instance changes it back after this one has changed it, and before this one frees the old one.
    let releases = false;
    const late = view(world.eventStore, async (events) => {
      if (events.some(({ type }) => type === 'EmailClaimReleased') && !releases) {
        releases = true;
        await there.change('ann', { email: 'a@x.example' });
      }
    });
    await world.instance(late).change('ann', { email: 'b@x.example' });
    expect(releases).to.equal(true);
    expect(world.usage()).to.deep.equal({ users: new Map([['a@x.example', 'ann']]), violations: [] });
    expect(await isFree('a@x.example')).to.equal(false);
  });

  it('are free at once when they are given up, or a change to them is refused', async () => {
    const instance = world.instance();
    await instance.register('ann', 'a@x.example');
    await instance.change('ann', { email: 'b@x.example' });
    await instance.change('ann', { email: 'c@x.example' }, 7).catch(() => undefined);
    expect(await isFree('a@x.example')).to.equal(true);
    expect(await isFree('b@x.example')).to.equal(false);
    expect(await isFree('c@x.example')).to.equal(true);
  });

  it('follow many changes that come at once', async () => {
    const instances = [world.instance(), world.instance()];
    await instances[0]!.register('ann', 'a@x.example');
    const wanted = Array.from({ length: 40 }, (_, index) => `ann${index % 8}@x.example`);
    await Promise.all(wanted.map((each, index) => instances[index % 2]!.change('ann', { email: each })));
    const { users, violations } = world.usage();
    expect(violations).to.deep.equal([]);
    expect([...users.values()]).to.deep.equal(['ann']);
  });

  it('are never another’s while they are used, and never lost, in whatever order things happen', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(clients, { minLength: 1, maxLength: 3 }),
        fates,
        async (scheduler, rounds, fate) => {
          world = new AccountsWorld();
          const violations: string[] = [];
          const store = interleaved(world, scheduler, fate, violations);
          const instances = [world.instance(store), world.instance(store)];
          for (const each of rounds) {
            const work = each.map(async (requests, index) => {
              for (const next of requests) await carryOut(next, instances[index % 2]!);
            });
            await scheduler.waitFor(Promise.all(work));
            expect(violations).to.deep.equal([]);
            world.advance(UNUSED_CLAIMS_END_AFTER_MS);
          }
          const { users } = world.usage();
          for (const address of ['a@x.example', 'b@x.example', 'c@x.example']) {
            expect(await isFree(address), address).to.equal(!users.has(address));
          }
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** Refusals and lost answers are part of life. */
async function carryOut(each: Request, instance: Instance): Promise<void> {
  const outcome = async (): Promise<unknown> => {
    switch (each.kind) {
      case 'register':
        return instance.register(each.customer, each.email);
      case 'change':
        return instance.change(each.customer, { email: each.email });
      case 'rename':
        return instance.change(each.customer, { name: 'Anna' });
      case 'conditional':
        return instance.change(each.customer, { email: each.email }, each.revision);
      case 'deactivate':
        return instance.deactivate(each.customer);
    }
  };
  await outcome().catch((error: unknown) => {
    if (error instanceof TypeError || error instanceof ReferenceError) throw error;
  });
}

/** The world's event store, every call of which waits for its turn; looks for violations after each append. */
function interleaved(
  world: AccountsWorld,
  scheduler: fc.Scheduler,
  fate: readonly string[],
  violations: string[],
): EventStore {
  const { eventStore } = world;
  let appends = 0;
  const turn = (): Promise<void> => scheduler.schedule(Promise.resolve());
  return alteredEventStore(eventStore, {
    async append(...call) {
      await turn();
      const becomes = fate[appends++] ?? 'done';
      if (becomes === 'lost') throw new EventStoreUnavailableError('lost');
      const result = await eventStore.append(...call);
      violations.push(...world.usage().violations);
      await turn();
      if (becomes === 'unknown') throw new EventStoreUnavailableError('unknown');
      return result;
    },
    async *readStream(...call) {
      await turn();
      yield* eventStore.readStream(...call);
    },
  });
}

/** An event store with something that happens before each append. */
function view(
  eventStore: EventStore,
  before: (events: Parameters<EventStore['append']>[2]) => Promise<void>,
): EventStore {
  return alteredEventStore(eventStore, {
    async append(stream, expected, events) {
      await before(events);
      return eventStore.append(stream, expected, events);
    },
  });
}
