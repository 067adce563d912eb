import { expect } from 'chai';
import { PinnedStrategy } from '../../src/persistent/pinned-strategy.js';
import { DispatchToSingleStrategy } from '../../src/persistent/queue-strategies.js';
import { GroupSimulation } from './group-simulation.js';

/** Messages belong to one of ten streams. */
const pinned = (): PinnedStrategy => new PinnedStrategy(({ place }) => `stream-${place.event % 10}`);

describe('consumer strategies', () => {
  it('RoundRobin takes turns and leaves out who is full', () => {
    const simulation = new GroupSimulation();
    const [a, b] = [simulation.join(1), simulation.join(10)];
    simulation.append(4);
    expect(simulation.got(a)).to.deep.equal(['0#0']);
    expect(simulation.got(b)).to.deep.equal(['1#0', '2#0', '3#0']);
  });

  it('DispatchToSingle stays with one until it is full, then with the next', () => {
    const simulation = new GroupSimulation({}, new DispatchToSingleStrategy());
    const [a, b] = [simulation.join(2), simulation.join(10)];
    simulation.append(3);
    simulation.group.acknowledge(['0', '1']);
    simulation.append(1);
    expect(simulation.got(a)).to.deep.equal(['0#0', '1#0']);
    expect(simulation.got(b)).to.deep.equal(['2#0', '3#0']);
  });

  it('Pinned keeps a stream with one consumer, and all consumers have some', () => {
    const simulation = new GroupSimulation({}, pinned());
    const consumers = [simulation.join(100), simulation.join(100), simulation.join(100)];
    simulation.append(90);
    const owners = ownersOf(simulation);
    expect(owners.size).to.equal(10);
    for (const consumer of consumers) expect(simulation.got(consumer)).not.to.deep.equal([]);
  });

  it('Pinned lets others overtake a message whose consumer is full', () => {
    const simulation = new GroupSimulation({ minCheckpointCount: 1, maxCheckpointCount: 1 }, pinned());
    const [a, b] = [simulation.join(1), simulation.join(100)];
    simulation.append(40);
    const { length } = simulation.got(b);
    expect(simulation.got(a)).to.have.length(1);
    expect(length).to.be.above(1);
    for (const message of b.inFlight) simulation.group.acknowledge([message.id]);
    expect(simulation.checkpoints, 'nothing passes what still waits').to.deep.equal([]);
  });

  it('Pinned looks at an event once, however often its message is offered', () => {
    const looks = new Map<number, number>();
    const strategy = new PinnedStrategy(({ place: { event } }) => {
      looks.set(event, (looks.get(event) ?? 0) + 1);
      return `stream-${event % 10}`;
    });
    const simulation = new GroupSimulation({}, strategy);
    const [, b] = [simulation.join(1), simulation.join(5)];
    simulation.append(40);
    for (const message of b.inFlight) simulation.group.acknowledge([message.id]);
    simulation.join(5);
    expect(new Set(looks.values())).to.deep.equal(new Set([1]));
    expect(looks.size).to.equal(40);
  });

  it('Pinned gives a newcomer its share, and what a consumer had to others when it leaves', () => {
    const simulation = new GroupSimulation({}, pinned());
    const first = simulation.join(1000);
    simulation.append(50);
    simulation.group.acknowledge(simulation.messages.map(({ id }) => id));
    const second = simulation.join(1000);
    simulation.append(50);
    expect(simulation.got(second)).to.have.length(25);
    simulation.group.leave(first);
    expect(simulation.group.counts.inFlight).to.equal(50);
    ownersOf(simulation, second);
  });
});

/** Checks that no stream is with two consumers at a time, or all are with one. Answers who has which stream. */
function ownersOf(simulation: GroupSimulation, only?: unknown): Map<number, unknown> {
  const owners = new Map<number, unknown>();
  for (const consumer of simulation.group.consumers) {
    for (const { place } of consumer.inFlight) {
      const stream = place.event % 10;
      expect(owners.get(stream) ?? consumer).to.equal(only ?? consumer);
      owners.set(stream, consumer);
    }
  }
  return owners;
}
