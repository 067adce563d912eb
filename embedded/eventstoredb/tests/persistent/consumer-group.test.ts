import { expect } from 'chai';
import * as fc from 'fast-check';
import { GroupSimulation } from './group-simulation.js';

describe('a consumer group', () => {
  it('gives a consumer no more than it has slots for, and the next one for each answer', () => {
    const simulation = new GroupSimulation();
    simulation.append(5);
    const consumer = simulation.join(2);
    expect(simulation.got(consumer)).to.deep.equal(['0#0', '1#0']);
    simulation.group.acknowledge(['1']);
    expect(simulation.got(consumer)).to.deep.equal(['0#0', '1#0', '2#0']);
  });

  it('delivers again what is not answered in time, and parks it when that was often enough', () => {
    const simulation = new GroupSimulation({ messageTimeout: 500, maxRetryCount: 1 });
    simulation.append(1);
    const consumer = simulation.join(10);
    simulation.pass(499);
    expect(simulation.got(consumer)).to.deep.equal(['0#0']);
    simulation.pass(1);
    expect(simulation.got(consumer)).to.deep.equal(['0#0', '0#1']);
    simulation.pass(500);
    simulation.sync();
    expect(simulation.parked.map(({ reason }) => reason)).to.deep.equal(['Reached retry count of 1']);
    expect(simulation.group.nextTick).to.equal(Number.POSITIVE_INFINITY);
  });

  it('waits for ever with a message timeout of 0', () => {
    const simulation = new GroupSimulation({ messageTimeout: 0 });
    simulation.append(1);
    const consumer = simulation.join(10);
    simulation.pass(10 ** 9);
    expect(simulation.got(consumer)).to.deep.equal(['0#0']);
  });

  it('has others deal with what a consumer left behind, in order and before what is new', () => {
    const simulation = new GroupSimulation();
    simulation.append(4);
    const first = simulation.join(3);
    simulation.group.acknowledge(['1']);
    simulation.group.leave(first);
    expect(simulation.got(simulation.join(10))).to.deep.equal(['0#1', '2#1', '3#1']);
  });

  it('keeps answers for two messages with one id apart', () => {
    const simulation = new GroupSimulation({}, undefined, () => 'same');
    simulation.append(2);
    const consumer = simulation.join(10);
    expect(simulation.got(consumer)).to.deep.equal(['0#0']);
    simulation.group.acknowledge(['same']);
    expect(simulation.got(consumer)).to.deep.equal(['0#0', '1#0']);
  });

  it('makes a checkpoint at once for the upper bound, after a while for the lower, for fewer never', () => {
    const simulation = new GroupSimulation({
      minCheckpointCount: 2,
      maxCheckpointCount: 4,
      checkpointAfter: 1000,
    });
    simulation.append(10);
    simulation.join(10);
    simulation.group.acknowledge(['0', '1', '2', '3']);
    simulation.sync();
    expect(simulation.checkpoints.map(({ position }) => position)).to.deep.equal([3]);
    simulation.group.acknowledge(['4', '5']);
    simulation.pass(999);
    expect(simulation.checkpoints).to.have.length(1);
    simulation.pass(1);
    simulation.sync();
    expect(simulation.checkpoints.map(({ position }) => position)).to.deep.equal([3, 5]);
    simulation.group.acknowledge(['6']);
    simulation.pass(10 ** 6);
    expect(simulation.checkpoints).to.have.length(2);
  });

  it('passes no message by with a checkpoint before its parking is durable', () => {
    const simulation = new GroupSimulation({ minCheckpointCount: 1, maxCheckpointCount: 1 });
    simulation.append(3);
    simulation.join(10);
    simulation.group.reject(['0'], 'park', 'bad');
    simulation.group.acknowledge(['1', '2']);
    expect(simulation.checkpoints).to.deep.equal([]);
    simulation.sync();
    expect(simulation.checkpoints.map(({ position }) => position)).to.deep.equal([2]);
  });

  it('is behind while the feed has more than fits in memory', () => {
    const simulation = new GroupSimulation({ historyBufferSize: 30, readBatchSize: 10 });
    expect(simulation.group.isLive).to.equal(true);
    simulation.append(100);
    expect(simulation.group.isLive).to.equal(false);
    expect(simulation.group.counts.read).to.equal(30);
    simulation.join(100);
    expect(simulation.group.isLive).to.equal(true);
  });

  it('loses no message and passes none by, whatever happens', () => {
    fc.assert(fc.property(fc.record(settings), fc.array(step, { maxLength: 120 }), neverLosesAMessage), {
      numRuns: 300,
    });
  });
});

const settings = {
  messageTimeout: fc.constantFrom(0, 50, 1000),
  maxRetryCount: fc.integer({ min: 0, max: 3 }),
  checkpointAfter: fc.constantFrom(0, 100, 2000),
  minCheckpointCount: fc.integer({ min: 0, max: 5 }),
  maxCheckpointCount: fc.integer({ min: 0, max: 10 }),
  readBatchSize: fc.integer({ min: 0, max: 4 }),
  historyBufferSize: fc.integer({ min: 5, max: 20 }),
};

const step = fc.oneof(
  fc.record({ do: fc.constant('append' as const), count: fc.integer({ min: 1, max: 10 }) }),
  fc.record({ do: fc.constant('join' as const), count: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ do: fc.constantFrom('leave' as const, 'sync' as const), count: fc.nat(10) }),
  fc.record({ do: fc.constant('pass' as const), count: fc.integer({ min: 1, max: 1500 }) }),
  fc.record({
    do: fc.constantFrom(
      'acknowledge' as const,
      'retry' as const,
      'park' as const,
      'skip' as const,
      'stop' as const,
    ),
    count: fc.nat(20),
  }),
);

type Settings = { readonly [K in keyof typeof settings]: number };
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function neverLosesAMessage(chosen: Settings, steps: readonly Step[]): void {
  const simulation = new GroupSimulation(chosen);
  const { group } = simulation;
  const answered = new Set<number>();
  const check = (): void => {
    for (const { inFlight, slots } of group.consumers)
      expect(inFlight.size).to.be.at.most(Math.max(0, slots));
    const holders = [...group.consumers].flatMap(({ inFlight }) => [...inFlight]);
    expect(new Set(holders).size, 'each message is with one consumer').to.equal(holders.length);
    const open = simulation.messages.findIndex(
      ({ place: { event } }) => !answered.has(event) && !isParked(simulation, event),
    );
    const reached = simulation.checkpoints.at(-1)?.position ?? -1;
    if (open >= 0) expect(reached, 'the checkpoint').to.be.below(open);
    expect(group.counts.read).to.be.at.most(chosen.historyBufferSize);
  };
  for (const { do: action, count } of steps) {
    const consumers = [...group.consumers];
    const consumer = consumers[count % Math.max(1, consumers.length)];
    const message = [...(consumer?.inFlight ?? [])][count % Math.max(1, consumer?.inFlight.size ?? 1)];
    if (action === 'append') simulation.append(count);
    else if (action === 'join') simulation.join(count);
    else if (action === 'sync') simulation.sync();
    else if (action === 'pass') simulation.pass(count);
    else if (action === 'leave') {
      if (consumer) group.leave(consumer);
    } else if (message) {
      if (action !== 'retry' && action !== 'park') answered.add(message.place.event);
      if (action === 'acknowledge') group.acknowledge([message.id]);
      else group.reject([message.id], action, 'because');
    }
    check();
  }
  for (const { message } of simulation.deliveries) {
    const times = simulation.deliveries.filter((delivery) => delivery.message === message).length;
    expect(times).to.be.at.most(chosen.maxRetryCount + 1);
  }
  for (const consumer of group.consumers) group.leave(consumer);
  const last = simulation.join(10_000);
  while (last.inFlight.size > 0) {
    for (const { place } of last.inFlight) answered.add(place.event);
    group.acknowledge([...last.inFlight].map(({ id }) => id));
  }
  simulation.sync();
  check();
  for (const { place } of simulation.messages) {
    expect(answered.has(place.event) || isParked(simulation, place.event), `message ${place.event}`).to.equal(
      true,
    );
  }
}

function isParked({ parked }: GroupSimulation, event: number): boolean {
  return parked.some(({ message }) => message.place.event === event);
}
