import { expect } from 'chai';
import type { RecordedEvent } from '../../../src/application/recorded-event.js';
import { SHIPPING_DEADLINE_MS } from './parcel-process.js';
import { ParcelWorld, type ParcelRuntime } from './parcel-world.js';

/** One course of events for a process, told as what a running shop would do with it. */
interface Story {
  readonly name: string;
  prepare(world: ParcelWorld): Promise<RecordedEvent[]>;
  /** What the running process does once its inputs are handled. */
  afterwards?(runtime: ParcelRuntime, world: ParcelWorld): Promise<void>;
  readonly expected: readonly string[];
}

const stories: Story[] = [
  {
    name: 'a parcel that is shipped',
    prepare: async (world) => [await world.publish('ParcelOrdered', 'p', ['a', 'b', 'c'])],
    expected: ['Reserve a', 'Reserve b', 'Reserve c', 'Ship a+b+c'],
  },
  {
    name: 'a parcel that is refused',
    async prepare(world) {
      world.soldOut.add('b');
      return [await world.publish('ParcelOrdered', 'p', ['a', 'b', 'c'])];
    },
    expected: ['Release a', 'Release c', 'Reserve a', 'Reserve c'],
  },
  {
    name: 'a parcel that is called off',
    prepare: async (world) => [
      await world.publish('ParcelOrdered', 'p', ['slow', 'a']),
      await world.publish('ParcelCalledOff', 'p'),
    ],
    expected: ['Release a', 'Release slow', 'Reserve a', 'Reserve slow', 'Ship slow+a'],
  },
  {
    name: 'a parcel whose deadline passes',
    async prepare(world) {
      const ordered = await world.publish('ParcelOrdered', 'p', ['slow']);
      return [ordered];
    },
    async afterwards(runtime, world) {
      const deadline = new Date('2026-01-01T00:00:00.000Z').getTime() + SHIPPING_DEADLINE_MS;
      await world.clock.advance(Math.max(0, deadline - world.clock.now().getTime()));
      await runtime.wake('p', 0);
    },
    expected: ['Complain too late', 'Release slow', 'Reserve slow', 'Ship slow'],
  },
];

/** Plays a story, dying at each of `crashes` in turn (counted in boundaries) and starting again each time. */
async function play(story: Story, crashes: readonly number[]): Promise<ParcelWorld> {
  const world = new ParcelWorld();
  const inputs = await story.prepare(world);
  for (const crash of [...crashes, undefined]) {
    world.crashAt = crash === undefined ? undefined : world.boundaries + crash;
    const runtime = world.start();
    try {
      await runtime.handle(inputs);
      await story.afterwards?.(runtime, world);
      break;
    } catch (error) {
      expect(crash, String(error)).not.to.equal(undefined);
    }
  }
  return world;
}

describe('ProcessRuntime, killed at every boundary of an effect', () => {
  for (const story of stories) {
    it(`${story.name}: once`, async () => {
      const undisturbed = await play(story, []);
      expect(undisturbed.happened.toSorted()).to.deep.equal(story.expected);
      for (let crash = 1; crash <= undisturbed.boundaries; crash++) {
        const world = await play(story, [crash]);
        expect(world.steps('p'), `killed at ${crash}`).to.deep.equal(undisturbed.steps('p'));
        expect(world.happened.toSorted(), `killed at ${crash}`).to.deep.equal(story.expected);
      }
    });

    it(`${story.name}: twice`, async () => {
      const undisturbed = await play(story, []);
      for (let first = 1; first <= undisturbed.boundaries; first++) {
        for (let second = 1; second <= undisturbed.boundaries; second++) {
          const world = await play(story, [first, second]);
          const where = `killed at ${first}, then ${second} later`;
          expect(world.steps('p'), where).to.deep.equal(undisturbed.steps('p'));
          expect(world.happened.toSorted(), where).to.deep.equal(story.expected);
        }
      }
    });
  }
});
