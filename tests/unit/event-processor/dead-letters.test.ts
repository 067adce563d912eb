import { expect } from 'chai';
import { PoisonEventError } from '../../../src/application/poison-event-error.js';
import { Bench, Mortality, RecordingHandler, append, mortalStores } from './support.js';

/** A handler that is poisoned by events of type `Poison`, until it is cured. */
class Vulnerable extends RecordingHandler {
  cured = false;

  constructor() {
    super('vulnerable', (events) => {
      const poison = this.cured ? undefined : events.find(({ type }) => type === 'Poison');
      if (poison !== undefined) throw new PoisonEventError(poison, new Error('indigestible'));
    });
  }

  /** What was handled of a stream, repeats left out. */
  distinctRevisionsOf(stream: string): number[] {
    return [...new Set(this.revisionsOf(stream))];
  }
}

describe('EventProcessor dead letters', () => {
  let bench: Bench;
  let handler: Vulnerable;

  beforeEach(() => {
    bench = new Bench();
    handler = new Vulnerable();
  });

  afterEach(() => bench.stopAll());

  async function poisonedHistory(): Promise<void> {
    await append(bench.eventStore, 'thing-a', 'Happened');
    await append(bench.eventStore, 'thing-b', 'Happened');
    await append(bench.eventStore, 'thing-a', 'Poison');
    await append(bench.eventStore, 'thing-a', 'Happened');
    await append(bench.eventStore, 'thing-b', 'Happened');
  }

  async function request(kind: 'replay' | 'skip'): Promise<void> {
    const [parked] = await bench.stores.deadLetters.parkedKeys('vulnerable');
    await bench.stores.deadLetters.request(parked!.head, kind);
  }

  it('parks the key of a poisonous event and lets the others flow', async () => {
    await poisonedHistory();
    const processor = bench.start(handler, { settings: { lanes: 1 } });
    await bench.until(() => processor.appliedPosition === 5n);
    expect(handler.revisionsOf('thing-b')).to.deep.equal([0, 1]);
    expect(handler.revisionsOf('thing-a')).to.deep.equal([0]);
    await append(bench.eventStore, 'thing-a', 'Happened');
    await bench.until(() => processor.appliedPosition === 6n);
    const [parked] = await bench.stores.deadLetters.parkedKeys('vulnerable');
    expect(parked?.head).to.include({
      key: 'thing-a',
      stream: 'thing-a',
      revision: 1,
      type: 'Poison',
      error: 'Poison thing-a@1: indigestible',
    });
    expect(parked?.waiting).to.equal(2);
    expect(processor.status.parkedKeys).to.equal(1);
  });

  it('still diverts after a restart', async () => {
    await poisonedHistory();
    const first = bench.start(handler);
    await bench.until(() => first.appliedPosition === 5n);
    await first.stop();
    await append(bench.eventStore, 'thing-a', 'Happened');
    const second = bench.start(handler);
    await bench.until(() => second.appliedPosition === 6n);
    expect(handler.revisionsOf('thing-a')).to.deep.equal([0]);
  });

  it('replays in order once the handler is cured, and lets the key flow again', async () => {
    await poisonedHistory();
    const processor = bench.start(handler);
    await bench.until(() => processor.appliedPosition === 5n);
    handler.cured = true;
    await request('replay');
    await bench.until(() => bench.notified('released') === 1);
    await append(bench.eventStore, 'thing-a', 'Happened');
    await bench.until(() => processor.appliedPosition === 6n);
    expect(handler.revisionsOf('thing-a')).to.deep.equal([0, 1, 2, 3]);
    expect(await bench.stores.deadLetters.parkedKeys()).to.deep.equal([]);
    expect(processor.status.parkedKeys).to.equal(0);
  });

  it('stays parked when a replay meets the same poison', async () => {
    await poisonedHistory();
    bench.start(handler);
    await bench.until(() => bench.notified('parked') === 1);
    await request('replay');
    await bench.until(() => bench.notified('still-parked') === 1);
    const [parked] = await bench.stores.deadLetters.parkedKeys('vulnerable');
    expect(parked?.head).to.include({ revision: 1 });
    expect(parked?.head.request).to.equal(undefined);
    await request('replay');
    await bench.until(() => bench.notified('still-parked') === 2);
  });

  it('skips only the poisonous event and goes on with the rest', async () => {
    await poisonedHistory();
    const processor = bench.start(handler);
    await bench.until(() => processor.appliedPosition === 5n);
    await request('skip');
    await bench.until(() => bench.notified('released') === 1);
    expect(handler.skipped).to.deep.equal(['thing-a@1']);
    expect(handler.revisionsOf('thing-a')).to.deep.equal([0, 2]);
  });

  for (const kind of ['replay', 'skip'] as const) {
    for (const dieAfterEffect of [false, true]) {
      it(`loses and swaps nothing when killed ${dieAfterEffect ? 'behind' : 'before'} any effect of a ${kind}`, async () => {
        for (let effects = 0; effects < 60; effects += 1) {
          bench = new Bench();
          handler = new Vulnerable();
          await poisonedHistory();
          const mortality = new Mortality(effects, dieAfterEffect);
          const dying = bench.start(handler, { stores: mortalStores(bench.stores, mortality) });
          await bench.until(() => mortality.dead || bench.notified('parked') > 0);
          if ((await bench.stores.deadLetters.parkedKeys()).length > 0) {
            handler.cured = kind === 'replay';
            await request(kind);
          }
          await bench.until(() => mortality.dead || bench.notified('released') > 0);
          await dying.stop();
          const next = bench.start(handler);
          await bench.until(() => next.status.caughtUp && next.appliedPosition === 5n);
          handler.cured = kind === 'replay';
          const parked = await bench.stores.deadLetters.parkedKeys();
          if (parked.length > 0 && parked[0]!.head.error !== undefined) await request(kind);
          await bench.until(() => next.status.parkedKeys === 0);
          const expected = kind === 'replay' ? [0, 1, 2] : [0, 2];
          expect(handler.distinctRevisionsOf('thing-a'), `after ${effects} effects`).to.deep.equal(expected);
          expect(handler.distinctRevisionsOf('thing-b')).to.deep.equal([0, 1]);
          expect(await bench.stores.deadLetters.parkedKeys()).to.deep.equal([]);
          await bench.stopAll();
        }
      });
    }
  }
});
