import { expect } from 'chai';
import * as fc from 'fast-check';
import { TransientError } from '../../../src/application/transient-error.js';
import { Bench, RecordingHandler, append } from './support.js';

describe('EventProcessor', () => {
  let bench: Bench;

  beforeEach(() => {
    bench = new Bench();
  });

  afterEach(() => bench.stopAll());

  async function fill(streams: number, events: number): Promise<void> {
    for (let index = 0; index < events; index += 1) {
      await append(bench.eventStore, `thing-${index % streams}`, 'Happened');
    }
  }

  it('handles what is there and what comes, in order within each key', async () => {
    await fill(7, 100);
    const handler = new RecordingHandler();
    const processor = bench.start(handler);
    await bench.until(() => processor.status.caughtUp);
    await fill(7, 40);
    await bench.until(() => handler.handled.length === 140);
    for (let stream = 0; stream < 7; stream += 1) {
      const revisions = handler.revisionsOf(`thing-${stream}`);
      expect(revisions).to.deep.equal(revisions.map((_, index) => index));
    }
    expect(processor.status).to.include({ role: 'leading', inFlight: 0, lagMs: 0, appliedPosition: 140n });
  });

  it('takes what has queued up meanwhile as one batch, never larger than allowed', async () => {
    await fill(1, 50);
    const handler = new RecordingHandler('slow', () => bench.clock.sleep(20));
    bench.start(handler, { settings: { batchSize: 20 } });
    await bench.until(() => handler.handled.length === 50);
    expect(Math.max(...handler.batches)).to.equal(20);
    expect(handler.batches.length).to.be.lessThan(10);
  });

  it('holds no more events than allowed', async () => {
    await fill(5, 100);
    const open: (() => void)[] = [];
    const handler = new RecordingHandler('blocked', () => new Promise<void>((resolve) => open.push(resolve)));
    const processor = bench.start(handler, { settings: { maxInFlight: 10 } });
    await bench.until(() => processor.status.inFlight === 10);
    await bench.clock.advance(1_000);
    expect(processor.status.inFlight).to.equal(10);
    await bench.until(() => {
      open.splice(0).forEach((go) => go());
      return handler.handled.length === 100;
    });
  });

  it('stores a checkpoint that never passes an unhandled event', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(80), { minLength: 30, maxLength: 30 }), async (delays) => {
        const world = new Bench();
        const done = new Set<bigint>();
        const handler = new RecordingHandler('random', async (events) => {
          await world.clock.sleep(delays[Number(events[0]!.position) % delays.length]!);
          for (const { position } of events) done.add(position);
        });
        for (let index = 0; index < 30; index += 1)
          await append(world.eventStore, `thing-${index % 9}`, 'Happened');
        world.start(handler, { settings: { lanes: 5, batchSize: 3, checkpointIntervalMs: 1 } });
        await world.until(async () => {
          const stored = (await world.stores.checkpoints.load('random')) ?? 0n;
          for (let position = 1n; position <= stored; position += 1n)
            expect(done.has(position)).to.equal(true);
          return stored === 30n;
        });
        await world.stopAll();
      }),
      { numRuns: 25 },
    );
  });

  it('goes on behind the stored checkpoint, also one of events that are none of its own', async () => {
    await fill(2, 10);
    await append(bench.eventStore, 'other-1', 'Ignored');
    const first = bench.start(new RecordingHandler());
    await bench.until(() => first.appliedPosition === 11n);
    await first.stop();
    expect(await bench.stores.checkpoints.load('recording')).to.equal(11n);
    await fill(2, 3);
    const second = new RecordingHandler();
    bench.start(second);
    await bench.until(() => second.handled.length === 3);
  });

  it('tries again for as long as it takes, loudly, and keeps the order', async () => {
    await fill(1, 3);
    let failures = 12;
    const handler = new RecordingHandler('failing', () => {
      failures -= 1;
      if (failures >= 0) throw failures % 2 === 0 ? new TransientError('away') : new Error('odd');
    });
    bench.start(handler);
    await bench.until(() => handler.handled.length === 3);
    expect(handler.revisionsOf('thing-0')).to.deep.equal([0, 1, 2]);
    expect(bench.notified('retrying')).to.equal(12);
  });

  it('resumes after the event store was away', async () => {
    const handler = new RecordingHandler();
    bench.start(handler);
    await fill(3, 5);
    await bench.until(() => handler.handled.length === 5);
    bench.eventStore.setAvailable(false);
    await bench.clock.advance(5_000);
    bench.eventStore.setAvailable(true);
    await fill(3, 5);
    await bench.until(() => handler.handled.length === 10);
    expect(new Set(handler.handled).size).to.equal(10);
  });

  it('finishes what is in flight when stopped, and takes nothing more', async () => {
    await fill(1, 30);
    let release: (() => void) | undefined;
    const handler = new RecordingHandler('stopping', () => new Promise<void>((go) => (release = go)));
    const processor = bench.start(handler, { settings: { batchSize: 5 } });
    await bench.until(() => release !== undefined);
    const stopped = processor.stop();
    await bench.clock.advance(100);
    release?.();
    await stopped;
    expect(handler.batches).to.have.length(1);
    expect(await bench.stores.checkpoints.load('stopping')).to.equal(BigInt(handler.handled.length));
  });

  it('starts over by itself when something outside the handler breaks', async () => {
    await fill(1, 2);
    let broken = true;
    class Breaking extends RecordingHandler {
      override laneKey(event: { stream: string }): string {
        if (broken) throw new Error('a bug');
        return event.stream;
      }
    }
    const handler = new Breaking();
    bench.start(handler);
    await bench.until(() => bench.notified('retrying') > 2);
    broken = false;
    await bench.until(() => handler.handled.length === 2);
  });

  it('tells how far it is once a position is reached, or the time is up', async () => {
    const handler = new RecordingHandler();
    const processor = bench.start(handler);
    await bench.until(() => processor.status.caughtUp);
    const late = processor.progress(5n, 100);
    await bench.clock.advance(200);
    expect(await late).to.equal(undefined);
    const soon = processor.progress(1n, 100_000);
    await fill(1, 1);
    expect(await soon).to.equal(1n);
  });
});
